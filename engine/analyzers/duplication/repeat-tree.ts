import { sharedPrefixes, suffixArray } from './suffix-array.ts';

/**
 * Every run of at least `length` numbers that a text holds twice, as a tree: a node is a run, what it descends from are
 * its beginnings, which stand in more places. Nodes are numbers; there are at most as many as the text is long.
 */
export interface RepeatTree {
  readonly count: number;
  readonly length: ArrayLike<number>;
  /** -1 for a root. */
  readonly parent: ArrayLike<number>;
  /** The node's places are `sorted[first]` to `sorted[last]`. */
  readonly first: ArrayLike<number>;
  readonly last: ArrayLike<number>;
  readonly sorted: Int32Array;
  /** The deepest node of each place; -1: none. By index into `sorted`. */
  readonly nodeOf: Int32Array;
}

export function repeatTree(text: Int32Array, alphabet: number, length: number): RepeatTree {
  const sorted = suffixArray(text, alphabet);
  const shared = sharedPrefixes(text, sorted);
  const nodeOf = new Int32Array(text.length).fill(-1);
  const nodes = { length: [] as number[], parent: [] as number[], first: [] as number[], last: [] as number[] };
  const open: number[] = [];
  const depth = () => (open.length > 0 ? nodes.length[open.at(-1)!]! : 0);
  for (let i = 1; i <= text.length; i++) {
    const common = i < text.length && shared[i]! >= length ? shared[i]! : 0;
    if (common <= depth()) nodeOf[i - 1] = open.at(-1) ?? -1;
    let first = i - 1;
    let closed = -1;
    while (depth() > common) {
      if (closed >= 0) nodes.parent[closed] = open.at(-1)!;
      closed = open.pop()!;
      nodes.last[closed] = i - 1;
      first = nodes.first[closed]!;
    }
    if (common > depth()) {
      const node = nodes.length.length;
      nodes.length.push(common);
      nodes.parent.push(-1);
      nodes.first.push(first);
      nodes.last.push(-1);
      open.push(node);
      if (closed === -1) nodeOf[i - 1] = node;
    }
    if (closed >= 0 && open.length > 0) nodes.parent[closed] = open.at(-1)!;
  }
  return { count: nodes.length.length, ...nodes, sorted, nodeOf };
}

/** Longest first. */
export function nodesByLength(tree: RepeatTree): Int32Array {
  let longest = 0;
  for (let node = 0; node < tree.count; node++) longest = Math.max(longest, tree.length[node]!);
  const starts = new Int32Array(longest + 2);
  for (let node = 0; node < tree.count; node++) starts[longest - tree.length[node]! + 1]!++;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const order = new Int32Array(tree.count);
  for (let node = 0; node < tree.count; node++) order[starts[longest - tree.length[node]!]!++] = node;
  return order;
}
