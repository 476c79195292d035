import { aTerm, type Term } from '../term.ts';
import { params } from './go-definitions.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

export const expressions: Readonly<Record<string, Handler>> = {
  ...shapes.names('identifier', 'field_identifier', 'package_identifier', 'blank_identifier', 'label_name', 'dot'),
  type_identifier: (the, node) => (the.text(node) === 'any' ? the.term('EmptyInterface', node) : the.name(node)),
  ...shapes.literals('true', 'false', 'nil', 'iota', 'rune_literal'),
  int_literal: shapes.number,
  float_literal: shapes.number,
  imaginary_literal: shapes.number,
  interpreted_string_literal: (the, node) => the.string(node, the.text(node).slice(1, -1)),
  raw_string_literal: (the, node) => the.string(node, the.text(node).slice(1, -1)),
  expression_list: tupled,
  selector_expression: (the, node) => shapes.member(the, node, 'operand', 'field'),
  qualified_type: (the, node) => shapes.member(the, node, 'package', 'name'),
  index_expression: (the, node) => shapes.index(the, node, 'operand', 'index'),
  slice_expression: (the, node) =>
    the.term(
      'Slice',
      node,
      ['operand', 'start', 'end', 'capacity'].map((name) => the.lower(the.field(node, name), node)),
    ),
  call_expression: call,
  type_conversion_expression: (the, node) =>
    the.term('Call', node, [
      the.lower(the.field(node, 'type')),
      the.list('Args', the.field(node, 'operand'), [the.field(node, 'operand')]),
    ]),
  type_instantiation_expression: (the, node) => {
    const type = the.field(node, 'type');
    const args = the.named(node).filter((child) => child !== type);
    return the.term('Generic', node, [the.lower(type), the.list('Args', args[0] ?? node, args)]);
  },
  argument_list: shapes.listing('Args'),
  variadic_argument: (the, node) => the.spread(node, '...'),
  type_assertion_expression: (the, node) => {
    const value = the.lower(the.field(node, 'operand'));
    const type = the.lower(the.field(node, 'type'), node);
    return value.kind === 'TypedName'
      ? the.term('Typed', node, [type], value.value)
      : the.term('Cast', node, [type, value]);
  },
  unary_expression: shapes.unary,
  binary_expression: shapes.binary,
  composite_literal: (the, node) =>
    the.term('Composite', node, [
      the.lower(the.field(node, 'type'), node),
      entries(the, the.field(node, 'body'), node),
    ]),
  literal_value: (the, node) => the.term('Composite', node, [the.none(node), entries(the, node, node)]),
  keyed_element: (the, node) => {
    const [key, value] = the.named(node);
    return shapes.aPair(the, node, { key: key ?? 0, value: value ?? 0 });
  },
  func_literal: (the, node) =>
    the.term('Lambda', node, [
      shapes.emptyList(the, 'Modifiers', node),
      params(the, the.field(node, 'parameters'), node, 'function'),
      the.lower(the.field(node, 'result'), node),
      the.block(the.field(node, 'body'), node),
    ]),
  inc_statement: (the, node) => shapes.unary(the, node, 'Update'),
  dec_statement: (the, node) => shapes.unary(the, node, 'Update'),
};

function tupled(the: Lowering, node: number): Term {
  const parts = the.named(node);
  return parts.length === 1 ? the.lower(parts[0]!) : the.term('Tuple', node, [the.list('Elements', node, parts)]);
}

function call(the: Lowering, node: number): Term {
  const callee = the.lower(the.field(node, 'function'));
  const given = takesType(callee) ? typeFirst(the, node) : the.listIn('Args', the.field(node, 'arguments'), node);
  const typeArguments = the.field(node, 'type_arguments');
  if (typeArguments === 0) return shapes.aCall(the, node, callee, given);
  const span = { start: callee.start, end: the.tree.endOffset[typeArguments]! };
  return the.term('Call', node, [
    aTerm('Generic', span, [callee, the.list('Args', typeArguments, the.named(typeArguments))]),
    given,
  ]);
}

function takesType(callee: Term): boolean {
  return callee.kind === 'Name' && (callee.value === 'make' || callee.value === 'new');
}

/** What `make` and `new` are called with first is no expression. */
function typeFirst(the: Lowering, node: number): Term {
  const args = the.field(node, 'arguments');
  return the.listOf(
    'Args',
    args,
    the.named(args).map((child, at) => {
      const lowered = the.lower(child);
      return at > 0 || lowered.kind === 'Ellipsis' ? lowered : the.term('TypeArgument', child, [lowered]);
    }),
  );
}

/** With keys the entries are found in any order, without them in their own; in a pattern only `...`: whichever. */
function entries(the: Lowering, body: number, near: number): Term {
  if (body === 0) return shapes.emptyList(the, 'Pairs', near);
  const items = the.named(body).map((child) => the.lower(child));
  if (the.isPattern && items.length === 1 && items[0]!.kind === 'Ellipsis') return items[0]!;
  if (!the.isPattern && items.length === 0) return the.term('Pairs', body);
  return the.listOf(items.some((item) => item.kind === 'Pair') ? 'Pairs' : 'Elements', body, items);
}
