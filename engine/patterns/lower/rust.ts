import type { Term } from '../term.ts';
import type { Dialect, Handler, Lowering } from './lowering.ts';
import { rustCode } from './rust-code.ts';
import { rustDefinitions } from './rust-definitions.ts';
import { rustMacros } from './rust-macros.ts';
import { rustPatterns } from './rust-match.ts';
import { importOf } from './rust-imports.ts';
import * as shapes from './shapes.ts';

/** Rust: tree-sitter-rust. */
export const rust: Dialect = {
  transparent: new Set([
    'expression_statement',
    'parenthesized_expression',
    'else_clause',
    'bracketed_type',
    'const_block',
    'mut_pattern',
    'ref_pattern',
  ]),
  ignored: new Set(['empty_statement', 'lifetime', 'type_parameters', 'where_clause', 'label', 'inner_attribute_item']),
  words: new Set(['_']),
  handlers: {
    ...shapes.names(
      'identifier',
      'type_identifier',
      'field_identifier',
      'shorthand_field_identifier',
      'primitive_type',
      'self',
      'super',
      'crate',
      'metavariable',
      '_',
    ),
    scoped_identifier: scoped,
    scoped_type_identifier: scoped,
    generic_type: (the, node) =>
      the.term('Generic', node, [
        the.lower(the.field(node, 'type'), node),
        the.listIn('Args', the.field(node, 'type_arguments'), node),
      ]),
    generic_type_with_turbofish: (the, node) =>
      the.term('Generic', node, [
        the.lower(the.field(node, 'type'), node),
        the.listIn('Args', the.field(node, 'type_arguments'), node),
      ]),
    generic_function: (the, node) =>
      the.term('Generic', node, [
        the.lower(the.field(node, 'function'), node),
        the.listIn('Args', the.field(node, 'type_arguments'), node),
      ]),
    reference_type: (the, node) => pointing(the, node, 'ReferenceType'),
    pointer_type: (the, node) => pointing(the, node, 'PointerType'),
    array_type: (the, node) => {
      const size = the.field(node, 'length');
      return the.term('ArrayType', node, [
        the.lower(the.field(node, 'element'), node),
        the.list('Args', size || node, size ? [size] : []),
      ]);
    },
    tuple_type: tuple,
    unit_type: tuple,
    unit_expression: tuple,
    tuple_expression: tuple,
    tuple_pattern: tuple,
    use_declaration: importOf,
    extern_crate_declaration: (the, node) => {
      const name = the.lower(the.field(node, 'name'), node);
      const alias = the.field(node, 'alias');
      const all = the.term('Literal', node, [], '*');
      const taken = alias ? [the.term('Imported', node, [all, the.lower(alias)])] : [];
      return the.term('Import', node, [name, the.listOf('Elements', node, taken)]);
    },
    ...rustCode,
    ...rustPatterns,
    ...rustMacros,
    ...rustDefinitions,
  },
};

/** `a::b`; `<T as X>::b` too. */
function scoped(the: Lowering, node: number): Term {
  const path = the.field(node, 'path');
  const name = the.lower(the.field(node, 'name'), node);
  return path === 0 ? name : the.term('Member', node, [the.lower(path), name], '::');
}

function pointing(the: Lowering, node: number, kind: string): Term {
  const mutable = the.child(node, 'mutable_specifier') ? 'mut' : '';
  return the.term(kind, node, [the.lower(the.field(node, 'type'), node)], mutable);
}

function tuple(...[the, node]: Parameters<Handler>): Term {
  return the.term('Tuple', node, [the.list('Elements', node, the.named(node))]);
}
