import { aTerm, type Term } from '../term.ts';
import { returningLast } from './implicit-returns.ts';
import type { Handler, Lowering } from './lowering.ts';
import { itemsOf, params } from './rust-definitions.ts';
import { mutability } from './rust-mutability.ts';
import * as shapes from './shapes.ts';

/** Expressions and statements of Rust. */
export const rustCode: Readonly<Record<string, Handler>> = {
  source_file: (the, node) => the.listOf('Block', node, itemsOf(the, node)),
  block: (the, node) => the.listOf('Block', node, itemsOf(the, node)),
  integer_literal: number,
  float_literal: number,
  negative_literal: shapes.unary,
  ...shapes.literals('boolean_literal'),
  char_literal: (the, node) => the.term('Char', node, [], the.text(node)),
  string_literal: (the, node) => the.string(node, the.text(node).replace(/^[bc]?"|"$/g, '')),
  raw_string_literal: (the, node) => the.string(node, the.text(node).replace(/^[bc]?r#*"|"#*$/g, '')),
  call_expression: (the, node) =>
    shapes.aCall(
      the,
      node,
      the.lower(the.field(node, 'function'), node),
      the.listIn('Args', the.field(node, 'arguments'), node),
    ),
  field_expression: (the, node) => shapes.member(the, node, 'value', 'field'),
  index_expression: (the, node) => {
    const [object = 0, ...args] = the.named(node);
    return the.term('Index', node, [the.lower(object, node), the.list('Args', args[0] ?? node, args)]);
  },
  try_expression: shapes.wrapping('Question'),
  await_expression: shapes.wrapping('Await'),
  yield_expression: shapes.wrapping('Yield'),
  reference_expression: (the, node) =>
    the.term(
      'Unary',
      node,
      [the.lower(the.field(node, 'value'), node)],
      the.child(node, 'mutable_specifier') ? '&mut' : '&',
    ),
  unary_expression: shapes.unary,
  binary_expression: shapes.binary,
  assignment_expression: (the, node) => shapes.assign(the, node, '='),
  compound_assignment_expr: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  type_cast_expression: (the, node) =>
    shapes.aCast(the, node, { type: the.field(node, 'type'), value: the.field(node, 'value') }),
  array_expression: (the, node) =>
    the.term('Array', node, [the.list('Elements', node, the.named(node))], the.field(node, 'length') ? ';' : ''),
  struct_expression: (the, node) =>
    the.term('New', node, [
      the.lower(the.field(node, 'name'), node),
      shapes.emptyList(the, 'Args', node),
      the.listIn('Pairs', the.field(node, 'body'), node),
    ]),
  field_initializer: (the, node) =>
    shapes.aPair(the, node, {
      key: the.field(node, 'field') || the.field(node, 'name'),
      value: the.field(node, 'value'),
    }),
  shorthand_field_initializer: (the, node) => {
    const name = the.lower(the.child(node, 'identifier'), node);
    if (name.kind === 'Ellipsis' || name.kind === 'MetaEllipsis') return name;
    return the.term('Pair', node, [name, { ...name }]);
  },
  base_field_initializer: (the, node) => the.spread(node, '..'),
  closure_expression: (the, node) => {
    const words = the.children(node).filter((child) => ['move', 'async', 'static'].includes(the.kind(child)));
    const body = shapes.returning(the, the.field(node, 'body'), node);
    return the.term('Lambda', node, [
      the.listOf(
        'Modifiers',
        words[0] ?? node,
        words.map((word) => the.term('Modifier', word, [], the.text(word))),
      ),
      params(the, the.field(node, 'parameters'), node),
      the.lower(the.field(node, 'return_type'), node),
      the.isPattern ? body : returningLast(body),
    ]);
  },
  let_declaration: (the, node) => {
    const otherwise = the.field(node, 'alternative');
    const defined = shapes.define(the, node, {
      modifiers: mutability(the, node),
      target: the.lower(the.field(node, 'pattern'), node),
      type: the.lower(the.field(node, 'type'), node),
      value: the.lower(the.field(node, 'value'), node),
      word: 'let',
    });
    return the.several(node, otherwise ? [defined, the.lower(otherwise)] : [defined]);
  },
  let_condition: (the, node) =>
    the.term('Let', node, [the.lower(the.field(node, 'pattern'), node), the.lower(the.field(node, 'value'), node)]),
  let_chain: (the, node) => {
    const [first = 0, ...others] = the.named(node).slice(0, shapes.MAX_PARTS);
    let whole = the.lower(first, node);
    for (const other of others) {
      const next = the.lower(other);
      whole = aTerm('Binary', { start: whole.start, end: next.end }, [whole, next], '&&');
    }
    return whole;
  },
  if_expression: shapes.ifStatement,
  if_let_expression: shapes.ifStatement,
  while_expression: shapes.whileStatement,
  while_let_expression: shapes.whileStatement,
  loop_expression: (the, node) => the.term('Loop', node, [the.block(the.field(node, 'body'), node)]),
  for_expression: (the, node) =>
    the.term('ForEach', node, [
      the.lower(the.field(node, 'pattern'), node),
      the.lower(the.field(node, 'value'), node),
      the.block(the.field(node, 'body'), node),
    ]),
  unsafe_block: (the, node) => the.term('Unsafe', node, [the.block(the.child(node, 'block'), node)]),
  async_block: (the, node) => the.term('Async', node, [the.block(the.child(node, 'block'), node)]),
  return_expression: shapes.wrapping('Return'),
  break_expression: (the, node) => leaving(the, node, 'Break'),
  continue_expression: (the, node) => leaving(the, node, 'Continue'),
  range_expression: (the, node) => {
    const parts = the.named(node);
    const operator = the.children(node).find((child) => !the.isTerm(child)) ?? node;
    const isOpenLeft = parts.length === 1 && parts[0]! > operator;
    const [left = 0, right = 0] = isOpenLeft ? [0, ...parts] : parts;
    return the.term('Binary', node, [the.lower(left, node), the.lower(right, node)], the.text(operator));
  },
};

/** A number without the type behind it. */
function number(the: Lowering, node: number): Term {
  const text = the.text(node).replaceAll('_', '');
  const plain = text.startsWith('0x')
    ? text.replace(/[iu](?:\d+|size)$/, '')
    : text.replace(/(?:[iu](?:\d+|size)|f\d+)$/, '');
  return the.term('Number', node, [], shapes.numberValue(plain));
}

function leaving(the: Lowering, node: number, kind: string): Term {
  const label = the.child(node, 'label');
  return the.term(kind, node, [the.lower(the.named(node).find((child) => child !== label) ?? 0, node)]);
}
