import type { EllipsisNode, PatternNode } from './pattern-node.ts';
import type { Terrain } from './terrain.ts';

/** Entries at which what follows an ellipsis is known not to match: `from` to `to` inclusive, on one level. */
interface Stretch {
  from: number;
  to: number;
  level: number;
}

const NONE: Readonly<Stretch> = { from: -1, to: -1, level: -1 };

/**
 * What was learnt at one place of the text and holds at the next: where the rest of a pattern does not match. Kept for
 * the ellipses for which that does not depend on metavariables.
 */
export class KnownFailures {
  readonly #nodes: readonly PatternNode[];
  readonly #terrain: Terrain;
  readonly #stretches: readonly (Stretch | undefined)[];

  constructor(nodes: readonly PatternNode[], terrain: Terrain) {
    this.#nodes = nodes;
    this.#terrain = terrain;
    this.#stretches = nodes.map((node, at) =>
      node.kind === 'ellipsis' && isFree(nodes, at) ? { ...NONE } : undefined,
    );
  }

  /** The last entry of the stretch of known failures that an entry is in; -1 if it is in none. */
  lastFrom(node: number, at: number): number {
    const known = this.#stretches[node];
    return known && known.from <= at && at <= known.to && known.level === this.#levelOf(node, at) ? known.to : -1;
  }

  learn(node: number, at: number): void {
    const known = this.#stretches[node];
    if (!known || this.lastFrom(node, at) !== -1) return;
    const level = this.#levelOf(node, at);
    const continues =
      known.to !== -1 && known.level === level && this.#terrain.skip(known.to, this.#ellipsis(node)) === at;
    if (!continues) known.from = at;
    known.to = at;
    known.level = level;
  }

  /** Forgets what is known of nodes before `to`, from `from` on. */
  forget(from: number, to: number): void {
    for (const known of this.#stretches.slice(from, to)) if (known) Object.assign(known, NONE);
  }

  #levelOf(node: number, at: number): number {
    return this.#terrain.level(at, this.#ellipsis(node));
  }

  #ellipsis(node: number): EllipsisNode {
    return this.#nodes[node] as EllipsisNode;
  }
}

/** Whether an ellipsis and what follows it match without regard to what was bound before them. */
function isFree(nodes: readonly PatternNode[], at: number): boolean {
  const before = new Set(slotsOf(nodes.slice(0, at)));
  const own = slotsOf(nodes.slice(at, at + 1));
  const after = slotsOf(nodes.slice(at + 1));
  return ![...own, ...after].some((slot) => before.has(slot)) && !after.some((slot) => own.includes(slot));
}

function slotsOf(nodes: readonly PatternNode[]): number[] {
  const slots = nodes.map((node) => (node.kind === 'word' || node.kind === 'ellipsis' ? node.slot : -1));
  return slots.filter((slot) => slot !== -1);
}
