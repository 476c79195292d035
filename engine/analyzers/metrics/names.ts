import { childInField, childOfKind, childrenOf, kindOf, NONE, textOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionShape } from './language-description.ts';

/** The name of a function that has none. */
export const ANONYMOUS = '<anonymous>';

/** A name is for people: a computed one may be as long as an expression. */
const MAX_NAME_LENGTH = 80;

/** Its own name, or that of what it is assigned to. */
export function functionName(tree: SyntaxTree, node: number, shape: FunctionShape): string {
  const own = ownName(tree, node);
  if (own !== undefined) return own;
  if (shape.name !== undefined) return shape.name;
  return shape.kind === 'accessor' ? accessorName(tree, node) : assignedName(tree, node);
}

/** The name of a class or a namespace; undefined where the node is not one (an `impl`, an ordinary `new`). */
export function className(tree: SyntaxTree, node: number): string | undefined {
  const kind = kindOf(tree, node);
  if (kind === 'object_creation_expression')
    return childOfKind(tree, node, 'class_body') === NONE ? undefined : ANONYMOUS;
  if (kind === 'type_spec' && !/^(?:struct|interface)_type$/.test(kindOf(tree, childInField(tree, node, 'type')))) {
    return undefined;
  }
  if (kind === 'companion_object') return 'companion';
  if (kind === 'singleton_class') return 'self';
  if (kind === 'enum_constant' && childInField(tree, node, 'body') === NONE) return undefined;
  if (/_specifier$/.test(kind) && childInField(tree, node, 'body') === NONE) return undefined;
  if (kind === 'impl_item') return withoutArguments(textOf(tree, childInField(tree, node, 'type')));
  const name = childInField(tree, node, 'name') || childOfKind(tree, node, 'identifier');
  return name === NONE ? assignedName(tree, node) : short(textOf(tree, name));
}

/** What the name of a function says of its scope: Go's receiver, C++'s `A::B::f`. */
export function receiverScope(tree: SyntaxTree, node: number): string[] {
  const receiver = childInField(tree, node, 'receiver');
  if (receiver !== NONE) {
    const type = /([\p{L}\p{N}_]+)(?:\[[^\]]*\])?\s*\)$/u.exec(textOf(tree, receiver).slice(-MAX_NAME_LENGTH));
    return type ? [type[1]!] : [];
  }
  const scopes: string[] = [];
  let name = declaredName(tree, node);
  while (name !== NONE && kindOf(tree, name) === 'qualified_identifier') {
    const scope = childInField(tree, name, 'scope');
    if (scope !== NONE) scopes.push(withoutArguments(textOf(tree, scope)));
    name = childInField(tree, name, 'name');
  }
  return scopes;
}

function ownName(tree: SyntaxTree, node: number): string | undefined {
  const kind = kindOf(tree, node);
  const name = childInField(tree, node, 'name');
  if (kind === 'accessor_declaration') return undefined;
  if (kind === 'destructor_declaration') return `~${textOf(tree, name)}`;
  if (kind === 'operator_declaration') return `operator ${textOf(tree, childInField(tree, node, 'operator'))}`;
  if (kind === 'conversion_operator_declaration') return `operator ${textOf(tree, childInField(tree, node, 'type'))}`;
  if (name !== NONE) return short(textOf(tree, name));
  const declared = declaredName(tree, node);
  return declared === NONE ? undefined : short(lastOfQualified(tree, declared));
}

/** In C and C++ the name is innermost in a chain of declarators. */
function declaredName(tree: SyntaxTree, node: number): number {
  if (kindOf(tree, node) !== 'function_definition') return NONE;
  let declarator = childInField(tree, node, 'declarator');
  for (;;) {
    const inner = innerDeclarator(tree, declarator);
    if (inner === NONE) return declarator;
    declarator = inner;
  }
}

function innerDeclarator(tree: SyntaxTree, declarator: number): number {
  if (declarator === NONE) return NONE;
  const inner = childInField(tree, declarator, 'declarator');
  if (inner !== NONE && kindOf(tree, declarator) !== 'operator_cast') return inner;
  if (kindOf(tree, declarator) === 'reference_declarator' || kindOf(tree, declarator) === 'parenthesized_declarator') {
    for (const child of childrenOf(tree, declarator))
      if (/declarator$|identifier$/.test(kindOf(tree, child))) return child;
  }
  return NONE;
}

function lastOfQualified(tree: SyntaxTree, declared: number): string {
  let name = declared;
  while (kindOf(tree, name) === 'qualified_identifier') {
    const inner = childInField(tree, name, 'name');
    if (inner === NONE) break;
    name = inner;
  }
  if (kindOf(tree, name) !== 'operator_cast') return textOf(tree, name);
  return `operator ${textOf(tree, childInField(tree, name, 'type'))}`;
}

/** `Name.get`, from the property around it (C#), or before it (Kotlin). */
function accessorName(tree: SyntaxTree, node: number): string {
  const own = childInField(tree, node, 'name');
  const word = own === NONE ? (kindOf(tree, node) === 'setter' ? 'set' : 'get') : textOf(tree, own);
  let holder = tree.parent[node]!;
  if (kindOf(tree, holder) === 'accessor_list') holder = tree.parent[holder]!;
  const declaration = childOfKind(tree, holder, 'variable_declaration');
  const name =
    childInField(tree, holder, 'name') || (declaration === NONE ? NONE : childOfKind(tree, declaration, 'identifier'));
  return name === NONE ? word : `${short(textOf(tree, name))}.${word}`;
}

/** What a function without a name of its own is assigned to, or the key it stands under. */
function assignedName(tree: SyntaxTree, node: number): string {
  let value = node;
  let holder = tree.parent[node]!;
  while (WRAPPERS.has(kindOf(tree, holder)) && holder !== 0) {
    value = holder;
    holder = tree.parent[holder]!;
  }
  if (kindOf(tree, holder) === 'export_statement') return 'default';
  if (!HOLDERS.has(kindOf(tree, holder))) return ANONYMOUS;
  for (const field of ['name', 'left', 'key', 'property', 'pattern']) {
    const target = childInField(tree, holder, field);
    if (target !== NONE && target !== value) return short(textOf(tree, target));
  }
  const declaration = childOfKind(tree, holder, 'variable_declaration') || childOfKind(tree, holder, 'identifier');
  return declaration === NONE || declaration === value
    ? ANONYMOUS
    : short(/^\s*[^\s:]*/.exec(textOf(tree, declaration))![0]);
}

const WRAPPERS = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression', 'expression_list']);

const HOLDERS = new Set(
  (
    'variable_declarator assignment_expression assignment pair public_field_definition field_definition ' +
    'short_var_declaration var_spec assignment_statement let_declaration property_declaration init_declarator ' +
    'const_item static_item assignment_pattern object_assignment_pattern array_element_initializer keyword_argument'
  ).split(' '),
);

function withoutArguments(type: string): string {
  return short(type.replace(/[<[][^]*$/, ''));
}

function short(name: string): string {
  const line = name
    .slice(0, 4 * MAX_NAME_LENGTH)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_NAME_LENGTH ? `${line.slice(0, MAX_NAME_LENGTH - 1)}…` : line || ANONYMOUS;
}
