import type { Dialect } from './lowering.ts';
import * as definitions from './php-definitions.ts';
import * as expressions from './php-expressions.ts';
import * as statements from './php-statements.ts';
import * as strings from './php-strings.ts';

/** PHP: tree-sitter-php. Names of functions are the same in any case; those of variables keep their `$`. */
export const php: Dialect = {
  transparent: new Set([
    'expression_statement',
    'parenthesized_expression',
    'named_type',
    'optional_type',
    'type_list',
    'else_clause',
    'finally_clause',
    'by_ref',
    'static_modifier',
  ]),
  ignored: statements.IGNORED,
  handlers: {
    ...strings.HANDLERS,
    ...expressions.HANDLERS,
    ...statements.HANDLERS,
    ...definitions.HANDLERS,
  },
};
