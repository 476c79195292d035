import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Ruby's names, operators, calls and assignments. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  ...shapes.names('identifier', 'constant', 'self', 'super', 'operator', 'instance_variable', 'class_variable'),
  ...shapes.names('global_variable'),
  setter: (the, node) => the.name(node, the.text(node).replace(/\s+/g, '')),
  ...shapes.literals('nil', 'true', 'false'),
  integer: shapes.number,
  float: shapes.number,
  scope_resolution: (the, node) => {
    const name = the.lower(the.field(node, 'name'), node);
    const scope = the.field(node, 'scope');
    return scope ? the.term('Member', node, [the.lower(scope), name]) : { ...name, start: the.tree.startOffset[node]! };
  },
  call,
  argument_list: shapes.listing('Args'),
  element_reference: (the, node) => {
    const object = the.field(node, 'object');
    const at = the.named(node).filter((child) => child !== object && !the.kind(child).endsWith('block'));
    return the.term('Index', node, [the.lower(object), the.list('Args', at[0] ?? node, at)]);
  },
  pair,
  keyword_pattern: pair,
  splat_argument: (the, node) => spread(the, node, '*'),
  hash_splat_argument: (the, node) => spread(the, node, '**'),
  block_argument: (the, node) => spread(the, node, '&'),
  rest_assignment: (the, node) => spread(the, node, '*'),
  assignment,
  operator_assignment: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  left_assignment_list: tuple,
  destructured_left_assignment: tuple,
  right_assignment_list: tuple,
  unary,
  binary: (the, node) => {
    const whole = shapes.binary(the, node);
    return { ...whole, value: WORDS.get(whole.value) ?? whole.value };
  },
  range: (the, node) =>
    the.term(
      'Binary',
      node,
      [rangeEnd(the, node, 'begin'), rangeEnd(the, node, 'end')],
      the.text(the.field(node, 'operator')),
    ),
  conditional: (the, node) =>
    the.term('Ternary', node, [
      the.lower(the.field(node, 'condition')),
      the.lower(the.field(node, 'consequence')),
      the.lower(the.field(node, 'alternative')),
    ]),
  array: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  array_pattern: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  hash: (the, node) => the.term('Dict', node, [the.list('Pairs', node, the.named(node))]),
  hash_pattern: (the, node) => the.term('Dict', node, [the.list('Pairs', node, the.named(node))]),
};

const WORDS = new Map([
  ['and', '&&'],
  ['or', '||'],
]);

function unary(the: Lowering, node: number): Term {
  const operator = the.text(the.field(node, 'operator'));
  const operand = the.lower(the.field(node, 'operand'), node);
  if (operator !== 'defined?') return the.term('Unary', node, [operand], operator === 'not' ? '!' : operator);
  const name = aTerm('Name', the.term('', the.field(node, 'operator')), [], operator);
  return the.term('Call', node, [name, aTerm('Args', operand, [operand])]);
}

/** `1..` has an end that is nil. */
function rangeEnd(the: Lowering, node: number, field: 'begin' | 'end'): Term {
  const end = the.lower(the.field(node, field), node);
  return end.kind === 'None' ? { ...end, kind: 'Literal', value: 'nil' } : end;
}

function call(the: Lowering, node: number): Term {
  const receiver = the.field(node, 'receiver');
  const method = the.field(node, 'method');
  const given = the.field(node, 'arguments');
  const name = method ? the.lower(method) : aTerm('Name', the.none(given || node), [], 'call');
  const object = receiver ? the.lower(receiver) : undefined;
  const callee = object ? aTerm('Member', { start: object.start, end: name.end }, [object, name]) : name;
  const blockNode = the.field(node, 'block');
  if (given === 0 && blockNode === 0) return { ...callee, end: the.tree.endOffset[node]! };
  const args = given ? the.lower(given) : undefined;
  if (callee.kind === 'Deep' && args && args.children.length > 0) return the.term('Deep', node, args.children);
  const called = args ? aTerm('Call', { start: the.tree.startOffset[node]!, end: args.end }, [callee, args]) : callee;
  if (blockNode === 0) return called;
  const lambda = the.lower(blockNode);
  return the.term('Call', node, [called, aTerm('Args', lambda, [lambda])]);
}

/** An entry of a hash, or a named argument: `a: 1` and `:a => 1` are the same. */
function pair(the: Lowering, node: number): Term {
  const key = the.field(node, 'key');
  const isSymbol = the.kind(key) === 'string' && the.child(node, ':') !== 0;
  const name = the.lower(key);
  const value = the.lower(the.field(node, 'value'), node);
  if (name.kind === 'Atom' && name.children[0]!.kind === 'Ellipsis' && value.kind === 'Ellipsis') return value;
  const named = isSymbol && name.kind === 'String' ? aTerm('Atom', name, [aTerm('Name', name, [], name.value)]) : name;
  return the.term(the.kind(the.tree.parent[node]!) === 'hash' ? 'Pair' : 'Keyword', node, [named, value]);
}

function spread(the: Lowering, node: number, operator: string): Term {
  const whole = the.spread(node, operator);
  const [inner] = whole.children;
  return inner?.kind === 'Ellipsis' || inner?.kind === 'MetaEllipsis' ? inner : whole;
}

/** `a, b = 1, 2` stores each on its own. */
function assignment(the: Lowering, node: number): Term {
  const [left, right] = [the.field(node, 'left'), the.field(node, 'right')];
  if (the.kind(left) === 'left_assignment_list' && the.kind(right) === 'right_assignment_list') {
    const [targets, values] = [the.named(left), the.named(right)];
    const single = [...targets, ...values].every((part) => !SPREADING.has(the.kind(part)));
    if (single && targets.length === values.length) {
      return the.several(
        node,
        targets.map((target, at) => the.term('Assign', node, [the.lower(target), the.lower(values[at]!)], '=')),
      );
    }
  }
  return shapes.assign(the, node, '=');
}

const SPREADING = new Set(['rest_assignment', 'splat_argument']);

export function tuple(the: Lowering, node: number): Term {
  return tupleOf(the, node, the.named(node));
}

export function tupleOf(the: Lowering, node: number, parts: readonly number[]): Term {
  return the.term('Tuple', node, [the.list('Elements', node, parts)]);
}
