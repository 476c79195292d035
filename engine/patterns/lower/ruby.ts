import type { Dialect } from './lowering.ts';
import * as definitions from './ruby-definitions.ts';
import * as expressions from './ruby-expressions.ts';
import * as statements from './ruby-statements.ts';
import * as strings from './ruby-strings.ts';

/** Ruby: tree-sitter-ruby. Methods and blocks return their last expression; a call needs no parentheses. */
export const ruby: Dialect = {
  transparent: new Set(['in', 'superclass', 'pattern', 'if_guard', 'exception_variable']),
  ignored: statements.IGNORED,
  handlers: {
    ...strings.HANDLERS,
    ...expressions.HANDLERS,
    ...statements.HANDLERS,
    ...definitions.HANDLERS,
  },
};
