/**
 * A text as the generic engines see it: words and single other characters, with the blocks they stand in. Blocks are a
 * pair of entries that hold no text, `open` and `close`, around what is in them.
 */
export interface TokenTable {
  readonly text: string;
  readonly count: number;
  /** {@link TokenKind} of each entry. */
  readonly kind: Uint8Array;
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** 0-based. */
  readonly line: Uint32Array;
  /** A number for the entry's text, the same for the same text; see {@link ids}. 0: none. */
  readonly id: Uint32Array;
  readonly ids: ReadonlyMap<string, number>;
  /** For an `open` its `close`, for a `close` its `open`. */
  readonly partner: Uint32Array;
  /** The entry itself if it has text, else the next that has; `count` where none has. */
  readonly nextToken: Uint32Array;
  /** Offset at which the last text before an entry ends; one more than `count`. */
  readonly endBefore: Uint32Array;
  /** The `close` of the block an entry stands in (an `open` stands outside its own); `count` at the top. */
  readonly blockEnd: Uint32Array;
}

export const TokenKind = { word: 0, mark: 1, newline: 2, open: 3, close: 4 } as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

interface Entry {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Collects entries in the order of the text, blocks well nested. */
export class TokenTableBuilder {
  readonly #text: string;
  readonly #fold: (text: string) => string;
  readonly #entries: Entry[] = [];
  readonly #ids = new Map<string, number>();
  readonly #id: number[] = [];
  readonly #partner: number[] = [];
  readonly #open: number[] = [];

  /** `fold` makes texts the same that are to count as the same. */
  constructor(text: string, fold: (text: string) => string = (same) => same) {
    this.#text = text;
    this.#fold = fold;
  }

  token(entry: Entry): void {
    const text = this.#fold(this.#text.slice(entry.start, entry.end));
    let id = this.#ids.get(text);
    if (id === undefined) this.#ids.set(text, (id = this.#ids.size + 1));
    this.#add(entry, id);
  }

  open(at: number, line: number): void {
    this.#open.push(this.#entries.length);
    this.#add({ kind: TokenKind.open, start: at, end: at, line }, 0);
  }

  close(at: number, line: number): void {
    const open = this.#open.pop()!;
    this.#partner[open] = this.#entries.length;
    this.#add({ kind: TokenKind.close, start: at, end: at, line }, 0, open);
  }

  finish(): TokenTable {
    const entries = this.#entries;
    const count = entries.length;
    const kind = Uint8Array.from(entries, (entry) => entry.kind);
    const partner = Uint32Array.from(this.#partner);
    const end = Uint32Array.from(entries, (entry) => entry.end);
    return {
      text: this.#text,
      count,
      kind,
      start: Uint32Array.from(entries, (entry) => entry.start),
      end,
      line: Uint32Array.from(entries, (entry) => entry.line),
      id: Uint32Array.from(this.#id),
      ids: this.#ids,
      partner,
      nextToken: nextTokens(kind),
      endBefore: endsBefore(kind, end),
      blockEnd: blockEnds(kind, partner),
    };
  }

  #add(entry: Entry, id: number, partner = 0): void {
    this.#entries.push(entry);
    this.#id.push(id);
    this.#partner.push(partner);
  }
}

function nextTokens(kind: Uint8Array): Uint32Array {
  const next = new Uint32Array(kind.length + 1).fill(kind.length);
  for (let at = kind.length - 1; at >= 0; at--) next[at] = kind[at]! < TokenKind.open ? at : next[at + 1]!;
  return next;
}

function endsBefore(kind: Uint8Array, end: Uint32Array): Uint32Array {
  const before = new Uint32Array(kind.length + 1);
  for (let at = 0; at < kind.length; at++) before[at + 1] = kind[at]! < TokenKind.open ? end[at]! : before[at]!;
  return before;
}

function blockEnds(kind: Uint8Array, partner: Uint32Array): Uint32Array {
  const ends = new Uint32Array(kind.length);
  const open: number[] = [kind.length];
  for (let at = 0; at < kind.length; at++) {
    if (kind[at] === TokenKind.close) open.pop();
    ends[at] = open.at(-1)!;
    if (kind[at] === TokenKind.open) open.push(partner[at]!);
  }
  return ends;
}
