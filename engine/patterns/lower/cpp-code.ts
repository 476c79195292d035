import { aTerm, type Term } from '../term.ts';
import { modifiers, params, readDeclarator } from './c-declarators.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

/** Expressions and statements that C++ has and C has not, or has in another dress. */
export const cppCode: Readonly<Record<string, Handler>> = {
  ...shapes.names('this', 'auto', 'placeholder_type_specifier', 'destructor_name', 'operator_name'),
  qualified_identifier: qualified,
  nested_namespace_specifier: qualified,
  template_type: template,
  template_function: template,
  template_method: template,
  template_argument_list: shapes.listing('Args'),
  dependent_name: (the, node) => the.lower(the.named(node).at(-1) ?? 0, node),
  raw_string_literal: (the, node) => {
    const content = the.child(node, 'raw_string_content');
    return the.string(node, content ? the.text(content) : '');
  },
  user_defined_literal: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
  call_expression: call,
  new_expression: (the, node) => {
    const type = readDeclarator(the, 0, the.lower(the.field(node, 'type'), node)).type;
    const sizes = the.child(node, 'new_declarator');
    const made = sizes ? the.term('ArrayType', node, [type, shapes.emptyList(the, 'Args', sizes)]) : type;
    const args = sizes ? the.list('Args', sizes, the.fields(sizes, 'length')) : argumentsOf(the, node);
    return the.term('New', node, [made, args, the.none(node)]);
  },
  compound_literal_expression: (the, node) =>
    the.term('New', node, [
      the.lower(the.field(node, 'type'), node),
      the.listIn('Args', the.field(node, 'value'), node),
      the.none(node),
    ]),
  delete_expression: (the, node) =>
    the.term('Delete', node, [the.lower(the.named(node)[0] ?? 0, node)], the.child(node, '[') ? '[]' : ''),
  lambda_expression: (the, node) => {
    const declarator = the.field(node, 'declarator');
    const given = declarator ? the.field(declarator, 'parameters') : 0;
    const returned = declarator ? the.child(declarator, 'trailing_return_type') : 0;
    return the.term('Lambda', node, [
      shapes.emptyList(the, 'Modifiers', node),
      params(the, given, node),
      the.lower(returned, node),
      the.block(the.field(node, 'body'), node),
    ]);
  },
  trailing_return_type: (the, node) => the.lower(the.named(node)[0] ?? 0, node),
  parameter_pack_expansion: (the, node) => the.spread(node, '...'),
  co_await_expression: shapes.wrapping('Await'),
  co_yield_statement: shapes.wrapping('Yield'),
  co_return_statement: (the, node) => ({ ...shapes.wrapping('Return')(the, node), value: 'co' }),
  throw_statement: shapes.wrapping('Throw'),
  throw_expression: shapes.wrapping('Throw'),
  /** A condition may declare what it looks at, and begin with a statement. */
  condition_clause: (the, node) => {
    const parts = the.named(node);
    if (parts.length < 2) return the.lower(parts[0] ?? 0, node);
    return the.term('Sequence', node, [the.list('Elements', node, parts)]);
  },
  for_range_loop: (the, node) => {
    const type = the.lower(the.field(node, 'type'), node);
    const found = readDeclarator(the, the.field(node, 'declarator'), type);
    const target = shapes.define(the, the.field(node, 'declarator') || node, {
      modifiers: modifiers(the, node),
      target: found.name,
      type: found.type,
      word: '',
    });
    return the.term('ForEach', node, [
      the.isPattern && type.kind === 'Ellipsis' ? type : target,
      the.lower(the.field(node, 'right'), node),
      the.block(the.field(node, 'body'), node),
    ]);
  },
  structured_binding_declarator: (the, node) => the.term('Tuple', node, [the.list('Elements', node, the.named(node))]),
  try_statement: (the, node) => {
    const catches = the.named(node).filter((child) => the.kind(child) === 'catch_clause');
    return the.term('Try', node, [
      the.block(the.field(node, 'body'), node),
      the.list('Catches', catches[0] ?? node, catches),
      the.none(node),
      the.none(node),
    ]);
  },
  catch_clause: (the, node) => {
    const given = the.field(node, 'parameters');
    const [param] = given ? params(the, given, node).children : [];
    const isTyped = param?.kind === 'Param';
    return the.term('Catch', node, [
      isTyped ? param.children[2]! : the.none(node),
      isTyped ? param.children[1]! : (param ?? the.none(node)),
      the.block(the.field(node, 'body'), node),
    ]);
  },
};

/** `a::b::c`; the grammar nests them to the right. */
function qualified(the: Lowering, node: number): Term {
  const parts: Term[] = [];
  let at = node;
  while (the.kind(at) === 'qualified_identifier' || the.kind(at) === 'nested_namespace_specifier') {
    const all = the.named(at);
    for (const part of all.slice(0, -1)) parts.push(the.lower(part));
    at = all.at(-1) ?? 0;
  }
  parts.push(the.lower(at, node));
  const [first, ...others] = parts.slice(-shapes.MAX_PARTS);
  let whole = first!;
  for (const part of others) {
    const span = { start: whole.start, end: part.end };
    const isGeneric = part.kind === 'Generic';
    whole = aTerm('Member', span, [whole, isGeneric ? part.children[0]! : part], '::');
    if (isGeneric) whole = aTerm('Generic', span, [whole, part.children[1]!]);
  }
  return whole;
}

function template(the: Lowering, node: number): Term {
  return the.term('Generic', node, [
    the.lower(the.field(node, 'name'), node),
    the.listIn('Args', the.field(node, 'arguments'), node),
  ]);
}

const CASTS = new Set(['static_cast', 'dynamic_cast', 'reinterpret_cast', 'const_cast']);

/** `static_cast<T>(x)` is a cast. */
function call(the: Lowering, node: number): Term {
  const callee = the.lower(the.field(node, 'function'), node);
  const args = the.listIn('Args', the.field(node, 'arguments'), node);
  const [name, types] = callee.children;
  const type = types?.children[0];
  if (callee.kind === 'Generic' && name!.kind === 'Name' && CASTS.has(name!.value) && type && args.children[0])
    return the.term('Cast', node, [type, args.children[0]], name!.value);
  return shapes.aCall(the, node, callee, args);
}

function argumentsOf(the: Lowering, node: number): Term {
  return the.listIn('Args', the.field(node, 'arguments'), node);
}
