import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import { tupleOf } from './ruby-expressions.ts';
import { isLocal } from './ruby-locals.ts';
import * as shapes from './shapes.ts';

/** Ruby's statements, and the blocks they stand in. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  program: block,
  body_statement: block,
  block_body: block,
  then: block,
  do: block,
  else: block,
  ensure: block,
  begin: block,
  begin_block: block,
  end_block: block,
  parenthesized_statements: parenthesized,
  if: conditionally,
  elsif: conditionally,
  unless: conditionally,
  if_modifier: conditionally,
  unless_modifier: conditionally,
  while: loop,
  until: loop,
  while_modifier: loop,
  until_modifier: loop,
  for: (the, node) =>
    the.term('ForEach', node, [
      the.lower(the.field(node, 'pattern')),
      the.lower(the.field(node, 'value')),
      the.block(the.field(node, 'body'), node),
    ]),
  case: choice,
  case_match: choice,
  when: choiceCase,
  in_clause: choiceCase,
  rescue_modifier: (the, node) => {
    const handler = the.block(the.field(node, 'handler'));
    return the.term('Try', node, [
      the.block(the.field(node, 'body')),
      aTerm('Catches', handler, [aTerm('Catch', handler, [the.none(node), the.none(node), handler])]),
      the.none(node),
      the.none(node),
    ]);
  },
  rescue: (the, node) => {
    const caught = the.named(the.field(node, 'exceptions'));
    const types =
      caught.length > 1 ? tupleOf(the, the.field(node, 'exceptions'), caught) : the.lower(caught[0] ?? 0, node);
    return the.term('Catch', node, [
      types,
      the.lower(the.field(node, 'variable'), node),
      the.field(node, 'body') ? the.block(the.field(node, 'body')) : shapes.emptyList(the, 'Block', node),
    ]);
  },
  return: (the, node) => the.term('Return', node, [argument(the, node)]),
  break: (the, node) => the.term('Break', node, [argument(the, node)]),
  next: (the, node) => the.term('Continue', node, [argument(the, node)]),
  yield: (the, node) => the.term('Yield', node, [argument(the, node)]),
};

/** What stands between statements without being one. */
export const IGNORED: ReadonlySet<string> = new Set(['empty_statement', 'heredoc_body', 'uninterpreted']);

/** Statements, with the handlers of a body around them. A lone name that is no variable is a call. */
export function block(the: Lowering, node: number): Term {
  const parts = the.named(node).filter((part) => !IGNORED.has(the.kind(part)));
  const handlers = parts.filter((part) => the.kind(part) === 'rescue');
  const otherwise = parts.find((part) => the.kind(part) === 'else') ?? 0;
  const last = parts.find((part) => the.kind(part) === 'ensure') ?? 0;
  const statements = parts.filter((part) => !PARTS_OF_TRY.has(the.kind(part))).map((part) => statement(the, part));
  const body = the.listOf('Block', node, statements);
  if (handlers.length === 0 && last === 0) return body;
  const first = statements[0];
  const inner = first ? { ...body, start: first.start, end: statements.at(-1)!.end } : { ...body, end: body.start };
  const whole = the.term('Try', node, [
    inner,
    the.list('Catches', handlers[0] ?? node, handlers),
    the.lower(otherwise, node),
    the.lower(last, node),
  ]);
  return the.kind(node) === 'begin' ? whole : the.term('Block', node, [whole]);
}

const PARTS_OF_TRY = new Set(['rescue', 'else', 'ensure']);

function statement(the: Lowering, node: number): Term {
  const lowered = the.lower(node);
  const kind = the.kind(node);
  const isCall = kind === 'super' || (kind === 'identifier' && !isLocal(the.tree, node));
  if (the.isPattern || !isCall) return lowered;
  return the.term('Call', node, [lowered, { ...the.none(node), kind: 'Args', start: lowered.end, end: lowered.end }]);
}

function parenthesized(the: Lowering, node: number): Term {
  const [only, ...others] = the.named(node);
  return only && others.length === 0 ? the.lower(only) : block(the, node);
}

/** `if` and `unless`, before what they decide on or behind it. */
function conditionally(the: Lowering, node: number): Term {
  const condition = the.lower(the.field(node, 'condition'));
  const negated = the.kind(node).startsWith('unless');
  const then = the.field(node, 'consequence') || the.field(node, 'body');
  return the.term('If', node, [
    negated ? aTerm('Unary', condition, [condition], '!') : condition,
    then ? bodyPart(the, then) : shapes.emptyList(the, 'Block', node),
    shapes.elseBranch(the, the.field(node, 'alternative'), node),
  ]);
}

function bodyPart(the: Lowering, node: number): Term {
  const lowered = the.kind(node) === 'then' || the.kind(node) === 'do' ? the.lower(node) : statement(the, node);
  return lowered.kind === 'Block' ? lowered : aTerm('Block', lowered, [lowered]);
}

function loop(the: Lowering, node: number): Term {
  const condition = the.lower(the.field(node, 'condition'));
  const kind = the.kind(node);
  const checked = kind.startsWith('until') ? aTerm('Unary', condition, [condition], '!') : condition;
  const body = the.field(node, 'body');
  const runsFirst = kind.endsWith('modifier') && the.kind(body) === 'begin';
  return runsFirst
    ? the.term('DoWhile', node, [bodyPart(the, body), checked])
    : the.term('While', node, [checked, bodyPart(the, body)]);
}

function choice(the: Lowering, node: number): Term {
  const value = the.field(node, 'value');
  const cases = the.named(node).filter((child) => child !== value);
  return the.term('Switch', node, [
    the.lower(value, node),
    the.listOf(
      'Cases',
      node,
      cases.map((one) => {
        const lowered = the.lower(one);
        if (the.kind(one) !== 'else') return lowered;
        return the.term('Case', one, [shapes.emptyList(the, 'Elements', one), lowered]);
      }),
    ),
  ]);
}

function choiceCase(the: Lowering, node: number): Term {
  const body = the.field(node, 'body');
  const patterns = the.named(node).filter((child) => child !== body);
  if (the.isPattern && /^when µ___$/.test(the.text(node).trim())) return the.term('Ellipsis', node);
  return the.term('Case', node, [
    the.list('Elements', patterns[0] ?? node, patterns),
    body ? the.block(body) : shapes.emptyList(the, 'Block', node),
  ]);
}

/** What `return`, `break` and the like are given; several are a tuple. */
function argument(the: Lowering, node: number): Term {
  const list = the.child(node, 'argument_list');
  const given = list ? the.named(list) : [];
  return given.length > 1 ? tupleOf(the, list, given) : the.lower(given[0] ?? 0, node);
}
