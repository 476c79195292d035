import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as strings from './php-strings.ts';
import * as shapes from './shapes.ts';

/** PHP's names, operators, calls and arrays. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  ...shapes.names('name', 'relative_scope', 'primitive_type', 'cast_type', 'bottom_type'),
  variable_name: variable,
  dynamic_variable_name: dynamicVariable,
  qualified_name: qualifiedName,
  relative_name: qualifiedName,
  namespace_name: qualifiedName,
  boolean: caselessLiteral,
  null: caselessLiteral,
  integer: shapes.number,
  float: shapes.number,
  function_call_expression: call,
  member_call_expression: (the, node) => methodCall(the, node, 'object'),
  nullsafe_member_call_expression: (the, node) => methodCall(the, node, 'object'),
  scoped_call_expression: (the, node) => methodCall(the, node, 'scope'),
  member_access_expression: (the, node) => shapes.member(the, node, 'object', 'name'),
  nullsafe_member_access_expression: (the, node) => shapes.member(the, node, 'object', 'name'),
  scoped_property_access_expression: (the, node) => shapes.member(the, node, 'scope', 'name'),
  class_constant_access_expression: (the, node) => {
    const [scope, name] = the.named(node);
    return the.term('Member', node, [the.lower(scope ?? 0, node), the.lower(name ?? 0, node)]);
  },
  object_creation_expression: creation,
  arguments: shapes.listing('Args'),
  argument,
  variadic_unpacking: (the, node) => the.spread(node, '...'),
  variadic_placeholder: (the, node) => the.term('Spread', node, [], '...'),
  subscript_expression: subscript,
  assignment_expression: (the, node) => shapes.assign(the, node, '='),
  reference_assignment_expression: (the, node) => shapes.assign(the, node, '='),
  augmented_assignment_expression: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  unary_op_expression: shapes.unary,
  error_suppression_expression: (the, node) => shapes.unary(the, node),
  update_expression: (the, node) => shapes.unary(the, node, 'Update'),
  binary_expression: (the, node) => {
    const whole = shapes.binary(the, node);
    const operator = whole.value.toLowerCase();
    return { ...whole, value: WORDS.get(operator) ?? operator };
  },
  conditional_expression: conditional,
  cast_expression: (the, node) =>
    shapes.aCast(the, node, { type: the.field(node, 'type'), value: the.field(node, 'value') }),
  clone_expression: named('clone'),
  print_intrinsic: named('print'),
  unset_statement: named('unset'),
  exit_statement: named('exit'),
  include_expression: named('include'),
  include_once_expression: named('include_once'),
  require_expression: named('require'),
  require_once_expression: named('require_once'),
  array_creation_expression: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  array_element_initializer: element,
  list_literal: listLiteral,
  sequence_expression: (the, node) => the.term('Sequence', node, [the.list('Elements', node, the.named(node))]),
};

const WORDS = new Map([
  ['and', '&&'],
  ['or', '||'],
]);

/** `$x`; in a pattern `$X` is a metavariable. */
function variable(the: Lowering, node: number): Term {
  const text = the.text(node);
  return the.name(node, the.isPattern && text.startsWith('$µ') ? text.slice(1) : text);
}

/** `${x}` in a string is `$x`; `$$x` is a variable by the name in another. */
function dynamicVariable(the: Lowering, node: number): Term {
  const [inner] = the.named(node);
  if (inner && the.kind(inner) === 'name') {
    const name = the.text(inner);
    return the.name(node, the.isPattern && name.startsWith('µ') ? name : `$${name}`);
  }
  return the.raw(node);
}

function caselessLiteral(the: Lowering, node: number): Term {
  return the.term('Literal', node, [], the.text(node).toLowerCase());
}

/** `A\B` is a member, as imports name it; a leading `\` says nothing more. */
function qualifiedName(the: Lowering, node: number): Term {
  const parts: number[] = [];
  for (const child of the.named(node)) {
    if (the.kind(child) === 'namespace_name') parts.push(...the.named(child));
    else parts.push(child);
  }
  let whole: Term | undefined;
  for (const part of parts) {
    const name = the.lower(part);
    whole = whole ? aTerm('Member', { start: the.tree.startOffset[node]!, end: name.end }, [whole, name]) : name;
  }
  return whole ? { ...whole, start: the.tree.startOffset[node]! } : the.none(node);
}

/** A construct of the language that reads like a call: `echo x`, `include x`. */
export function named(name: string, kind = 'Name'): Handler {
  return (the, node) => {
    const start = the.tree.startOffset[node]!;
    const parts = the
      .named(node)
      .flatMap((part) => (the.kind(part) === 'sequence_expression' ? the.named(part) : [part]));
    return the.term('Call', node, [
      aTerm(kind, { start, end: start + name.length }, [], name),
      the.list('Args', parts[0] ?? node, parts),
    ]);
  };
}

function call(the: Lowering, node: number): Term {
  const callee = caseless(the.lower(the.field(node, 'function')));
  const args = the.listIn('Args', the.field(node, 'arguments'), node);
  if (callee.kind === 'TypedName' && args.children.length === 1) {
    return the.term('Typed', node, [args.children[0]!], callee.value);
  }
  return shapes.aCall(the, node, callee, args);
}

/** A function's name in the one spelling it is compared in. */
export function caseless(name: Term): Term {
  if (name.kind === 'Name' && !name.value.startsWith('$')) return { ...name, value: name.value.toLowerCase() };
  if (name.kind !== 'Member' || name.children[1]!.kind !== 'Name') return name;
  return { ...name, children: [name.children[0]!, caseless(name.children[1]!)] };
}

function methodCall(the: Lowering, node: number, object: string): Term {
  const left = the.lower(the.field(node, object), node);
  const name = the.lower(the.field(node, 'name'), node);
  const callee = aTerm('Member', { start: the.tree.startOffset[node]!, end: name.end }, [left, name]);
  return shapes.aCall(the, node, callee, the.listIn('Args', the.field(node, 'arguments'), node));
}

function creation(the: Lowering, node: number): Term {
  const anonymous = the.child(node, 'anonymous_class');
  const holder = anonymous || node;
  const args = the.child(holder, 'arguments');
  const type = anonymous ? the.child(anonymous, 'base_clause') : (the.named(node).find((child) => child !== args) ?? 0);
  const body = anonymous ? the.field(anonymous, 'body') : 0;
  return the.term('New', node, [
    anonymous && type ? the.lower(the.named(type)[0] ?? 0, node) : the.lower(type, node),
    the.listIn('Args', args, node),
    the.lower(body, node),
  ]);
}

function argument(the: Lowering, node: number): Term {
  const name = the.field(node, 'name');
  const value = the.named(node).findLast((child) => child !== name) ?? 0;
  return name ? the.keyed('Keyword', node, { name, value: the.lower(value, node) }) : the.lower(value, node);
}

/** `$a[]` has nothing between its brackets; in a string `$a[key]` has a key without quotes. */
function subscript(the: Lowering, node: number): Term {
  const [object, at] = the.named(node);
  const inString = strings.CONTAINERS.has(the.kind(the.tree.parent[node]!)) && !the.text(node).includes("'");
  const key = at && inString && the.kind(at) === 'name' ? the.string(at, the.text(at)) : the.lower(at ?? 0, node);
  const span = at ? the.term('Args', at) : the.none(node);
  return the.term('Index', node, [the.lower(object ?? 0, node), aTerm('Args', span, key.kind === 'None' ? [] : [key])]);
}

/** `a ?: b` gives `a` where that is true. */
function conditional(the: Lowering, node: number): Term {
  const then = the.field(node, 'body');
  const condition = the.lower(the.field(node, 'condition'));
  const otherwise = the.lower(the.field(node, 'alternative'), node);
  return then
    ? the.term('Ternary', node, [condition, the.lower(then), otherwise])
    : the.term('Binary', node, [condition, otherwise], '?:');
}

function element(the: Lowering, node: number): Term {
  const [first, second] = the.named(node);
  if (second === undefined) return the.lower(first ?? 0, node);
  return the.term('Pair', node, [the.lower(first!), the.lower(second)]);
}

/** `list($a, , 'k' => $b)`: the grammar lists keys and values one after the other. */
function listLiteral(the: Lowering, node: number): Term {
  const items: Term[] = [];
  const parts = the.children(node);
  parts.forEach((part, at) => {
    const kind = the.kind(part);
    if (kind === '=>') {
      const [key, value] = [items.pop(), parts[at + 1]];
      if (key && value !== undefined) items.push(aTerm('Pair', key, [key, the.lower(value)]));
    } else if (the.isTerm(part) && the.kind(parts[at - 1] ?? node) !== '=>') items.push(the.lower(part));
  });
  return the.term('Array', node, [the.listOf('Elements', node, items)]);
}
