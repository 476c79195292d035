import { BudgetExceeded } from '../match/budget.ts';
import { KnownFailures } from './known-failures.ts';
import type { EllipsisNode, Found, GenericPattern, PatternNode } from './pattern-node.ts';
import type { Terrain } from './terrain.ts';
import { TokenKind, type TokenTable } from './token-table.ts';

/** Ours: work that one pattern may do on one text, a few tenths of a second; 10,000 lines take a twentieth of it. */
export const STEP_LIMIT = 2_000_000;

/** A way not taken yet: an ellipsis that may skip more. */
interface Choice {
  readonly node: number;
  /** Where the ellipsis began. */
  readonly from: number;
  /** Where what follows it was tried last. */
  at: number;
  /** The last line it reaches. */
  readonly limit: number;
  /** How many metavariables were bound before. */
  readonly bound: number;
  /** How many places had been too far away for an ellipsis: before this one, and before what follows was tried last. */
  readonly tooFarBefore: number;
  tooFar: number;
  /** The limit comes from an ellipsis before this one. */
  readonly carried: boolean;
}

/**
 * Matches one pattern at one place after the other, the shortest way first. An ellipsis remembers where what follows it
 * did not match, so that most patterns take time linear in the text; a metavariable that is repeated can make it more,
 * which {@link STEP_LIMIT} bounds.
 */
export class Backtracker {
  readonly #nodes: readonly PatternNode[];
  readonly #terrain: Terrain;
  readonly #table: TokenTable;
  /** For each node of text its number in the table; 0 if the text does not have it. */
  readonly #ids: readonly number[];
  /** For each node the position of the `open` it stands in; -1 at the top. */
  readonly #outer: readonly number[];
  readonly #failures: KnownFailures;
  readonly #bounds: number[];
  readonly #slots: [from: number, to: number][];
  readonly #trail: number[] = [];
  readonly #choices: Choice[] = [];
  #within = -1;
  #steps = 0;
  #tooFar = 0;
  #node = 0;
  #at = 0;
  #line = 0;
  #limit = Infinity;

  constructor({ nodes, names }: GenericPattern, terrain: Terrain, fold: (text: string) => string = (same) => same) {
    this.#nodes = nodes;
    this.#terrain = terrain;
    this.#table = terrain.table;
    this.#ids = nodes.map((node) => (node.kind === 'text' ? (terrain.table.ids.get(fold(node.text)) ?? 0) : 0));
    this.#outer = outerOf(nodes);
    this.#failures = new KnownFailures(nodes, terrain);
    this.#bounds = nodes.map(() => -1);
    this.#slots = names.map(() => [-1, -1]);
  }

  /** Whether a match could begin at an entry that has text. */
  mayBeginAt(at: number): boolean {
    const first = this.#nodes[0]!;
    if (first.kind === 'text') return this.#table.id[at] === this.#ids[0];
    return first.kind !== 'word' || this.#table.kind[at] === TokenKind.word;
  }

  /** Matches from an entry on, before the entry `within`. Throws {@link BudgetExceeded}. */
  matchAt(from: number, within: number): Found | undefined {
    if (within !== this.#within) this.#failures.forget(0, this.#nodes.length);
    this.#within = within;
    this.#choices.length = 0;
    this.#undo(0);
    this.#node = 0;
    this.#at = from;
    this.#limit = Infinity;
    this.#line = this.#table.line[from] ?? 0;
    for (;;) {
      this.#step();
      const node = this.#nodes[this.#node];
      if (!node) return { from, to: this.#at, bound: this.#slots.map(([start, end]) => [start, end]) };
      if (!this.#match(node) && !this.#retry()) return undefined;
    }
  }

  #match(node: PatternNode): boolean {
    switch (node.kind) {
      case 'text':
      case 'word':
        return this.#matchToken(node);
      case 'ellipsis':
        return this.#matchEllipsis(node);
      case 'open':
        return this.#matchOpen(node);
      case 'close': {
        const bound = this.#bound();
        if (this.#table.nextToken[this.#at]! < bound) return false;
        this.#at = bound + 1;
        this.#node++;
        return true;
      }
    }
  }

  #matchToken(node: PatternNode & { kind: 'text' | 'word' }): boolean {
    const { table } = this.#terrain;
    const token = table.nextToken[this.#at]!;
    if (token >= this.#bound()) return false;
    if (table.line[token]! > this.#limit) {
      this.#tooFar++;
      return false;
    }
    if (node.kind === 'text' ? table.id[token] !== this.#ids[this.#node] : table.kind[token] !== TokenKind.word)
      return false;
    if (node.kind === 'word' && !this.#bind(node.slot, token, token + 1)) return false;
    this.#at = token + 1;
    this.#line = table.line[token]!;
    this.#limit = Infinity;
    this.#node++;
    return true;
  }

  #matchEllipsis(node: EllipsisNode): boolean {
    const carried = this.#limit !== Infinity;
    const limit = (carried ? this.#limit : this.#line) + node.times * this.#terrain.span;
    const next = this.#nodes[this.#node + 1];
    if (!next) {
      const to = this.#terrain.rest(this.#at, node, { end: this.#bound(), line: limit });
      return this.#pass(node, to, limit);
    }
    if (next.kind === 'close') {
      const bound = this.#bound();
      const isWhole = next.open === this.#node - 1 && this.#isIndented(next.open);
      const last = isWhole ? -1 : this.#lastTokenBefore(bound);
      if (last >= this.#at && this.#table.line[last]! > limit) {
        if (carried) this.#tooFar++;
        return false;
      }
      return this.#pass(node, bound, isWhole ? Infinity : limit);
    }
    const at = this.#at;
    const tooFar = this.#tooFar;
    const state = { from: at, at, bound: this.#trail.length, tooFarBefore: tooFar, tooFar };
    const choice = { node: this.#node, limit, carried, ...state };
    this.#choices.push(choice);
    return this.#tryAt(choice, at);
  }

  /**
   * Whether a block of the pattern is one by its indentation. If all it has is an ellipsis, it is any block, however
   * long: Semgrep's documentation has it bound by the span for braces on one line, and its rules rely on this.
   */
  #isIndented(open: number): boolean {
    const node = this.#nodes[open];
    return node?.kind === 'open' && node.indented;
  }

  /** Goes on behind an ellipsis that skips up to an entry. */
  #pass(node: EllipsisNode, to: number, limit: number): boolean {
    if (!this.#bind(node.slot, this.#at, to)) return false;
    this.#at = to;
    this.#limit = limit;
    this.#node++;
    return true;
  }

  #matchOpen(node: PatternNode & { kind: 'open' }): boolean {
    const { table } = this.#terrain;
    const bound = this.#bound();
    let at = this.#at;
    for (; at < bound && table.kind[at] === TokenKind.close; at++) this.#step();
    if (at < bound && table.kind[at] === TokenKind.open) {
      const end = table.partner[at]!;
      if (this.#bounds[this.#node] !== end) this.#failures.forget(this.#node, node.close);
      this.#bounds[this.#node] = end;
      this.#at = at + 1;
      this.#node++;
      return true;
    }
    if (!node.empty) return false;
    this.#node = node.close + 1;
    return true;
  }

  /** Takes the last choice again, with more skipped. False: there is none left. */
  #retry(): boolean {
    for (let choice = this.#choices.at(-1); choice; choice = this.#choices.at(-1)) {
      if (choice.tooFar === this.#tooFar) this.#failures.learn(choice.node, choice.at);
      this.#undo(choice.bound);
      this.#node = choice.node;
      const next = this.#next(choice);
      if (next !== -1 && this.#tryAt(choice, next)) return true;
      if (next !== -1) continue;
      this.#choices.pop();
      // What was too far for an ellipsis with a limit of its own says nothing of those before it.
      if (!choice.carried) this.#tooFar = choice.tooFarBefore;
    }
    return false;
  }

  #tryAt(choice: Choice, at: number): boolean {
    choice.at = at;
    choice.tooFar = this.#tooFar;
    this.#at = choice.from;
    return this.#pass(this.#nodes[choice.node] as EllipsisNode, at, choice.limit);
  }

  /** The next entry at which what follows an ellipsis could match; -1 if it reaches none. */
  #next(choice: Choice): number {
    const { table } = this.#terrain;
    const node = this.#nodes[choice.node] as EllipsisNode;
    const bound = this.#bound();
    let at = choice.at;
    for (;;) {
      this.#step();
      const last = this.#failures.lastFrom(choice.node, at);
      if (last !== -1) at = last;
      if (at >= bound || (table.kind[at]! < TokenKind.open && table.line[at]! > choice.limit)) return -1;
      at = this.#terrain.skip(at, node);
      if (at === -1 || at > bound) return -1;
      if (this.#failures.lastFrom(choice.node, at) === -1) return at;
    }
  }

  /** Before which entry the node at hand has to match. */
  #bound(): number {
    const outer = this.#outer[this.#node]!;
    return outer === -1 ? this.#within : this.#bounds[outer]!;
  }

  #lastTokenBefore(bound: number): number {
    let at = bound - 1;
    for (; at >= 0 && this.#table.kind[at]! >= TokenKind.open; at--) this.#step();
    return at;
  }

  #bind(slot: number, from: number, to: number): boolean {
    if (slot === -1) return true;
    const [start, end] = this.#slots[slot]!;
    if (start !== -1) return this.#textOf(start, end) === this.#textOf(from, to);
    this.#slots[slot] = [from, to];
    this.#trail.push(slot);
    return true;
  }

  #textOf(from: number, to: number): string {
    const start = this.#table.nextToken[from]!;
    return start >= to ? '' : this.#table.text.slice(this.#table.start[start], this.#table.endBefore[to]);
  }

  #undo(length: number): void {
    while (this.#trail.length > length) this.#slots[this.#trail.pop()!] = [-1, -1];
  }

  #step(): void {
    if (++this.#steps > STEP_LIMIT) throw new BudgetExceeded();
  }
}

function outerOf(nodes: readonly PatternNode[]): number[] {
  const open = [-1];
  return nodes.map((node, at) => {
    const outer = open.at(-1)!;
    if (node.kind === 'open') open.push(at);
    if (node.kind === 'close') open.pop();
    return outer;
  });
}
