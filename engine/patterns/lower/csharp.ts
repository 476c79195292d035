import { aTerm, type Term } from '../term.ts';
import { definitions } from './csharp-definitions.ts';
import { expressions } from './csharp-expressions.ts';
import { statements } from './csharp-statements.ts';
import type { Dialect } from './lowering.ts';
import * as shapes from './shapes.ts';

/** C#: tree-sitter-c-sharp. */
export const csharp: Dialect = {
  transparent: new Set([
    'expression_statement',
    'global_statement',
    'parenthesized_expression',
    'parenthesized_pattern',
    'constant_pattern',
    'type_pattern',
    'expression_element',
    'collection_element',
    'parenthesized_variable_designation',
    'ref_expression',
    'ref_type',
    'scoped_type',
    'checked_expression',
    'arrow_expression_clause',
  ]),
  ignored: new Set(['empty_statement']),
  words: new Set(['this', 'base']),
  handlers: {
    compilation_unit: shapes.listing('Block'),
    block: shapes.listing('Block'),
    ...shapes.names('identifier', 'predefined_type', 'implicit_type', 'this', 'base', 'discard', 'implicit_parameter'),
    qualified_name: (the, node) => shapes.member(the, node, 'qualifier', 'name'),
    alias_qualified_name: (the, node) =>
      the.text(the.field(node, 'alias')) === 'global'
        ? the.lower(the.field(node, 'name'), node)
        : shapes.member(the, node, 'alias', 'name'),
    generic_name: (the, node) => {
      const [name, types] = the.named(node);
      return the.term('Generic', node, [the.lower(name ?? 0, node), the.listIn('Args', types ?? 0, node)]);
    },
    nullable_type: shapes.wrapping('Nullable'),
    pointer_type: shapes.wrapping('PointerType'),
    array_type: (the, node) =>
      the.term('ArrayType', node, [
        the.lower(the.field(node, 'type'), node),
        the.listIn('Args', the.field(node, 'rank'), node),
      ]),
    tuple_type: (the, node) => the.term('Tuple', node, [the.list('Elements', node, the.named(node))]),
    tuple_element: (the, node) => the.lower(the.field(node, 'type'), node),
    preproc_if: conditional,
    preproc_else: conditional,
    preproc_elif: conditional,
    ...expressions,
    ...statements,
    ...definitions,
  },
};

/** Every branch of a conditional compilation is code. */
function conditional(...[the, node]: Parameters<Dialect['handlers'][string]>): Term {
  const condition = the.field(node, 'condition');
  const parts = the.named(node).filter((child) => child !== condition);
  return aTerm(
    'Several',
    the.term('Several', node),
    parts.map((child) => the.lower(child)),
  );
}
