import { cCode } from './c-code.ts';
import { cDefinitions } from './c-definitions.ts';
import type { Dialect } from './lowering.ts';
import * as shapes from './shapes.ts';

export const C_TRANSPARENT = [
  'expression_statement',
  'parenthesized_expression',
  'else_clause',
  'attributed_statement',
  'extension_expression',
] as const;

/** C: tree-sitter-c. */
export const c: Dialect = {
  transparent: new Set(C_TRANSPARENT),
  handlers: {
    translation_unit: shapes.listing('Block'),
    ...cCode,
    ...cDefinitions,
  },
};
