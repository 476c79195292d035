import { lookUp, type KindTable } from '../../syntax/kind-table.ts';
import { childInField, childOfKind, isNamed, kindOf, NONE, textOf } from '../../syntax/nodes.ts';
import { isComment } from '../../syntax/tokens.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { isDecorator } from './decorator-idiom.ts';
import { isDocumented } from './documented.ts';
import type { FunctionShape, LanguageDescription, PublicCandidate } from './language-description.ts';
import { DESCRIPTIONS } from './languages/descriptions.ts';
import { LogicalSequences } from './logical-sequences.ts';
import { ANONYMOUS, className, functionName, receiverScope } from './names.ts';
import { countParameters } from './parameters.ts';
import { callsItself } from './recursion.ts';
import { DECISIONS, Role, rolesOf, STRUCTURES } from './roles.ts';
import { addIncrement, addNested, newUnit, ownerOf, type ClassUnit, type Unit } from './unit.ts';

/** The functions and classes of a file, in order of their start, with their complexities. */
export interface Structure {
  readonly file: Unit;
  readonly functions: readonly Unit[];
  readonly classes: readonly ClassUnit[];
}

/** One pass over the tree, and a look at the children of what branches. Never recursive. */
export function structureOf(tree: SyntaxTree): Structure {
  const walk = begin(tree);
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

interface Walk {
  readonly tree: SyntaxTree;
  readonly language: LanguageDescription;
  readonly roles: KindTable;
  readonly headerFields: Uint8Array;
  /** What a parent found out about a child that is still to come. */
  readonly marks: Uint8Array;
  readonly sequences: LogicalSequences;
  readonly exported: ReadonlySet<string>;
  readonly frames: Frame[];
  readonly file: Unit;
  readonly functions: Unit[];
  readonly classes: ClassUnit[];
  /** Methods that stand beside their type (Go), in an `impl` (Rust), or outside the class (C++), by the type's name. */
  readonly methodsBeside: Map<string, number>;
  at: Position;
}

/** Where the walk is. Replaced, never changed, so that a frame can put the former one back. */
interface Position {
  readonly unit: Unit;
  readonly nesting: number;
  /** Nesting of control structures alone: without lambdas, blocks and conditional expressions. */
  readonly depth: number;
  readonly scope: readonly string[];
  readonly within: PublicCandidate['within'];
  readonly classUnit: ClassUnit | undefined;
}

interface Frame {
  readonly end: number;
  readonly before: Position;
  readonly closes: Unit | undefined;
}

const Mark = { deeper: 1, deeperExpression: 2, elseIf: 4, else: 8, outer: 16, initializer: 32 } as const;

/** Names kept of a scope. Nobody nests deeper by hand; a machine may, and a list for each function would be square. */
const MAX_SCOPE = 64;

/** Fields in which a structure's head stands; what else it has is nested in it. */
const HEADER_FIELDS = new Set(
  (
    'condition initializer update increment init value left right subject pattern type name declarator operator kind ' +
    'alias label parameter parameters exceptions variable guard index resources'
  ).split(' '),
);

function begin(tree: SyntaxTree): Walk {
  const language = DESCRIPTIONS[tree.language];
  const roles = rolesOf(tree);
  const file = newUnit({ node: 0, kind: 'file', name: '', scope: [], outer: undefined, cyclomatic: 0 });
  return {
    ...{ tree, language, roles, file },
    headerFields: Uint8Array.from(tree.fields, (name) => (HEADER_FIELDS.has(name) ? 1 : 0)),
    marks: new Uint8Array(tree.size),
    sequences: new LogicalSequences(tree, language, roles),
    exported: language.shortCircuitIdioms ? exportedNames(tree, roles) : new Set(),
    ...{ frames: [], functions: [], classes: [], methodsBeside: new Map() },
    at: { unit: file, nesting: 0, depth: 0, scope: [], within: 'file', classUnit: undefined },
  };
}

function enter(walk: Walk, node: number, to: Partial<Position>, closes?: Unit): void {
  walk.frames.push({ end: walk.tree.next[node]!, before: walk.at, closes });
  walk.at = { ...walk.at, ...to };
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
  if (role & STRUCTURES) visitStructure(walk, node, role);
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

function visitFunction(walk: Walk, node: number): void {
  const { tree, language, at } = walk;
  const shape = language.functions[kindOf(tree, node)]!;
  if (!hasBody(tree, node, shape)) return;
  const name = functionName(tree, node, shape);
  const scope = [...at.scope, ...receiverScope(tree, node)];
  const kind = shape.kind === 'function' && at.within === 'class' ? 'method' : shape.kind;
  const inside = language.nestedFunctions === 'inside' && at.within === 'function';
  const unit = newUnit({
    node,
    kind,
    name,
    scope,
    outer: at.unit,
    owner: name === ANONYMOUS && at.within === 'function' ? ownerOf(at.unit) : undefined,
    inside,
    level: isDecorator(tree, at.unit, language) ? at.nesting : at.nesting + 1,
    parameters: countParameters(tree, node, { shape, rules: language.parameters }),
    isPublic: language.isPublic(candidate(walk, node, name, kind)),
    documented: isDocumented(tree, node, language.documentation),
  });
  countMethod(walk, unit);
  enter(walk, node, functionPosition(unit, name), unit);
  markOutside(walk, node);
}

function countMethod({ tree, at, methodsBeside }: Walk, { kind, scope }: Unit): void {
  if (kind === 'lambda' || kind === 'initializer' || at.within === 'function') return;
  if (scope.length > at.scope.length || (at.classUnit && kindOf(tree, at.classUnit.node) === 'impl_item')) {
    const type = scope.at(-1)!;
    methodsBeside.set(type, (methodsBeside.get(type) ?? 0) + 1);
  } else if (at.classUnit) at.classUnit.methods++;
}

function functionPosition(unit: Unit, name: string): Position {
  const scope = name.startsWith('<') || unit.scope.length >= MAX_SCOPE ? unit.scope : [...unit.scope, name];
  return { unit, nesting: 0, depth: 0, scope, within: 'function', classUnit: undefined };
}

function candidate(walk: Walk, node: number, name: string, kind: PublicCandidate['kind']): PublicCandidate {
  const { tree, exported, at } = walk;
  const classNode = at.within === 'class' ? at.classUnit?.node : undefined;
  return { tree, node, name, kind, within: at.within, exported, ...(classNode !== undefined && { classNode }) };
}

function hasBody(tree: SyntaxTree, node: number, { body }: FunctionShape): boolean {
  return body === undefined || childInField(tree, node, body) !== NONE || childOfKind(tree, node, body) !== NONE;
}

/** A computed name and decorators are evaluated where the function stands, not in it. */
function markOutside(walk: Walk, node: number): void {
  const { tree, marks } = walk;
  const end = tree.next[node]!;
  for (let child = node + 1; child < end; child = tree.next[child]!) {
    const kind = kindOf(tree, child);
    if (kind === 'computed_property_name' || kind === 'decorator') marks[child]! |= Mark.outer;
  }
}

/** A class field's value runs as a function of its own, once for each instance. */
function markInitializer(walk: Walk, node: number): void {
  const value = childInField(walk.tree, node, 'value');
  if (value !== NONE) walk.marks[value]! |= Mark.initializer;
}

function enterInitializer(walk: Walk, node: number): void {
  const field = walk.tree.parent[node]!;
  const named = childInField(walk.tree, field, 'name') || childInField(walk.tree, field, 'property');
  const name = textOf(walk.tree, named);
  const unit = newUnit({ node, kind: 'initializer', name, scope: walk.at.scope, outer: walk.at.unit });
  enter(walk, node, { unit, nesting: 0, depth: 0 }, unit);
}

function visitScope(walk: Walk, node: number, role: number): void {
  const { tree, language, at } = walk;
  const name = className(tree, node);
  if (name === undefined) return;
  const isClass = (role & Role.class) !== 0;
  const classUnit = isClass ? { node, name, scope: at.scope, methods: 0 } : at.classUnit;
  if (isClass && kindOf(tree, node) !== 'impl_item') walk.classes.push(classUnit!);
  const reachable = isClass
    ? language.isPublic(candidate(walk, node, name, 'class'))
    : at.within !== 'private' && name !== ANONYMOUS;
  const scope = name.startsWith('<') || at.scope.length >= MAX_SCOPE ? at.scope : [...at.scope, name];
  const within = !reachable || at.within === 'function' ? 'private' : isClass ? 'class' : 'namespace';
  enter(walk, node, { scope, within, classUnit, ...(isClass && { nesting: 0, depth: 0 }) });
}

function visitStructure(walk: Walk, node: number, role: number): void {
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

/** Names in `export { a, b as c }`; what they are called within the file. */
function exportedNames(tree: SyntaxTree, roles: KindTable): Set<string> {
  const names = new Set<string>();
  for (let node = 0; node < tree.size; node++) {
    if (lookUp(roles, tree, node) & Role.exportList) names.add(textOf(tree, childInField(tree, node, 'name') || node));
  }
  return names;
}
