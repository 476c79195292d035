import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import { params } from './kotlin-definitions.ts';
import { several } from './kotlin-several.ts';
import * as shapes from './shapes.ts';

/** Expressions and statements of Kotlin. */
export const kotlinCode: Readonly<Record<string, Handler>> = {
  number_literal: shapes.number,
  float_literal: (the, node) => the.term('Number', node, [], shapes.numberValue(the.text(node).replace(/[fF]$/, ''))),
  call_expression: call,
  value_arguments: (the, node) =>
    the.listOf(
      'Args',
      node,
      the.named(node).map((child) => argument(the, child)),
    ),
  navigation_expression: (the, node) => {
    const [object = 0, name = 0] = the.named(node);
    const isReference = the.child(node, '::') !== 0;
    return the.term('Member', node, [the.lower(object, node), the.lower(name, node)], isReference ? '::' : '');
  },
  callable_reference: (the, node) => {
    const children = the.children(node);
    const [receiver = 0] = the.named(node);
    const isBare = the.kind(children[0]!) === '::';
    const name = children.at(-1)!;
    const owner = isBare ? the.none(node) : the.lower(receiver, node);
    return the.term('Member', node, [owner, the.name(name)], '::');
  },
  index_expression: (the, node) => {
    const [object = 0, ...args] = the.named(node);
    return the.term('Index', node, [the.lower(object, node), the.list('Args', args[0] ?? node, args)]);
  },
  assignment: (the, node) => shapes.assign(the, node, the.text(the.field(node, 'operator'))),
  binary_expression: binary,
  unary_expression: (the, node) => {
    const operator = the.text(the.field(node, 'operator'));
    // `x!!` is `x`.
    if (operator === '!!') return the.lower(the.field(node, 'argument'), node);
    return shapes.unary(the, node, operator === '++' || operator === '--' ? 'Update' : 'Unary');
  },
  in_expression: infix,
  is_expression: infix,
  range_expression: infix,
  infix_expression: (the, node) => {
    const [left = 0, operator = 0, right = 0] = the.named(node);
    return the.term('Binary', node, [the.lower(left, node), the.lower(right, node)], the.text(operator || node));
  },
  as_expression: (the, node) =>
    shapes.aCast(the, node, { type: the.field(node, 'right'), value: the.field(node, 'left') }),
  spread_expression: (the, node) => the.spread(node, '*'),
  collection_literal: (the, node) => the.term('Array', node, [the.list('Elements', node, the.named(node))]),
  labeled_expression: (the, node) => {
    const [label = 0, inner = 0] = the.named(node);
    const word = the.text(label || node);
    if (word === 'break@') return the.term('Break', node, [the.lower(inner, node)]);
    if (word === 'continue@') return the.term('Continue', node, [the.lower(inner, node)]);
    return the.lower(inner, node);
  },
  annotated_expression: (the, node) => the.lower(the.named(node).at(-1) ?? 0, node),
  lambda_literal: (the, node) => {
    const given = the.child(node, 'lambda_parameters');
    const body = the.named(node).filter((child) => child !== given);
    const items = (given ? the.named(given) : []).map((child) => lambdaParam(the, child));
    if (given === 0) items.push(the.isPattern ? the.term('Ellipsis', node) : itself(the, node));
    return the.term('Lambda', node, [
      shapes.emptyList(the, 'Modifiers', node),
      the.listOf('Params', given || node, items),
      the.none(node),
      the.list('Block', node, body),
    ]);
  },
  anonymous_function: (the, node) => {
    const body = the.child(node, 'function_body');
    const given = the.child(node, 'function_value_parameters');
    const between = the.named(node).find((child) => child > given && child !== body) ?? 0;
    return the.term('Lambda', node, [
      shapes.emptyList(the, 'Modifiers', node),
      params(the, given, node),
      the.lower(between, node),
      shapes.returning(the, body, node),
    ]);
  },
  return_expression: (the, node) => {
    const label = the.field(node, 'label');
    return the.term('Return', node, [the.lower(the.named(node).find((child) => child !== label) ?? 0, node)]);
  },
  throw_expression: shapes.wrapping('Throw'),
  if_expression: ifExpression,
  when_expression: (the, node) => {
    const subject = the.child(node, 'when_subject');
    const entries = the.named(node).filter((child) => child !== subject);
    return the.term('Switch', node, [the.lower(subject, node), the.list('Cases', entries[0] ?? node, entries)]);
  },
  when_subject: (the, node) => {
    const declared = the.child(node, 'variable_declaration');
    const value = the.lower(the.named(node).at(-1) ?? 0, node);
    return declared ? declaration(the, declared, value) : value;
  },
  when_entry: (the, node) => {
    const conditions = the.fields(node, 'condition').filter((child) => the.isTerm(child));
    const elements = the.list('Elements', conditions[0] ?? node, conditions);
    const body = the.block(the.named(node).findLast((child) => !conditions.includes(child)) ?? 0, node);
    if (the.isPattern && body.kind === 'Ellipsis' && elements.children[0]?.kind === 'Ellipsis') return body;
    return the.term('Case', node, [elements, body]);
  },
  for_statement: (the, node) => {
    const parts = the.named(node).filter((child) => the.kind(child) !== 'label');
    const body = the.child(node, ')') < (parts.at(-1) ?? 0) ? parts.at(-1)! : 0;
    const [target = 0, iterable = 0] = parts.filter((child) => child !== body && the.kind(child) !== 'annotation');
    return the.term('ForEach', node, [loopTarget(the, target), the.lower(iterable, node), the.block(body, node)]);
  },
  while_statement: (the, node) => {
    const condition = the.field(node, 'condition');
    const body = the.named(node).findLast((child) => child > condition) ?? 0;
    return the.term('While', node, [the.lower(condition, node), the.block(body, node)]);
  },
  do_while_statement: (the, node) => {
    const condition = the.field(node, 'condition');
    const body = the.named(node).find((child) => child < condition && the.kind(child) !== 'label') ?? 0;
    return the.term('DoWhile', node, [the.block(body, node), the.lower(condition, node)]);
  },
  try_expression: (the, node) => {
    const catches = the.named(node).filter((child) => the.kind(child) === 'catch_block');
    const last = the.child(node, 'finally_block');
    return the.term('Try', node, [
      the.block(the.child(node, 'block'), node),
      the.list('Catches', catches[0] ?? node, catches),
      the.none(node),
      last ? the.block(the.child(last, 'block'), last) : the.none(node),
    ]);
  },
  catch_block: (the, node) => {
    const block = the.child(node, 'block');
    const [name = 0, type = 0] = the.named(node).filter((child) => child !== block && the.kind(child) !== 'annotation');
    const caught = the.lower(type, node);
    return the.term('Catch', node, [
      the.isPattern && caught.kind === 'Ellipsis' ? the.none(node) : caught,
      the.lower(name, node),
      the.block(block, node),
    ]);
  },
};

/** A lambda behind the parentheses is the last argument; the grammar may make a call of its own of it. */
function call(the: Lowering, node: number): Term {
  const [callee = 0, ...rest] = the.named(node);
  const types = rest.find((child) => the.kind(child) === 'type_arguments') ?? 0;
  const given = rest.find((child) => the.kind(child) === 'value_arguments') ?? 0;
  const behind = rest.filter((child) => the.kind(child) === 'annotated_lambda').map((child) => the.lower(child));
  const lowered = the.lower(callee, node);
  if (given === 0 && behind.length > 0 && the.kind(callee) === 'call_expression' && lowered.kind === 'Call') {
    const [inner, args] = lowered.children;
    return the.term('Call', node, [
      inner!,
      { ...args!, end: behind[0]!.end, children: [...args!.children, ...behind] },
    ]);
  }
  const args = the.listIn('Args', given, node);
  const whole = { ...args, ...(given ? the.lower(given) : {}) };
  const named = types ? the.term('Generic', callee, [lowered, the.lower(types)]) : lowered;
  return shapes.aCall(the, node, named, { ...whole, children: [...whole.children, ...behind] });
}

function argument(the: Lowering, node: number): Term {
  const [first = 0, second = 0] = the.named(node);
  if (the.child(node, '=') === 0) {
    const value = the.lower(first, node);
    return the.child(node, '*') ? the.term('Spread', node, [value], '*') : value;
  }
  return the.keyed('Keyword', node, { name: first, value: the.lower(second, node) });
}

/** The grammar reads `f<T>(x)` as two comparisons. */
function binary(the: Lowering, node: number): Term {
  const left = the.field(node, 'left');
  const right = the.field(node, 'right');
  const operator = the.field(node, 'operator');
  const isCall =
    the.text(operator) === '>' &&
    the.kind(right) === 'parenthesized_expression' &&
    the.tree.startOffset[right] === the.tree.endOffset[operator] &&
    the.kind(left) === 'binary_expression' &&
    the.text(the.field(left, 'operator')) === '<' &&
    !/\s/.test(the.text(left));
  if (!isCall) return shapes.binary(the, node);
  const callee = the.lower(the.field(left, 'left'), left);
  const types = the.list('Args', left, [the.field(left, 'right')]);
  return the.term('Call', node, [
    the.term('Generic', left, [callee, types]),
    the.list('Args', right, the.named(right)),
  ]);
}

function infix(the: Lowering, node: number): Term {
  const [left = 0, right = 0] = the.named(node);
  const between = the.children(node).filter((child) => !the.isTerm(child));
  // By its kind: the grammar leaves the mark of `!is` out of the token.
  const operator = between.map((token) => the.kind(token)).join('');
  return the.term('Binary', node, [the.lower(left, node), the.lower(right, node)], operator);
}

function ifExpression(the: Lowering, node: number): Term {
  const condition = the.field(node, 'condition');
  const after = the.children(node).filter((child) => child > condition);
  const otherwise = after.findIndex((child) => the.kind(child) === 'else');
  const isTerm = (child: number): boolean => the.isTerm(child);
  const then = (otherwise < 0 ? after : after.slice(0, otherwise)).find(isTerm) ?? 0;
  const other = otherwise < 0 ? 0 : (after.slice(otherwise).find(isTerm) ?? 0);
  return the.term('If', node, [the.lower(condition, node), the.block(then, node), shapes.elseBranch(the, other, node)]);
}

function declaration(the: Lowering, node: number, value?: Term): Term {
  const [name = 0, type = 0] = the.named(node).filter((child) => the.kind(child) !== 'annotation');
  return shapes.define(the, node, {
    target: the.lower(name, node),
    type: the.lower(type, node),
    ...(value ? { value } : {}),
    word: 'val',
  });
}

function loopTarget(the: Lowering, node: number): Term {
  if (node === 0) return aTerm('None', { start: 0, end: 0 });
  if (the.kind(node) === 'multi_variable_declaration') return several(the, node);
  const defined = declaration(the, node);
  return defined.kind === 'Define' && defined.children[2]!.kind === 'None' ? defined.children[1]! : defined;
}

/** Without parameters there is one, `it`. */
function itself(the: Lowering, node: number): Term {
  const name = aTerm('Name', the.none(node), [], 'it');
  return shapes.aParam(the, node, { target: name });
}

function lambdaParam(the: Lowering, node: number): Term {
  if (the.kind(node) === 'multi_variable_declaration') return shapes.aParam(the, node, { target: several(the, node) });
  const [name = 0, type = 0] = the.named(node).filter((child) => the.kind(child) !== 'annotation');
  return shapes.aParam(the, node, { target: the.lower(name, node), type: the.lower(type, node) });
}
