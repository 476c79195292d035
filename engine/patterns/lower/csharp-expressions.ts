import { aTerm, type Term } from '../term.ts';
import { ELLIPSIS } from '../pattern/placeholders.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';
import { modifiers, params } from './csharp-definitions.ts';

/** Expressions, strings, patterns and queries of C#. */
export const expressions: Readonly<Record<string, Handler>> = {
  integer_literal: shapes.number,
  real_literal: (the, node) =>
    the.term('Number', node, [], shapes.numberValue(the.text(node).replace(/[fFdDmM]$/, ''))),
  ...shapes.literals('boolean_literal', 'null_literal'),
  character_literal: (the, node) => the.term('Char', node, [], the.text(node)),
  string_literal: (the, node) => the.string(node, the.text(node).replace(/^"|"(?:[uU]8)?$/g, '')),
  verbatim_string_literal: (the, node) => the.string(node, the.text(node).replace(/^@"|"(?:[uU]8)?$/g, '')),
  raw_string_literal: (the, node) => the.string(node, the.text(node).replace(/^"+|"+(?:[uU]8)?$/g, '')),
  interpolated_string_expression: interpolated,
  interpolation: (the, node) =>
    the.lower(the.named(node).find((child) => !INTERPOLATION_PARTS.has(the.kind(child))) ?? 0, node),
  invocation_expression: (the, node) => {
    const callee = the.lower(the.field(node, 'function'), node);
    const args = the.listIn('Args', the.field(node, 'arguments'), node);
    return awaited(the, node, { object: callee, from: the.field(node, 'function') }, (inner) =>
      shapes.aCall(the, node, inner, args),
    );
  },
  argument_list: shapes.listing('Args'),
  bracketed_argument_list: shapes.listing('Args'),
  argument,
  member_access_expression: (the, node) =>
    memberOf(the, node, { object: the.field(node, 'expression'), name: the.field(node, 'name') }),
  conditional_access_expression: conditionalAccess,
  element_access_expression: (the, node) => {
    const from = the.field(node, 'expression');
    const args = the.listIn('Args', the.field(node, 'subscript'), node);
    return awaited(the, node, { object: the.lower(from, node), from }, (object) =>
      the.term('Index', node, [object, args]),
    );
  },
  assignment_expression: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  binary_expression: shapes.binary,
  prefix_unary_expression: unary,
  postfix_unary_expression: unary,
  conditional_expression: (the, node) =>
    the.term('Ternary', node, [
      the.lower(the.field(node, 'condition'), node),
      the.lower(the.field(node, 'consequence'), node),
      the.lower(the.field(node, 'alternative'), node),
    ]),
  await_expression: shapes.wrapping('Await'),
  throw_expression: shapes.wrapping('Throw'),
  spread_element: (the, node) => the.spread(node, '..'),
  cast_expression: (the, node) =>
    shapes.aCast(the, node, { type: the.field(node, 'type'), value: the.field(node, 'value') }),
  as_expression: (the, node) =>
    the.term('Cast', node, [the.lower(the.field(node, 'right'), node), the.lower(the.field(node, 'left'), node)], 'as'),
  is_expression: shapes.binary,
  is_pattern_expression: (the, node) =>
    the.term(
      'Binary',
      node,
      [the.lower(the.field(node, 'expression'), node), the.lower(the.field(node, 'pattern'), node)],
      'is',
    ),
  and_pattern: shapes.binary,
  or_pattern: shapes.binary,
  declaration_pattern: declared,
  var_pattern: declared,
  declaration_expression: declared,
  recursive_pattern: recursivePattern,
  tuple_pattern: (the, node) => the.term('Tuple', node, [the.list('Elements', node, the.named(node))]),
  tuple_expression: (the, node) => the.term('Tuple', node, [the.list('Elements', node, the.named(node))]),
  list_pattern: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  collection_expression: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  initializer_expression: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  object_creation_expression: (the, node) =>
    the.kind(the.field(node, 'type')) === 'array_type'
      ? arrayCreation(the, node)
      : creation(the, node, the.lower(the.field(node, 'type'), node)),
  implicit_object_creation_expression: (the, node) => creation(the, node, createdType(the, node)),
  array_creation_expression: arrayCreation,
  stackalloc_expression: arrayCreation,
  implicit_array_creation_expression: (the, node) => the.lower(the.child(node, 'initializer_expression'), node),
  implicit_stackalloc_expression: (the, node) => the.lower(the.child(node, 'initializer_expression'), node),
  anonymous_object_creation_expression: anonymousObject,
  with_expression: (the, node) => {
    const [copied, ...changes] = the.named(node);
    return the.term('Copy', node, [the.lower(copied ?? 0, node), the.list('Pairs', node, changes)]);
  },
  with_initializer: (the, node) => {
    const [name, value] = the.named(node);
    if (the.isPattern && the.text(name ?? node) === ELLIPSIS) return the.lower(name ?? node);
    return the.term('Assign', node, [the.lower(name ?? 0, node), the.lower(value ?? 0, node)], '=');
  },
  lambda_expression: lambda,
  anonymous_method_expression: lambda,
  switch_expression: (the, node) => {
    const [value, ...arms] = the.named(node);
    return the.term('Switch', node, [the.lower(value ?? 0, node), the.list('Cases', node, arms)]);
  },
  switch_expression_arm: (the, node) => {
    const parts = the.named(node);
    const elements = the.list('Elements', node, parts.slice(0, -1));
    const body = the.block(parts.at(-1) ?? 0, node);
    if (body.kind === 'Ellipsis' && elements.children[0]?.kind === 'Ellipsis') return body;
    return the.term('Case', node, [elements, body]);
  },
  query_expression: (the, node) =>
    the.term('Comprehension', node, [the.list('Elements', node, the.named(node))], 'query'),
  from_clause: (the, node) => {
    const name = the.field(node, 'name');
    return the.term('ForIn', node, [the.lower(name, node), the.lower(the.named(node).at(-1) ?? 0, node)]);
  },
  let_clause: (the, node) => {
    const [target, value] = the.named(node);
    return shapes.define(the, node, {
      target: the.lower(target ?? 0, node),
      value: the.lower(value ?? 0, node),
      word: 'let',
    });
  },
};

const INTERPOLATION_PARTS = new Set([
  'interpolation_brace',
  'interpolation_format_clause',
  'interpolation_alignment_clause',
]);

function interpolated(the: Lowering, node: number): Term {
  const parts = the.named(node).filter((child) => the.kind(child) === 'interpolation');
  const text = the.text(node);
  const start = /^[$@]*"+/.exec(text)?.[0].length ?? 0;
  const end = text.length > start ? (/"+$/.exec(text)?.[0].length ?? 0) : 0;
  const quotes = text.startsWith('""', start - 3) ? end : Math.min(end, 1);
  return the.template(node, { parts, start, end: quotes, value: '$' });
}

/** `name: x` is found by its name; `ref` and `out` say nothing about the value. */
function argument(the: Lowering, node: number): Term {
  const name = the.field(node, 'name');
  const value = the.lower(the.named(node).findLast((child) => child !== name) ?? 0, node);
  return name === 0 ? value : the.keyed('Keyword', node, { name, value });
}

function memberOf(the: Lowering, node: number, { object, name }: { object: number; name: number }): Term {
  return awaited(the, node, { object: the.lower(object, node), from: object }, (inner) => {
    const right = the.lower(name, node);
    if (right.kind !== 'Generic') return the.term('Member', node, [inner, right]);
    return the.term('Generic', node, [the.term('Member', node, [inner, right.children[0]!]), right.children[1]!]);
  });
}

/** `a?.b` and `a?[i]` are `a.b` and `a[i]`. */
function conditionalAccess(the: Lowering, node: number): Term {
  const object = the.field(node, 'condition');
  const access = the.named(node).findLast((child) => child !== object) ?? 0;
  if (the.kind(access) === 'member_binding_expression') {
    return memberOf(the, node, { object, name: the.field(access, 'name') });
  }
  const args = the.list('Args', access, the.named(access));
  return awaited(the, node, { object: the.lower(object, node), from: object }, (inner) =>
    the.term('Index', node, [inner, args]),
  );
}

/** The grammar reads `await a?.b()` as `(await a)?.b()`. */
function awaited(
  the: Lowering,
  node: number,
  { object, from }: { object: Term; from: number },
  make: (object: Term) => Term,
): Term {
  const isMisread =
    object.kind === 'Await' && (the.kind(from) === 'await_expression' || the.kind(from) !== 'parenthesized_expression');
  if (!isMisread) return make(object);
  const inner = make(object.children[0]!);
  return the.term('Await', node, [{ ...inner, start: object.children[0]!.start }]);
}

/** `x!` is `x`. */
function unary(the: Lowering, node: number): Term {
  const operand = the.named(node)[0] ?? 0;
  const operator = the.text(the.children(node).find((child) => child !== operand) ?? node);
  if (operator === '!' && the.kind(node) === 'postfix_unary_expression') return the.lower(operand, node);
  const kind = operator === '++' || operator === '--' ? 'Update' : 'Unary';
  return the.term(kind, node, [the.lower(operand, node)], operator);
}

/** `out var x`, `is Foo x`: a variable declared in an expression. */
function declared(the: Lowering, node: number): Term {
  const name = the.named(node).at(-1) ?? 0;
  const type = the.field(node, 'type');
  return shapes.define(the, node, {
    target: the.lower(the.field(node, 'name') || name, node),
    type: the.lower(type, node),
    word: '',
  });
}

function recursivePattern(the: Lowering, node: number): Term {
  const name = the.field(node, 'name');
  if (name === 0) return the.raw(node);
  return shapes.define(the, node, {
    target: the.lower(name),
    type: the.lower(the.field(node, 'type'), node),
    word: '',
  });
}

function creation(the: Lowering, node: number, type: Term): Term {
  const initializer = the.child(node, 'initializer_expression');
  return the.term('New', node, [
    type,
    the.listIn('Args', the.child(node, 'argument_list'), node),
    initializer ? the.list('Pairs', initializer, the.named(initializer)) : the.none(node),
  ]);
}

/** The type that `new(...)` takes from the declaration around it. */
function createdType(the: Lowering, node: number): Term {
  const { parent } = the.tree;
  let around = parent[node]!;
  if (the.kind(around) === 'variable_declarator') around = parent[around]!;
  const type = DECLARING.has(the.kind(around)) ? the.field(around, 'type') : 0;
  return the.lower(type, node);
}

const DECLARING = new Set(['variable_declaration', 'using_variable_declaration', 'property_declaration']);

function arrayCreation(the: Lowering, node: number): Term {
  const type = the.field(node, 'type');
  const initializer = the.child(node, 'initializer_expression');
  return the.term('New', node, [
    the.term('ArrayType', type || node, [
      the.lower(the.field(type, 'type'), node),
      shapes.emptyList(the, 'Args', node),
    ]),
    the.listIn('Args', the.field(type, 'rank'), node),
    the.lower(initializer, node),
  ]);
}

/** `new { A = 1, b.C }`; the grammar lists names and values in a row. */
function anonymousObject(the: Lowering, node: number): Term {
  const children = the.children(node);
  const pairs: Term[] = [];
  children.forEach((child, at) => {
    if (!the.isTerm(child) || the.text(children[at - 1]!) === '=') return;
    const value = the.text(children[at + 1]!) === '=' ? children[at + 2]! : 0;
    const key = the.lower(child);
    const span = { start: key.start, end: the.tree.endOffset[value || child]! };
    pairs.push(value ? aTerm('Pair', span, [key, the.lower(value)]) : key);
  });
  return the.term('Dict', node, [the.listOf('Pairs', node, pairs)]);
}

function lambda(the: Lowering, node: number): Term {
  const given = the.field(node, 'parameters');
  const body = the.field(node, 'body') || the.child(node, 'block');
  return the.term('Lambda', node, [
    modifiers(the, node),
    params(the, given, node),
    the.lower(the.field(node, 'type'), node),
    shapes.returning(the, body, node),
  ]);
}
