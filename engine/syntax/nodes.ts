import { NodeFlag, type SyntaxTree } from './syntax-tree.ts';

/** No such node. Node 0 is the root, which is nobody's child. */
export const NONE = 0;

export function kindOf(tree: SyntaxTree, node: number): string {
  return tree.kinds[tree.kind[node]!] ?? 'ERROR';
}

export function isNamed(tree: SyntaxTree, node: number): boolean {
  return (tree.flags[node]! & NodeFlag.named) !== 0;
}

export function textOf(tree: SyntaxTree, node: number): string {
  return tree.text.slice(tree.startOffset[node], tree.endOffset[node]);
}

export function* childrenOf(tree: SyntaxTree, node: number): Generator<number, void> {
  const end = tree.next[node]!;
  for (let child = node + 1; child < end; child = tree.next[child]!) yield child;
}

/** The first child in the field, else {@link NONE}. */
export function childInField(tree: SyntaxTree, node: number, field: string): number {
  const end = tree.next[node]!;
  for (let child = node + 1; child < end; child = tree.next[child]!) {
    if (tree.field[child] !== 0 && tree.fields[tree.field[child]!] === field) return child;
  }
  return NONE;
}

/** The first child of the kind, named or token, else {@link NONE}. */
export function childOfKind(tree: SyntaxTree, node: number, kind: string): number {
  const end = tree.next[node]!;
  for (let child = node + 1; child < end; child = tree.next[child]!) {
    if (tree.kinds[tree.kind[child]!] === kind) return child;
  }
  return NONE;
}

/** The sibling just before, else {@link NONE}. */
export function previousSibling(tree: SyntaxTree, node: number): number {
  const parent = tree.parent[node]!;
  let sibling = node - 1;
  if (node === 0 || sibling === parent) return NONE;
  while (tree.parent[sibling] !== parent) sibling = tree.parent[sibling]!;
  return sibling;
}

/** 0-based line of an offset, by bisection. */
export function lineAt(tree: SyntaxTree, offset: number): number {
  const starts = tree.lineStarts;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
