import { decodeFingerprints, TOKEN_ROLES, type DecodedTokens, type DuplicationFacts } from './fingerprint-codec.ts';
import { findRepeats } from './find-repeats.ts';
import type { LanguageFamily } from './language-family.ts';

export interface ComparedFile {
  readonly path: string;
  readonly family: LanguageFamily;
  readonly facts: DuplicationFacts;
  /** Clones are asked for in this file; other files serve as partners only. */
  readonly wanted: boolean;
}

export interface CloneOptions {
  readonly minTokens: number;
  /** Take every name for equal to every other. */
  readonly ignoreNames: boolean;
}

export interface ClonePlace {
  readonly path: string;
  readonly startLine: number;
  /** 1-based, UTF-16. */
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Wanted, and in no longer clone: to be reported here. */
  readonly fresh: boolean;
}

export interface Clone {
  readonly tokens: number;
  /** 16 hex digits that stand for its first `minTokens` tokens: the same wherever and however often they are repeated. */
  readonly digest: string;
  /** Ordered by path and place; two or more. */
  readonly places: readonly ClonePlace[];
}

export interface CloneSearchResult {
  /** Longest first. */
  readonly clones: readonly Clone[];
  /** Lines with tokens of wanted files that lie in a clone, by path. */
  readonly duplicatedLines: ReadonlyMap<string, number>;
  /** Files that were not compared, because {@link MAX_TOKENS} was reached. */
  readonly beyond: readonly string[];
  /** Short clones are missing: a limit of the search was reached. */
  readonly cut: boolean;
}

/** Some three million lines. A token takes 4 bytes here, and up to 60 more while it is part of a repeat. */
export const MAX_TOKENS = 24_000_000;

/** Places kept over all clones: what a report can hold. */
export const MAX_CLONE_PLACES = 100_000;

/**
 * A clone with fewer names, keywords and operators, as a share of `minTokens`, is a table of literals: equal rows of
 * numbers or strings are data, and there is nothing to extract from them.
 */
const MIN_CODE_SHARE = 0.2;

/** All clones in and between files, whatever their order. */
export function findClones(files: readonly ComparedFile[], options: CloneOptions): CloneSearchResult {
  const ordered = [...files].sort((a, b) => Number(b.wanted) - Number(a.wanted) || (a.path < b.path ? -1 : 1));
  const { fits, beyond } = withinLimit(ordered);
  const joined = join(
    fits.sort((a, b) => (a.path < b.path ? -1 : 1)),
    options.ignoreNames,
  );
  const { repeats, cut } = findRepeats(joined, {
    minLength: options.minTokens,
    wanted: (at) => joined.wanted[at] === 1,
    counts: (at) => joined.code[at] === 1,
    minCounting: Math.ceil(options.minTokens * MIN_CODE_SHARE),
  });
  const clones: Clone[] = [];
  const placesIn = new Locator(joined.files, joined.starts);
  let kept = 0;
  for (const repeat of repeats) {
    kept += repeat.starts.length;
    if (kept > MAX_CLONE_PLACES) break;
    const fresh = new Set(repeat.fresh);
    clones.push({
      tokens: repeat.length,
      digest: digestOf(joined.values, repeat.starts[0]!, options.minTokens),
      places: repeat.starts.map((start) => ({ ...placesIn.place(start, repeat.length), fresh: fresh.has(start) })),
    });
  }
  return {
    clones,
    duplicatedLines: placesIn.linesCovered(),
    beyond: beyond.map((file) => file.path),
    cut: cut || kept > MAX_CLONE_PLACES,
  };
}

function withinLimit(files: readonly ComparedFile[]): { fits: ComparedFile[]; beyond: ComparedFile[] } {
  const fits: ComparedFile[] = [];
  const beyond: ComparedFile[] = [];
  let tokens = 0;
  for (const file of files) {
    tokens += file.facts.tokens;
    (tokens <= MAX_TOKENS ? fits : beyond).push(file);
  }
  return { fits, beyond };
}

interface JoinedFiles {
  readonly files: readonly ComparedFile[];
  /** Index of each file's first token. */
  readonly starts: readonly number[];
  readonly values: Int32Array;
  readonly wanted: Uint8Array;
  readonly code: Uint8Array;
  readonly runs: readonly (readonly [number, number])[];
}

function join(files: readonly ComparedFile[], ignoreNames: boolean): JoinedFiles {
  const size = files.reduce((sum, file) => sum + file.facts.tokens, 0);
  const values = new Int32Array(size);
  const wanted = new Uint8Array(size);
  const code = new Uint8Array(size);
  const starts: number[] = [];
  const runs: [number, number][] = [];
  let at = 0;
  for (const file of files) {
    starts.push(at);
    const { hash, role } = decodeFingerprints(file.facts);
    const salt = saltOf(file.family);
    let run = at;
    for (let i = 0; i < hash.length; i++, at++) {
      const is = TOKEN_ROLES[role[i]!];
      values[at] = (ignoreNames && is === 'name' ? ANY_NAME : hash[i]!) ^ salt;
      wanted[at] = file.wanted ? 1 : 0;
      code[at] = is === 'code' || is === 'name' ? 1 : 0;
      if (is !== 'barrier') continue;
      if (run < at) runs.push([run, at]);
      run = at + 1;
    }
    if (run < at) runs.push([run, at]);
  }
  return { files, starts, values, wanted, code, runs };
}

const ANY_NAME = 0x6e616d65;

/** Keeps equal words of different languages apart. */
function saltOf(family: LanguageFamily): number {
  let salt = 0;
  for (const letter of family) salt = (Math.imul(salt, 0x01000193) + letter.charCodeAt(0)) | 0;
  return Math.imul(salt, 0x9e3779b1);
}

function digestOf(values: Int32Array, start: number, length: number): string {
  let high = 0x811c9dc5;
  let low = 0x2545f491;
  for (let i = start; i < start + length; i++) {
    high = Math.imul(high ^ values[i]!, 0x85ebca6b);
    high ^= high >>> 15;
    low = Math.imul(low ^ values[i]!, 0xc2b2ae35);
    low ^= low >>> 13;
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Tells where tokens stand, decoding again only the files that hold clones. */
class Locator {
  private readonly files: readonly ComparedFile[];
  private readonly starts: readonly number[];
  private readonly decoded = new Map<number, DecodedTokens>();
  /** For each file with places: how many clones begin and end at each token. */
  private readonly edges = new Map<number, Int32Array>();

  constructor(files: readonly ComparedFile[], starts: readonly number[]) {
    this.files = files;
    this.starts = starts;
  }

  place(start: number, length: number): Omit<ClonePlace, 'fresh'> {
    const index = this.fileOf(start);
    const tokens = this.tokensOf(index);
    const first = start - this.starts[index]!;
    const last = first + length - 1;
    const edges = this.edges.get(index)!;
    edges[first]!++;
    edges[last + 1]!--;
    return {
      path: this.files[index]!.path,
      startLine: tokens.startLine[first]!,
      startColumn: tokens.startColumn[first]! + 1,
      endLine: tokens.endLine[last]!,
      endColumn: tokens.endColumn[last]! + 1,
    };
  }

  linesCovered(): Map<string, number> {
    const lines = new Map<string, number>();
    for (const [index, edges] of this.edges) {
      const file = this.files[index]!;
      if (file.wanted) lines.set(file.path, coveredLines(this.tokensOf(index), edges));
    }
    return lines;
  }

  private fileOf(at: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private tokensOf(index: number): DecodedTokens {
    let tokens = this.decoded.get(index);
    if (!tokens) {
      tokens = decodeFingerprints(this.files[index]!.facts);
      this.decoded.set(index, tokens);
      this.edges.set(index, new Int32Array(tokens.hash.length + 1));
    }
    return tokens;
  }
}

function coveredLines(tokens: DecodedTokens, edges: Int32Array): number {
  let open = 0;
  let lines = 0;
  let lastLine = 0;
  for (let i = 0; i < tokens.hash.length; i++) {
    open += edges[i]!;
    if (open === 0) continue;
    const endLine = tokens.endLine[i]!;
    lines += endLine - Math.max(tokens.startLine[i]! - 1, lastLine);
    lastLine = endLine;
  }
  return lines;
}
