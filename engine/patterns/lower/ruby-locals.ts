import { isNamed, kindOf } from '../../syntax/nodes.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';

const known = new WeakMap<SyntaxTree, ReadonlySet<string>>();

/** Whether a name stands for a variable of its method, and so is no call. */
export function isLocal(tree: SyntaxTree, node: number): boolean {
  let names = known.get(tree);
  if (!names) known.set(tree, (names = localNames(tree)));
  return names.has(keyOf(tree, node));
}

function localNames(tree: SyntaxTree): Set<string> {
  const names = new Set<string>();
  for (let node = 1; node < tree.size; node++) {
    if (isNamed(tree, node) && kindOf(tree, node) === 'identifier' && isStored(tree, node))
      names.add(keyOf(tree, node));
  }
  return names;
}

function isStored(tree: SyntaxTree, node: number): boolean {
  const field = tree.fields[tree.field[node]!];
  const parent = kindOf(tree, tree.parent[node]!);
  if (STORING.has(parent)) return field === 'left' || field === 'pattern';
  return BINDING.has(parent) && field !== 'value';
}

const STORING = new Set(['assignment', 'operator_assignment', 'for']);
const BINDING = new Set([
  'left_assignment_list',
  'destructured_left_assignment',
  'rest_assignment',
  'method_parameters',
  'block_parameters',
  'lambda_parameters',
  'destructured_parameter',
  'optional_parameter',
  'keyword_parameter',
  'splat_parameter',
  'hash_splat_parameter',
  'block_parameter',
  'exception_variable',
  'as_pattern',
]);

const SCOPES = new Set(['method', 'singleton_method', 'class', 'module', 'singleton_class', 'program']);

/** A name with the method, class or file it stands in. */
function keyOf(tree: SyntaxTree, node: number): string {
  let scope = tree.parent[node]!;
  while (scope !== 0 && !SCOPES.has(kindOf(tree, scope))) scope = tree.parent[scope]!;
  return `${scope} ${tree.text.slice(tree.startOffset[node], tree.endOffset[node])}`;
}
