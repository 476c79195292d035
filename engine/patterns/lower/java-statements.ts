import { aTerm, type Term } from '../term.ts';
import { declared, modifiers } from './java-definitions.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

export const statements: Readonly<Record<string, Handler>> = {
  block: shapes.listing('Block'),
  constructor_body: shapes.listing('Block'),
  local_variable_declaration: (the, node) => declared(the, node, 'local'),
  if_statement: shapes.ifStatement,
  while_statement: shapes.whileStatement,
  do_statement: (the, node) =>
    the.term('DoWhile', node, [the.block(the.field(node, 'body')), the.lower(the.field(node, 'condition'))]),
  for_statement: (the, node) =>
    the.term('For', node, [
      sequence(the, the.fields(node, 'init'), node),
      the.lower(the.field(node, 'condition'), node),
      sequence(the, the.fields(node, 'update'), node),
      the.block(the.field(node, 'body'), node),
    ]),
  enhanced_for_statement: (the, node) =>
    the.term('ForEach', node, [
      shapes.aParam(the, the.field(node, 'name') || node, {
        modifiers: modifiers(the, node),
        target: the.lower(the.field(node, 'name'), node),
        type: the.lower(the.field(node, 'type'), node),
      }),
      the.lower(the.field(node, 'value'), node),
      the.block(the.field(node, 'body'), node),
    ]),
  return_statement: shapes.wrapping('Return'),
  throw_statement: shapes.wrapping('Throw'),
  yield_statement: shapes.wrapping('Yield'),
  break_statement: shapes.wrapping('Break'),
  continue_statement: shapes.wrapping('Continue'),
  assert_statement: (the, node) => the.term('Assert', node, [the.list('Args', node, the.named(node))]),
  labeled_statement: (the, node) => {
    const [label, statement] = the.named(node);
    return the.term('Label', node, [the.lower(label ?? 0, node), the.lower(statement ?? 0, node)]);
  },
  synchronized_statement: (the, node) => {
    const body = the.field(node, 'body');
    const lock = the.named(node).find((child) => child !== body) ?? 0;
    return the.term('Synchronized', node, [the.lower(lock, node), the.block(body, node)]);
  },
  try_statement: aTry,
  try_with_resources_statement: withResources,
  resource: (the, node) => {
    const name = the.field(node, 'name');
    if (name === 0) return the.lower(the.named(node)[0] ?? 0, node);
    return shapes.define(the, node, {
      modifiers: modifiers(the, node),
      target: the.lower(name),
      type: the.lower(the.field(node, 'type'), node),
      value: the.lower(the.field(node, 'value'), node),
      word: 'local',
    });
  },
  catch_clause: (the, node) => {
    const parameter = the.child(node, 'catch_formal_parameter');
    const types = the.child(parameter, 'catch_type');
    return the.term('Catch', node, [
      the.list('Types', types || node, types ? the.named(types) : []),
      the.lower(the.field(parameter, 'name'), node),
      the.block(the.field(node, 'body'), node),
    ]);
  },
  switch_expression: (the, node) => {
    const body = the.field(node, 'body');
    return the.term('Switch', node, [the.lower(the.field(node, 'condition'), node), casesOf(the, body, node)]);
  },
  type_pattern: (the, node) => {
    const [type, name] = the.named(node);
    return shapes.aParam(the, node, { target: the.lower(name ?? 0, node), type: the.lower(type ?? 0, node) });
  },
  record_pattern_component: (the, node) => {
    const [type, name] = the.named(node);
    if (name === undefined) return the.lower(type ?? 0, node);
    return shapes.aParam(the, node, { target: the.lower(name), type: the.lower(type ?? 0, node) });
  },
  guard: shapes.wrapping('Guard'),
};

function sequence(the: Lowering, parts: readonly number[], near: number): Term {
  if (parts.length < 2) {
    const one = the.lower(parts[0] ?? 0, near);
    return one.kind === 'Several' ? aTerm('Sequence', one, [{ ...one, kind: 'Elements' }]) : one;
  }
  return the.term('Sequence', parts[0]!, [the.list('Elements', parts[0]!, parts)]);
}

/** In a pattern, what has to stand after a lone `try` for the grammar. */
export const NO_FINALLY = 'finally { µ__0; }';

function aTry(the: Lowering, node: number): Term {
  const clauses = the.named(node).filter((child) => the.kind(child) === 'catch_clause');
  const last = the.child(node, 'finally_clause');
  const isLone = the.isPattern && last !== 0 && the.text(last) === NO_FINALLY;
  return the.term('Try', node, [
    the.block(the.field(node, 'body'), node),
    the.list('Catches', clauses[0] ?? node, clauses),
    the.none(node),
    last && !isLone ? the.block(the.named(last)[0] ?? 0, last) : the.none(node),
  ]);
}

/** Resources are opened around a `try` without them. */
function withResources(the: Lowering, node: number): Term {
  const resources = the.field(node, 'resources');
  const inner = aTry(the, node);
  const [body, catches, , last] = inner.children;
  const isPlain = catches!.children.length === 0 && last!.kind === 'None';
  return the.term('With', node, [
    the.listIn('Elements', resources, node),
    isPlain ? body! : aTerm('Block', inner, [inner]),
  ]);
}

/** A pattern without cases stands for any. */
function casesOf(the: Lowering, body: number, near: number): Term {
  const groups = body ? the.named(body) : [];
  if (the.isPattern && groups.length === 0) return the.term('Ellipsis', body || near);
  return the.listOf('Cases', body || near, cases(the, groups));
}

/** Labels that stand together share the statements after them. */
function cases(the: Lowering, groups: readonly number[]): Term[] {
  const found: Term[] = [];
  let waiting: Term[] = [];
  for (const group of groups) {
    const labels = the.named(group).filter((child) => the.kind(child) === 'switch_label');
    const body = the.named(group).filter((child) => the.kind(child) !== 'switch_label');
    waiting.push(...labels.flatMap((label) => labelsOf(the, label)));
    const isLast = group === groups.at(-1);
    if (body.length === 0 && !isLast && !waiting.some((label) => label.kind === 'Ellipsis')) continue;
    const block = body.length === 1 ? the.block(body[0]!) : the.list('Block', body[0] ?? group, body);
    const start = Math.min(...waiting.map((label) => label.start), the.tree.startOffset[group]!);
    const isAny = body.length === 0 && waiting.length === 1 && waiting[0]!.kind === 'Ellipsis';
    const elements = the.listOf('Elements', group, waiting);
    found.push(isAny ? waiting[0]! : { ...the.term('Case', group, [elements, block]), start });
    waiting = [];
  }
  return found;
}

function labelsOf(the: Lowering, label: number): Term[] {
  const values = the.named(label).map((child) => the.lower(child));
  const isDefault = the.children(label).some((child) => the.kind(child) === 'default');
  return isDefault ? [...values, the.term('Literal', label, [], 'default')] : values;
}
