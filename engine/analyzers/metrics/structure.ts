import type { Language } from '../../source/language.ts';
import { lookUp } from '../../syntax/kind-table.ts';
import { kindOf, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { visitBranches } from './branches.ts';
import { enterInitializer, markInitializer, visitFunction, visitScope } from './definitions.ts';
import { ANONYMOUS } from './names.ts';
import { callsItself } from './recursion.ts';
import { DECISIONS, Role, STRUCTURES } from './roles.ts';
import { addIncrement, addNested, ownerOf, type ClassUnit, type Unit } from './unit.ts';
import { beginWalk, enter, Mark, type Walk } from './walk.ts';

/** The functions and classes of a file, in order of their start, with their complexities. */
export interface Structure {
  readonly file: Unit;
  readonly functions: readonly Unit[];
  readonly classes: readonly ClassUnit[];
}

/** One pass over the tree, and a look at the children of what branches. Never recursive. */
export function structureOf(tree: SyntaxTree<Language>): Structure {
  const walk = beginWalk(tree);
  for (let node = 0; node < tree.size; node++) {
    while (walk.frames.length > 0 && walk.frames[walk.frames.length - 1]!.end <= node) leave(walk);
    const mark = walk.marks[node]!;
    if (mark !== 0) enterMarked(walk, node, mark);
    const role = lookUp(walk.roles, tree, node);
    if (role !== 0) visit(walk, node, role);
  }
  while (walk.frames.length > 0) leave(walk);
  for (const unit of walk.classes) unit.methods += walk.methodsBeside.get(unit.name) ?? 0;
  return { file: walk.file, functions: walk.functions.sort((a, b) => a.node - b.node), classes: walk.classes };
}

function leave(walk: Walk): void {
  const frame = walk.frames.pop()!;
  walk.at = frame.before;
  const unit = frame.closes;
  if (!unit) return;
  if (unit.callsItself) addIncrement(unit, { node: unit.node, amount: 1, reason: 'recursion' });
  if (unit.kind === 'initializer' && unit.name !== 'static' && unit.cyclomatic === 1) return;
  walk.functions.push(unit);
  if (unit.inside && unit.outer) addNested(unit.outer, unit);
  else walk.file.cognitive += unit.cognitive;
}

function enterMarked(walk: Walk, node: number, mark: number): void {
  if (mark & Mark.initializer) return enterInitializer(walk, node);
  if (mark & Mark.outer) return enter(walk, node, { unit: walk.at.unit.outer ?? walk.file });
  if (mark & Mark.else) addIncrement(walk.at.unit, { node, amount: 1, reason: 'else' });
  const { nesting, depth } = walk.at;
  if (mark & Mark.deeper) enter(walk, node, { nesting: nesting + 1, depth: depth + 1 });
  if (mark & Mark.deeperExpression) enter(walk, node, { nesting: nesting + 1 });
}

function visit(walk: Walk, node: number, role: number): void {
  const { tree } = walk;
  if (role & Role.function) visitFunction(walk, node);
  if (role & (Role.class | Role.namespace)) visitScope(walk, node, role);
  if (role & DECISIONS) walk.at.unit.cyclomatic++;
  if (role & Role.case && !isDefault(tree, node)) walk.at.unit.cyclomatic++;
  if (role & Role.decisionToken && parentHas(walk, node, Role.operation)) walk.at.unit.cyclomatic++;
  if (role & STRUCTURES) visitBranches(walk, node, role);
  if (role & Role.deepening) enter(walk, node, { nesting: walk.at.nesting + 1 });
  if (role & Role.logical) walk.sequences.begin(node);
  if (role & Role.logicalOperator && walk.sequences.counts(node)) {
    addIncrement(walk.at.unit, { node, amount: 1, reason: `sequence of ${textOf(tree, node)}` });
  }
  if (role & Role.goto || (role & Role.jump && hasLabel(walk, node))) {
    addIncrement(walk.at.unit, { node, amount: 1, reason: 'jump' });
  }
  if (role & Role.call) noteRecursion(walk, node);
  if (role & Role.fieldDefinition) markInitializer(walk, node);
}

function isDefault(tree: SyntaxTree, node: number): boolean {
  const end = tree.next[node]!;
  let child = node + 1;
  while (child < end && kindOf(tree, child) === 'case') child = tree.next[child]!;
  const length = tree.endOffset[child]! - tree.startOffset[child]!;
  return child < end && length <= 'default'.length && DEFAULTS.has(textOf(tree, child));
}

const DEFAULTS = new Set(['default', 'else', '_']);

function parentHas(walk: Walk, node: number, role: number): boolean {
  return (lookUp(walk.roles, walk.tree, walk.tree.parent[node]!) & role) !== 0;
}

function hasLabel(walk: Walk, node: number): boolean {
  const { tree } = walk;
  const end = tree.next[node]!;
  for (let child = node + 1; child < end; child = tree.next[child]!) {
    if (lookUp(walk.roles, tree, child) & Role.label) {
      return kindOf(tree, node) !== 'labeled_expression' || /^(?:break|continue)@/.test(textOf(tree, child));
    }
  }
  return false;
}

function noteRecursion(walk: Walk, node: number): void {
  const unit = ownerOf(walk.at.unit);
  if (unit.callsItself || unit.kind === 'file' || unit.name === ANONYMOUS) return;
  unit.callsItself = callsItself(walk.tree, node, { unit, language: walk.language });
}
