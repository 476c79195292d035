import { childrenOf, NONE } from '../../../syntax/nodes.ts';
import type { SyntaxTree } from '../../../syntax/syntax-tree.ts';

type IsMarker = (tree: SyntaxTree, node: number) => boolean;

/**
 * Finds the last marker (`private`, `public:`) above a member in the body of its class. Markers are read once for each
 * body, and searched by bisection: a generated class may hold thousands of both.
 */
export function sectionMarkers(isMarker: IsMarker): (tree: SyntaxTree, body: number, member: number) => number {
  const known = new WeakMap<SyntaxTree, Map<number, readonly number[]>>();
  return (tree, body, member) => {
    const ofTree = known.get(tree) ?? new Map<number, readonly number[]>();
    known.set(tree, ofTree);
    const markers = ofTree.get(body) ?? [...childrenOf(tree, body)].filter((child) => isMarker(tree, child));
    ofTree.set(body, markers);
    return lastBefore(markers, member);
  };
}

function lastBefore(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1] ?? NONE;
}
