import { repeatedRegions, type RepeatedRegions, type Sequence } from './repeated-regions.ts';
import { nodesByLength, repeatTree, type RepeatTree } from './repeat-tree.ts';

/** The same run of numbers in two places or more. */
export interface Repeat {
  readonly length: number;
  /** Starts in the sequence, ascending; places do not overlap each other. */
  readonly starts: readonly number[];
  /** Those of `starts` that are wanted and lie in no longer repeat. At least one. */
  readonly fresh: readonly number[];
}

export interface RepeatSearch {
  readonly minLength: number;
  /** Whether a repeat is asked for at this place of the sequence; others serve as partners. */
  readonly wanted: (start: number) => boolean;
  /** A repeat with fewer numbers that count is no repeat. */
  readonly counts: (at: number) => boolean;
  readonly minCounting: number;
}

export interface RepeatResult {
  /** Longest first, then by place. */
  readonly repeats: readonly Repeat[];
  /** {@link MAX_PLACES} was hit: shorter repeats are missing. */
  readonly cut: boolean;
}

/**
 * Places looked at while repeats are told from one another. Ordinary code needs some thousand; code made to nest
 * repeats in repeats could need the square of its size.
 */
const MAX_PLACES = 5_000_000;

/**
 * All repeats that cannot be made longer, but those whose every wanted place lies in a longer one. Near linear in the
 * sequence's length: a place is looked at until it is part of a repeat, and then no more.
 */
export function findRepeats(sequence: Sequence, search: RepeatSearch): RepeatResult {
  const regions = repeatedRegions(sequence, search.minLength);
  const tree = repeatTree(regions.text, regions.alphabet, search.minLength);
  const places = new PlacesByNode(tree, regions, search);
  const counting = countingBefore(regions, search);
  const covered = new CoveredPlaces(regions.text.length);
  const repeats: Repeat[] = [];
  let looked = 0;
  for (const node of nodesByLength(tree)) {
    const length = tree.length[node]!;
    if (places.none(node)) continue;
    if (places.overlapping(node, search.minLength)) {
      places.handUp(node);
      continue;
    }
    // What goes on repeating itself within a repeat is that repeat's.
    const within = places.step(node) < search.minLength ? 1 : length;
    const open = places.take(node).filter((place) => !covered.has(place, place + within));
    if (open.length === 0) continue;
    looked += tree.last[node]! - tree.first[node]! + 1;
    if (looked > MAX_PLACES) return { repeats: inOrder(repeats), cut: true };
    const starts = apart(tree.sorted.slice(tree.first[node], tree.last[node]! + 1).sort(), length);
    for (const start of starts) covered.add(start, start + length);
    if (counting[starts[0]! + length]! - counting[starts[0]!]! < search.minCounting) continue;
    const isOpen = new Set(open);
    const shift = starts.length > 1 ? commonStepsLeft(regions.text, starts, length) : 0;
    if (shift > 0) for (const start of starts) covered.add(start - shift, start - shift + length);
    const toSequence = (start: number) => regions.origin[start - shift]!;
    const fresh = starts.filter((start) => isOpen.has(start)).map(toSequence);
    if (fresh.length > 0 && starts.length > 1) repeats.push({ length, starts: starts.map(toSequence), fresh });
  }
  return { repeats: inOrder(repeats), cut: false };
}

function inOrder(repeats: Repeat[]): Repeat[] {
  return repeats.sort((a, b) => b.length - a.length || a.starts[0]! - b.starts[0]!);
}

/** Of ascending starts, those that do not overlap the one taken before. */
function apart(starts: Int32Array, length: number): number[] {
  const result: number[] = [];
  let end = -1;
  for (const start of starts) {
    if (start < end) continue;
    result.push(start);
    end = start + length;
  }
  return result;
}

/**
 * Copies that follow each other are found shifted, when what stands before the first copy equals the copy's end. Then
 * they are moved back to where the repetition begins.
 */
function commonStepsLeft(text: Int32Array, starts: readonly number[], length: number): number {
  for (let steps = 0; steps < length; steps++) {
    const before = text[starts[0]! - steps - 1];
    if (before === undefined || starts.some((start) => text[start - steps - 1] !== before)) return steps;
  }
  return 0;
}

/** How many of the numbers before each place count. */
function countingBefore({ origin }: RepeatedRegions, { counts }: RepeatSearch): Int32Array {
  const before = new Int32Array(origin.length + 1);
  for (let i = 0; i < origin.length; i++) before[i + 1] = before[i]! + (origin[i]! >= 0 && counts(origin[i]!) ? 1 : 0);
  return before;
}

/** For each node its wanted places that are part of no repeat yet, as linked lists, and how far its places spread. */
class PlacesByNode {
  private readonly tree: RepeatTree;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly following: Int32Array;
  private readonly lowest: Int32Array;
  private readonly highest: Int32Array;

  constructor(tree: RepeatTree, regions: RepeatedRegions, search: RepeatSearch) {
    this.tree = tree;
    this.head = new Int32Array(tree.count).fill(-1);
    this.tail = new Int32Array(tree.count).fill(-1);
    this.following = new Int32Array(regions.text.length).fill(-1);
    this.lowest = new Int32Array(tree.count).fill(0x7fffffff);
    this.highest = new Int32Array(tree.count).fill(-1);
    for (let i = 0; i < tree.sorted.length; i++) {
      const node = tree.nodeOf[i]!;
      if (node < 0) continue;
      const place = tree.sorted[i]!;
      this.spread(node, place, place);
      if (search.wanted(regions.origin[place]!)) this.append(node, place, place);
    }
    for (const node of nodesByLength(tree)) {
      const parent = tree.parent[node]!;
      if (parent >= 0) this.spread(parent, this.lowest[node]!, this.highest[node]!);
    }
  }

  none(node: number): boolean {
    return this.head[node] === -1;
  }

  /**
   * Its places overlap each other, and the step between them is long enough to be a repeat of its own: a shorter node
   * will give it.
   */
  overlapping(node: number, minLength: number): boolean {
    const length = this.tree.length[node]!;
    const step = this.step(node);
    return this.highest[node]! - this.lowest[node]! < length || (step < length && step >= minLength);
  }

  /** Numbers from one place to the next, on average. */
  step(node: number): number {
    return (this.highest[node]! - this.lowest[node]!) / (this.tree.last[node]! - this.tree.first[node]!);
  }

  /** Leaves the places to the node's beginning. */
  handUp(node: number): void {
    const parent = this.tree.parent[node]!;
    if (parent >= 0) this.append(parent, this.head[node]!, this.tail[node]!);
  }

  take(node: number): number[] {
    const places: number[] = [];
    for (let place = this.head[node]!; place !== -1; place = this.following[place]!) places.push(place);
    return places;
  }

  private append(node: number, head: number, tail: number): void {
    if (this.head[node] === -1) this.head[node] = head;
    else this.following[this.tail[node]!] = head;
    this.tail[node] = tail;
  }

  private spread(node: number, low: number, high: number): void {
    this.lowest[node] = Math.min(this.lowest[node]!, low);
    this.highest[node] = Math.max(this.highest[node]!, high);
  }
}

/** Answers whether a stretch lies within one that was added: a Fenwick tree of the furthest end by start. */
class CoveredPlaces {
  private readonly furthest: Int32Array;

  constructor(size: number) {
    this.furthest = new Int32Array(size + 1);
  }

  add(start: number, end: number): void {
    if (this.has(start, end)) return;
    for (let i = start + 1; i < this.furthest.length; i += i & -i) this.furthest[i] = Math.max(this.furthest[i]!, end);
  }

  has(start: number, end: number): boolean {
    for (let i = start + 1; i > 0; i -= i & -i) if (this.furthest[i]! >= end) return true;
    return false;
  }
}
