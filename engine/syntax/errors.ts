import { NodeFlag, type SyntaxTree } from './syntax-tree.ts';

/** Nodes that stand for what the grammar could not make sense of, or for what is missing, in order. */
export function errorsOf(tree: SyntaxTree): number[] {
  const errors: number[] = [];
  if (!tree.hasError) return errors;
  for (let node = 0; node < tree.size; node++) {
    if ((tree.flags[node]! & (NodeFlag.error | NodeFlag.missing)) !== 0) errors.push(node);
  }
  return errors;
}

/** Whether one of the errors is in a node, by bisection. */
export function isBroken(tree: SyntaxTree, node: number, errors: readonly number[]): boolean {
  let low = 0;
  let high = errors.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (errors[middle]! < node) low = middle + 1;
    else high = middle;
  }
  return low < errors.length && errors[low]! < tree.next[node]!;
}
