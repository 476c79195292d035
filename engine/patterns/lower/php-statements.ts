import { aTerm, type Term } from '../term.ts';
import type { Handler, Lowering } from './lowering.ts';
import { named } from './php-expressions.ts';
import * as shapes from './shapes.ts';

/** No name that a file has to have, since templates print by `<?=`. */
const ECHO = { kind: 'Word', value: 'echo' };

/** PHP's statements; `match` too, which is made like `switch`. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  program: block,
  compound_statement: block,
  colon_block: block,
  echo_statement: named(ECHO.value, ECHO.kind),
  yield_expression: shapes.wrapping('Yield'),
  throw_expression: shapes.wrapping('Throw'),
  throw_statement: shapes.wrapping('Throw'),
  return_statement: shapes.wrapping('Return'),
  break_statement: shapes.wrapping('Break'),
  continue_statement: shapes.wrapping('Continue'),
  goto_statement: shapes.wrapping('Goto'),
  named_label_statement: shapes.wrapping('Label'),
  global_declaration: (the, node) => the.term('Global', node, [the.list('Elements', node, the.named(node))]),
  if_statement: ifStatement,
  while_statement: shapes.whileStatement,
  do_statement: (the, node) =>
    the.term('DoWhile', node, [the.block(the.field(node, 'body')), the.lower(the.field(node, 'condition'))]),
  for_statement: (the, node) =>
    the.term('For', node, [
      the.lower(the.field(node, 'initialize'), node),
      the.lower(the.field(node, 'condition'), node),
      the.lower(the.field(node, 'update'), node),
      the.block(the.field(node, 'body'), node),
    ]),
  foreach_statement: foreachStatement,
  pair: (the, node) => the.term('Tuple', node, [the.list('Elements', node, the.named(node))]),
  switch_statement: switchStatement,
  case_statement: switchCase,
  default_statement: switchCase,
  match_expression: switchStatement,
  match_conditional_expression: matchCase,
  match_default_expression: matchCase,
  try_statement: tryStatement,
  catch_clause: catchClause,
};

/** What stands between statements without being one: tags and the text around them. */
export const IGNORED: ReadonlySet<string> = new Set([
  'php_tag',
  'text_interpolation',
  'text',
  'php_end_tag',
  'empty_statement',
  'reference_modifier',
]);

/** Statements; what stands in a template as `<?= x ?>` is printed. */
function block(the: Lowering, node: number): Term {
  let prints = false;
  const statements: Term[] = [];
  for (const child of the.named(node)) {
    const kind = the.kind(child);
    if (IGNORED.has(kind)) {
      prints = the.text(child).endsWith('<?=');
      continue;
    }
    const lowered = the.lower(child);
    const isPrinted = prints && kind === 'expression_statement';
    const printed = aTerm(ECHO.kind, { start: lowered.start, end: lowered.start }, [], ECHO.value);
    statements.push(isPrinted ? the.term('Call', child, [printed, aTerm('Args', lowered, [lowered])]) : lowered);
    prints = false;
  }
  return the.listOf('Block', node, statements);
}

/** A pattern without `else` does not stand for an `if` with one, as it does elsewhere. */
function ifStatement(the: Lowering, node: number): Term {
  let otherwise = aTerm('NoElse', { start: the.tree.endOffset[node]!, end: the.tree.endOffset[node]! });
  for (const branch of the.fields(node, 'alternative').toReversed()) {
    const body = the.field(branch, 'body');
    if (the.kind(branch) === 'else_if_clause') {
      const span = { start: the.tree.startOffset[branch]!, end: the.tree.endOffset[node]! };
      otherwise = aTerm('If', span, [the.lower(the.field(branch, 'condition')), the.block(body), otherwise]);
    } else otherwise = shapes.elseBranch(the, body, node);
  }
  return the.term('If', node, [
    the.lower(the.field(node, 'condition')),
    the.block(the.field(node, 'body'), node),
    otherwise,
  ]);
}

function foreachStatement(the: Lowering, node: number): Term {
  const body = the.field(node, 'body');
  const [iterable, target] = the.named(node).filter((child) => child !== body);
  return the.term('ForEach', node, [
    the.lower(target ?? 0, node),
    the.lower(iterable ?? 0, node),
    the.block(body, node),
  ]);
}

function switchStatement(the: Lowering, node: number): Term {
  const body = the.field(node, 'body');
  return the.term('Switch', node, [
    the.lower(the.field(node, 'condition')),
    the.list('Cases', body || node, body ? the.named(body) : []),
  ]);
}

function switchCase(the: Lowering, node: number): Term {
  const value = the.field(node, 'value');
  if (the.isPattern && the.text(node).trim() === 'case µ___:') return the.term('Ellipsis', node);
  const body = the.named(node).filter((child) => child !== value);
  return the.term('Case', node, [
    the.list('Elements', value || node, value ? [value] : []),
    the.list('Block', body[0] ?? node, body),
  ]);
}

function matchCase(the: Lowering, node: number): Term {
  const conditions = the.field(node, 'conditional_expressions');
  const any = the.isPattern && the.text(node) === 'µ___ => µ___';
  if (any) return the.term('Ellipsis', node);
  return the.term('Case', node, [
    the.list('Elements', conditions || node, conditions ? the.named(conditions) : []),
    the.block(the.field(node, 'return_expression'), node),
  ]);
}

function tryStatement(the: Lowering, node: number): Term {
  const clauses = the.named(node).filter((child) => the.kind(child) === 'catch_clause');
  const last = the.child(node, 'finally_clause');
  return the.term('Try', node, [
    the.block(the.field(node, 'body')),
    the.list('Catches', clauses[0] ?? node, clauses),
    the.none(node),
    last ? the.block(the.field(last, 'body'), last) : the.none(node),
  ]);
}

function catchClause(the: Lowering, node: number): Term {
  const types = the.named(the.field(node, 'type'));
  const type =
    types.length > 1 ? the.term('Tuple', node, [the.list('Elements', node, types)]) : the.lower(types[0] ?? 0, node);
  return the.term('Catch', node, [type, the.lower(the.field(node, 'name'), node), the.block(the.field(node, 'body'))]);
}
