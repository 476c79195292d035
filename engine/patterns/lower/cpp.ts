import { C_TRANSPARENT } from './c.ts';
import { cCode } from './c-code.ts';
import { cDefinitions } from './c-definitions.ts';
import { cppCode } from './cpp-code.ts';
import { cppDefinitions } from './cpp-definitions.ts';
import type { Dialect } from './lowering.ts';
import * as shapes from './shapes.ts';

/** C++: tree-sitter-cpp, whose trees are those of C and more. */
export const cpp: Dialect = {
  transparent: new Set([...C_TRANSPARENT, 'init_statement', 'dependent_type', 'user_defined_literal_expression']),
  ignored: new Set(['access_specifier', 'literal_suffix', 'requires_clause']),
  handlers: {
    translation_unit: shapes.listing('Block'),
    ...cCode,
    ...cDefinitions,
    ...cppCode,
    ...cppDefinitions,
  },
};
