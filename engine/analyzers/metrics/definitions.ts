import { childInField, childOfKind, kindOf, NONE, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { isDecorator } from './decorator-idiom.ts';
import { isDocumented } from './documented.ts';
import type { FunctionShape, PublicCandidate } from './language-description.ts';
import { ANONYMOUS, className, functionName, receiverScope } from './names.ts';
import { countParameters } from './parameters.ts';
import { Role } from './roles.ts';
import { newUnit, ownerOf, type Unit } from './unit.ts';
import { enter, Mark, type Position, type Walk } from './walk.ts';

/** Names kept of a scope. Nobody nests deeper by hand; a machine may, and a list for each function would be square. */
const MAX_SCOPE = 64;

/** Goes into a function, if it has a body. */
export function visitFunction(walk: Walk, node: number): void {
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
export function markInitializer(walk: Walk, node: number): void {
  const value = childInField(walk.tree, node, 'value');
  if (value !== NONE) walk.marks[value]! |= Mark.initializer;
}

export function enterInitializer(walk: Walk, node: number): void {
  const field = walk.tree.parent[node]!;
  const named = childInField(walk.tree, field, 'name') || childInField(walk.tree, field, 'property');
  const name = textOf(walk.tree, named);
  const unit = newUnit({ node, kind: 'initializer', name, scope: walk.at.scope, outer: walk.at.unit });
  enter(walk, node, { unit, nesting: 0, depth: 0 }, unit);
}

/** Goes into a class or a namespace. */
export function visitScope(walk: Walk, node: number, role: number): void {
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
