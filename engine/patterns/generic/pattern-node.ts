/** A pattern of the generic engines: what has to follow one another in a text. */
export interface GenericPattern {
  readonly nodes: readonly PatternNode[];
  /** Metavariables by their number in {@link nodes}, with their `$`. */
  readonly names: readonly string[];
}

export type PatternNode =
  /** A word or character as it is written. */
  | { readonly kind: 'text'; readonly text: string }
  /** Any word. `slot`: the metavariable's number; -1: it has no name. */
  | { readonly kind: 'word'; readonly slot: number }
  | EllipsisNode
  /** An indented block, or what stands between braces. `close`: position of its end; `empty`: nothing need be in it. */
  | { readonly kind: 'open'; readonly indented: boolean; readonly close: number; readonly empty: boolean }
  | { readonly kind: 'close'; readonly open: number };

export interface EllipsisNode {
  readonly kind: 'ellipsis';
  readonly slot: number;
  /** How many single ellipses it stands for. */
  readonly times: number;
  /** Goes over lines where others must not. */
  readonly long: boolean;
}

/** Numbers metavariables in the order in which they occur. */
export class Slots {
  readonly names: string[] = [];

  of(name: string): number {
    if (name === '$_' || name === '$..._') return -1;
    const known = this.names.indexOf(name);
    return known === -1 ? this.names.push(name) - 1 : known;
  }
}

/** What a pattern matched: entries of the token table, `to` exclusive, and the metavariables' entries. */
export interface Found {
  readonly from: number;
  readonly to: number;
  /** By slot: the first entry and the one after the last; -1: not bound. */
  readonly bound: readonly (readonly [from: number, to: number])[];
}
