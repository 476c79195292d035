import type { Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import * as shapes from './shapes.ts';

export const statements: Readonly<Record<string, Handler>> = {
  block,
  send_statement: (the, node) =>
    the.term('Send', node, [the.lower(the.field(node, 'channel')), the.lower(the.field(node, 'value'))]),
  go_statement: shapes.wrapping('Go'),
  defer_statement: shapes.wrapping('Defer'),
  return_statement: shapes.wrapping('Return'),
  break_statement: shapes.wrapping('Break'),
  continue_statement: shapes.wrapping('Continue'),
  goto_statement: shapes.wrapping('Goto'),
  labeled_statement: (the, node) => {
    const [label, statement] = the.named(node);
    return the.term('Label', node, [the.lower(label ?? 0, node), the.lower(statement ?? 0, node)]);
  },
  if_statement: (the, node) => withInit(the, node, shapes.ifStatement(the, node)),
  for_statement: forStatement,
  expression_switch_statement: (the, node) => withInit(the, node, aSwitch(the, node, the.field(node, 'value'))),
  type_switch_statement: (the, node) => withInit(the, node, typeSwitch(the, node)),
  select_statement: (the, node) => the.term('Select', node, [the.list('Cases', node, the.named(node))]),
  expression_case: aCase,
  type_case: aCase,
  communication_case: aCase,
  default_case: aCase,
};

function block(the: Lowering, node: number): Term {
  const list = the.child(node, 'statement_list');
  return the.list('Block', node, list ? the.named(list) : the.named(node));
}

/** What a statement declares for itself alone stands before it, in a block of its own. */
function withInit(the: Lowering, node: number, statement: Term): Term {
  const init = the.field(node, 'initializer');
  return init === 0 ? statement : the.term('Block', node, [the.lower(init), statement], 'init');
}

function forStatement(the: Lowering, node: number): Term {
  const body = the.block(the.field(node, 'body'), node);
  const range = the.child(node, 'range_clause');
  if (range) {
    const target = the.lower(the.field(range, 'left'), range);
    return the.term('ForEach', node, [target, the.lower(the.field(range, 'right'), range), body]);
  }
  const clause = the.child(node, 'for_clause');
  if (clause) {
    const [init, condition, update] = ['initializer', 'condition', 'update'].map((name) =>
      the.lower(the.field(clause, name), clause),
    );
    return the.term('For', node, [init!, condition!, update!, body]);
  }
  const condition = the.named(node).find((child) => child !== the.field(node, 'body')) ?? 0;
  const lowered = the.lower(condition, node);
  const isAny = lowered.kind === 'Ellipsis';
  const [init, test] = isAny ? [lowered, the.none(node)] : [the.none(node), lowered];
  return the.term('For', node, [init, test, the.none(node), body]);
}

const CASES = new Set(['expression_case', 'type_case', 'default_case', 'communication_case']);

function aSwitch(the: Lowering, node: number, value: number): Term {
  const cases = the.named(node).filter((child) => CASES.has(the.kind(child)));
  return the.term('Switch', node, [the.lower(value, node), the.list('Cases', cases[0] ?? node, cases)]);
}

/** `switch y := x.(type)`. */
function typeSwitch(the: Lowering, node: number): Term {
  const [value, cases] = aSwitch(the, node, the.field(node, 'value')).children;
  const alias = the.field(node, 'alias');
  const subject = the.term('Cast', node, [the.term('Literal', node, [], 'type'), value!]);
  const named = alias
    ? shapes.define(the, alias, { target: the.lower(alias), type: the.none(alias), value: subject, word: ':=' })
    : subject;
  return the.term('Switch', node, [named, cases!]);
}

function aCase(the: Lowering, node: number): Term {
  const list = the.child(node, 'statement_list');
  const labels = the.named(node).filter((child) => child !== list);
  const values = labels.flatMap((label) => (the.kind(label) === 'expression_list' ? the.named(label) : [label]));
  const elements =
    the.kind(node) === 'default_case'
      ? the.listOf('Elements', node, [the.term('Literal', node, [], 'default')])
      : the.list('Elements', values[0] ?? node, values);
  const body = the.list('Block', list || node, list ? the.named(list) : []);
  const [only] = elements.children;
  if (only?.kind === 'Ellipsis' && elements.children.length === 1 && body.children.length === 0) return only;
  return the.term('Case', node, [elements, body]);
}
