import { BudgetExceeded } from '../match/budget.ts';
import type { EllipsisNode, Found, GenericPattern, PatternNode } from './pattern-node.ts';
import { TokenKind, type TokenTable } from './token-table.ts';

/** What an ellipsis may skip, which is where the two engines differ. */
export interface Terrain {
  readonly table: TokenTable;
  /** Lines that an ellipsis reaches below what was matched before. */
  readonly span: number;
  /** The next entry after one that an ellipsis skips; -1 where it must not. */
  skip(at: number, node: EllipsisNode): number;
  /** Entries with the same level are reached one from the other by skipping. */
  level(at: number, node: EllipsisNode): number;
  /** Where an ellipsis that ends the pattern ends: as far as it goes. */
  rest(at: number, node: EllipsisNode, to: { readonly end: number; readonly line: number }): number;
}

/** Work that one pattern may do on one text: some 100 ms; a file of 10,000 lines takes a twentieth of it. */
export const STEP_LIMIT = 10_000_000;

/** A way not taken yet: an ellipsis that may skip more. */
interface Choice {
  readonly node: number;
  /** Where the ellipsis began. */
  readonly from: number;
  /** Where what follows it was tried last. */
  at: number;
  /** The last line it reaches. */
  readonly limit: number;
  /** How many metavariables were bound, and places too far away, before what follows was tried. */
  readonly bound: number;
  tooFar: number;
}

/** Where what follows an ellipsis is known not to match: from `from` to `to` inclusive, on one level. */
interface Failed {
  from: number;
  to: number;
  level: number;
}

const NOWHERE: Readonly<Failed> = { from: -1, to: -1, level: -1 };

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
  /** For each ellipsis what is known, where that does not depend on metavariables. */
  readonly #failed: (Failed | undefined)[];
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
    this.#failed = nodes.map((node, at) =>
      node.kind === 'ellipsis' && isFree(nodes, at) ? { ...NOWHERE } : undefined,
    );
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
    if (within !== this.#within) this.#forget(0, this.#nodes.length);
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
    const base = this.#limit === Infinity ? this.#line : this.#limit;
    const limit = base + node.times * this.#terrain.span;
    const next = this.#nodes[this.#node + 1];
    if (!next) {
      const to = this.#terrain.rest(this.#at, node, { end: this.#bound(), line: limit });
      return this.#pass(node, to, limit);
    }
    if (next.kind === 'close') {
      const bound = this.#bound();
      const last = this.#lastTokenBefore(bound);
      if (last >= this.#at && this.#table.line[last]! > limit) {
        this.#tooFar++;
        return false;
      }
      return this.#pass(node, bound, limit);
    }
    const choice = { node: this.#node, from: this.#at, at: -1, limit, bound: this.#trail.length, tooFar: 0 };
    this.#choices.push(choice);
    return this.#tryAt(choice, this.#at);
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
      if (this.#bounds[this.#node] !== end) this.#forget(this.#node, node.close);
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
      if (choice.tooFar === this.#tooFar) this.#learn(choice);
      this.#undo(choice.bound);
      this.#node = choice.node;
      const next = this.#next(choice);
      if (next !== -1 && this.#tryAt(choice, next)) return true;
      if (next === -1) this.#choices.pop();
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
    const failed = this.#failed[choice.node];
    const bound = this.#bound();
    let { at } = choice;
    for (;;) {
      this.#step();
      if (failed && failed.from <= at && at < failed.to && failed.level === this.#terrain.level(at, node))
        at = failed.to;
      if (at >= bound || (table.kind[at]! < TokenKind.open && table.line[at]! > choice.limit)) return -1;
      at = this.#terrain.skip(at, node);
      if (at === -1 || at > bound) return -1;
      choice.at = at;
      if (failed && failed.from <= at && at <= failed.to && failed.level === this.#terrain.level(at, node)) continue;
      return at;
    }
  }

  #learn({ node, at }: Choice): void {
    const failed = this.#failed[node];
    if (!failed || at === -1) return;
    const level = this.#terrain.level(at, this.#nodes[node] as EllipsisNode);
    if (failed.level === level && failed.from <= at && at <= failed.to) return;
    if (
      failed.level === level &&
      failed.to !== -1 &&
      this.#terrain.skip(failed.to, this.#nodes[node] as EllipsisNode) === at
    ) {
      failed.to = at;
    } else Object.assign(failed, { from: at, to: at, level });
  }

  #forget(from: number, to: number): void {
    for (const failed of this.#failed.slice(from, to)) if (failed) Object.assign(failed, NOWHERE);
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

/** Whether an ellipsis and what follows it match without regard to what was bound before them. */
function isFree(nodes: readonly PatternNode[], at: number): boolean {
  const slots = (part: readonly PatternNode[]): number[] =>
    part
      .map((node) => (node.kind === 'word' || node.kind === 'ellipsis' ? node.slot : -1))
      .filter((slot) => slot !== -1);
  const before = new Set(slots(nodes.slice(0, at)));
  const own = slots(nodes.slice(at, at + 1));
  const after = slots(nodes.slice(at + 1));
  return ![...own, ...after].some((slot) => before.has(slot)) && !after.some((slot) => own.includes(slot));
}
