import { lookUp } from '../../syntax/kind-table.ts';
import { isNamed } from '../../syntax/nodes.ts';
import { isComment } from '../../syntax/tokens.ts';
import { Role } from './roles.ts';
import { addIncrement } from './unit.ts';
import { Mark, type Walk } from './walk.ts';

/** Counts what branches for cognitive complexity, and marks what of it is nested, and what is an `else`. */
export function visitBranches(walk: Walk, node: number, role: number): void {
  const { at, tree } = walk;
  if (role & Role.conditionalCompilation && at.unit.kind === 'file') return;
  const isElseIf = (role & Role.elseIf) !== 0 || (walk.marks[node]! & Mark.elseIf) !== 0;
  const reason = isElseIf ? 'else if' : reasonOf(role);
  if (!isElseIf) at.unit.nestable++;
  addIncrement(at.unit, { node, amount: isElseIf ? 1 : 1 + at.nesting, reason });
  const isExpression = (role & Role.ternary) !== 0;
  if (!isExpression) at.unit.nesting = Math.max(at.unit.nesting, at.depth + 1);
  const mark = isExpression ? Mark.deeperExpression : Mark.deeper;
  const end = tree.next[node]!;
  let named = 0;
  let afterElse = false;
  for (let child = node + 1; child < end; child = tree.next[child]!) {
    const childRole = lookUp(walk.roles, tree, child);
    if (childRole & Role.elseToken) afterElse = true;
    if (!isNamed(tree, child) || isComment(tree, child)) continue;
    named++;
    if (childRole & Role.elseIf) continue;
    if (childRole & Role.elseClause && role & (Role.if | Role.elseIf | Role.loop))
      markElse(walk, child, elseBranch(walk, child));
    else if (afterElse && role & Role.if) markElse(walk, child, child);
    else if (isNested(walk, child, { role, childRole, named, last: tree.next[child] === end }))
      walk.marks[child]! |= mark;
  }
}

/** Marks what follows an `else`: another `if` goes on at the same level, anything else is nested. */
function markElse(walk: Walk, node: number, branch: number): void {
  const isElseIf = (lookUp(walk.roles, walk.tree, branch) & Role.if) !== 0;
  if (isElseIf) walk.marks[branch]! |= Mark.elseIf;
  else walk.marks[node]! |= Mark.else | Mark.deeper;
}

/** What stands in an else clause; Ruby's and Python's own statements never make it an `else if`. */
function elseBranch(walk: Walk, clause: number): number {
  const { tree } = walk;
  if (tree.language === 'ruby') return clause;
  let branch = clause;
  for (let child = clause + 1; child < tree.next[clause]!; child = tree.next[child]!) branch = child;
  return branch;
}

interface Child {
  readonly role: number;
  readonly childRole: number;
  /** Its number among the named children, from 1. */
  readonly named: number;
  readonly last: boolean;
}

/** Whether a child of a structure is in it, and not its head. */
function isNested(walk: Walk, node: number, { role, childRole, named, last }: Child): boolean {
  const field = walk.tree.field[node]!;
  if (field !== 0) return walk.headerFields[field] === 0;
  if (role & (Role.loop | Role.catch)) return last;
  if (role & Role.ternary) return named !== 2;
  if (role & Role.switch) return named > 1 || (childRole & Role.case) !== 0;
  return true;
}

function reasonOf(role: number): string {
  if (role & Role.if) return 'if';
  if (role & Role.loop) return 'loop';
  if (role & Role.switch) return 'switch';
  if (role & Role.catch) return 'catch';
  return role & Role.ternary ? 'conditional expression' : 'conditional compilation';
}
