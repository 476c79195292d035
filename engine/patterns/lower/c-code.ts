import type { Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Expressions and statements that C and C++ share. */
export const cCode: Readonly<Record<string, Handler>> = {
  compound_statement: shapes.listing('Block'),
  // A lone `;`: others are the expression itself.
  expression_statement: (the, node) => the.term('Several', node),
  ...shapes.names('identifier', 'field_identifier', 'statement_identifier', 'namespace_identifier'),
  ...shapes.literals('true', 'false', 'null'),
  number_literal: (the, node) =>
    the.term('Number', node, [], shapes.numberValue(the.text(node).replace(/^([\d.]+(?:[eE][-+]?\d+)?)[fFlL]$/, '$1'))),
  char_literal: (the, node) => the.term('Char', node, [], the.text(node)),
  string_literal: (the, node) => the.string(node, the.text(node).replace(/^(?:u8|[LuU])?"|"$/g, '')),
  concatenated_string: (the, node) =>
    shapes.joined(
      the,
      node,
      the.named(node).map((child) => the.lower(child)),
    ),
  call_expression: (the, node) =>
    shapes.aCall(
      the,
      node,
      the.lower(the.field(node, 'function'), node),
      the.listIn('Args', the.field(node, 'arguments'), node),
    ),
  argument_list: shapes.listing('Args'),
  field_expression: fieldExpression,
  subscript_expression: (the, node) => {
    const index = the.field(node, 'indices') || the.field(node, 'index');
    const args = the.kind(index) === 'subscript_argument_list' ? the.named(index) : [index];
    return the.term('Index', node, [
      the.lower(the.field(node, 'argument'), node),
      the.list('Args', index || node, index ? args : []),
    ]);
  },
  assignment_expression: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  binary_expression: shapes.binary,
  unary_expression: shapes.unary,
  pointer_expression: shapes.unary,
  update_expression: (the, node) => shapes.unary(the, node, 'Update'),
  conditional_expression: (the, node) =>
    the.term('Ternary', node, [
      the.lower(the.field(node, 'condition'), node),
      the.lower(the.field(node, 'consequence'), node),
      the.lower(the.field(node, 'alternative'), node),
    ]),
  comma_expression: (the, node) => the.term('Sequence', node, [the.list('Elements', node, the.named(node))]),
  cast_expression: (the, node) =>
    shapes.aCast(the, node, { type: the.field(node, 'type'), value: the.field(node, 'value') }),
  sizeof_expression: (the, node) => {
    const measured = the.field(node, 'value') || the.field(node, 'type');
    return the.term('SizeOf', node, [the.list('Args', measured || node, measured ? [measured] : [])]);
  },
  initializer_list: (the, node) => {
    const items = the.named(node);
    const isDict = items.some((child) => the.kind(child) === 'initializer_pair');
    return the.term(isDict ? 'Dict' : 'Array', node, [the.list(isDict ? 'Pairs' : 'Elements', node, items)]);
  },
  initializer_pair: (the, node) => {
    const [designator = 0] = the.fields(node, 'designator');
    return shapes.aPair(the, node, { key: designator, value: the.field(node, 'value') });
  },
  field_designator: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
  subscript_designator: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
  if_statement: shapes.ifStatement,
  while_statement: shapes.whileStatement,
  do_statement: (the, node) =>
    the.term('DoWhile', node, [
      the.block(the.field(node, 'body'), node),
      the.lower(the.field(node, 'condition'), node),
    ]),
  for_statement: (the, node) =>
    the.term('For', node, [
      single(the.lower(the.field(node, 'initializer'), node)),
      the.lower(the.field(node, 'condition'), node),
      the.lower(the.field(node, 'update'), node),
      the.block(the.field(node, 'body'), node),
    ]),
  return_statement: shapes.wrapping('Return'),
  break_statement: shapes.wrapping('Break'),
  continue_statement: shapes.wrapping('Continue'),
  goto_statement: shapes.wrapping('Goto'),
  labeled_statement: (the, node) => {
    const label = the.field(node, 'label');
    const statement = the.named(node).findLast((child) => child !== label) ?? 0;
    return the.term('Label', node, [the.lower(label, node), the.lower(statement, node)]);
  },
  switch_statement: (the, node) => {
    const body = the.field(node, 'body');
    return the.term('Switch', node, [
      the.lower(the.field(node, 'condition'), node),
      the.list('Cases', body || node, body ? the.named(body) : []),
    ]);
  },
  case_statement: (the, node) => {
    const value = the.field(node, 'value');
    const body = the.named(node).filter((child) => child !== value);
    const elements = the.list('Elements', value || node, value ? [value] : []);
    if (the.isPattern && body.length === 0 && elements.children[0]?.kind === 'Ellipsis') return elements.children[0];
    return the.term('Case', node, [elements, the.list('Block', body[0] ?? node, body)]);
  },
};

/** Several variables in the head of a loop stand in the place of one. */
function single(term: Term): Term {
  return term.kind === 'Several' ? { ...term, kind: 'Sequence' } : term;
}

/** `(*a).b` is `a->b`. */
function fieldExpression(the: Lowering, node: number): Term {
  const object = the.lower(the.field(node, 'argument'), node);
  const name = the.lower(the.field(node, 'field'), node);
  const isFollowed = object.kind === 'Unary' && object.value === '*';
  const isArrow = isFollowed || the.text(the.field(node, 'operator')) === '->';
  const from = isFollowed ? object.children[0]! : object;
  const member = (part: Term): Term => the.term('Member', node, [from, part], isArrow ? '->' : '');
  if (name.kind !== 'Generic') return member(name);
  return the.term('Generic', node, [member(name.children[0]!), name.children[1]!]);
}
