import type { Match } from '../match.ts';
import type { PatternRule } from '../rule.ts';
import type { RuleMatch } from '../scan-file.ts';
import { editOf, type PatternEdit } from './fixes.ts';
import { interpolate } from './interpolate.ts';

/** 1-based line and column (UTF-16 units), and the offset in UTF-16 units and in bytes of UTF-8. */
export interface PatternPosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly byte: number;
}

/** What a rule found, as plain data that says all that reports need. */
export interface PatternFinding {
  readonly ruleId: string;
  readonly start: PatternPosition;
  readonly end: PatternPosition;
  /** With what metavariables stand for. */
  readonly message: string;
  /** The whole lines it lies on, without the last line break. */
  readonly lines: string;
  readonly code: string;
  readonly metavariables: Readonly<Record<string, BoundText>>;
  readonly edit?: PatternEdit;
  /** From the source to the sink, for taint. */
  readonly trace?: readonly TracedPlace[];
  /** A `nosemgrep` comment is about it. */
  readonly ignored: boolean;
}

export interface BoundText {
  readonly start: PatternPosition;
  readonly end: PatternPosition;
  readonly text: string;
  readonly constant?: string | number | boolean;
}

export interface TracedPlace {
  readonly role: 'source' | 'step' | 'sink';
  readonly start: PatternPosition;
  readonly end: PatternPosition;
  readonly code: string;
}

/** Ours: a finding's code in reports; a match may be a whole file. */
const MAX_TEXT = 2_000;

/** Describes what was found in a file's text. */
export function describeMatch(
  match: RuleMatch,
  of: { readonly rule: PatternRule; readonly text: string; readonly places: TextPlaces; readonly ignored: boolean },
): PatternFinding {
  const { rule, text, places } = of;
  const edit = editOf(rule, match, text);
  return {
    ruleId: rule.id,
    start: places.at(match.start),
    end: places.at(match.end),
    message: interpolate(rule.message, match.bindings),
    lines: places.linesOf(match),
    code: text.slice(match.start, match.end).slice(0, MAX_TEXT),
    metavariables: metavariablesOf(match, places),
    ...(edit && { edit }),
    ...(match.trace && {
      trace: match.trace.map(({ role, start, end }) => ({
        role,
        start: places.at(start),
        end: places.at(end),
        code: text.slice(start, end).slice(0, MAX_TEXT),
      })),
    }),
    ignored: of.ignored,
  };
}

function metavariablesOf({ bindings }: Match, places: TextPlaces): Record<string, BoundText> {
  return Object.fromEntries(
    [...bindings].map(([name, { start, end, text, constant }]) => [
      name,
      {
        start: places.at(start),
        end: places.at(end),
        text: text.slice(0, MAX_TEXT),
        ...(constant !== undefined && { constant }),
      },
    ]),
  );
}

/** Finds lines, columns and bytes of offsets in one text. */
export class TextPlaces {
  readonly #text: string;
  readonly #starts: ArrayLike<number>;
  /** For each line the bytes before it; made when first asked for. */
  #bytes: Uint32Array | undefined;
  #last = { line: 0, offset: 0, byte: 0 };

  constructor(text: string, lineStarts: ArrayLike<number>) {
    this.#text = text;
    this.#starts = lineStarts;
  }

  at(offset: number): PatternPosition {
    const line = this.#lineOf(offset);
    const lineStart = this.#starts[line - 1]!;
    const byte = this.#byteAt(line, offset);
    return { line, column: offset - lineStart + 1, offset, byte };
  }

  /** On one long line the next place is counted from the last. */
  #byteAt(line: number, offset: number): number {
    const goesOn = this.#last.line === line && this.#last.offset <= offset;
    const from = goesOn ? this.#last : { offset: this.#starts[line - 1]!, byte: this.#bytesBefore(line) };
    const byte = from.byte + Buffer.byteLength(this.#text.slice(from.offset, offset));
    this.#last = { line, offset, byte };
    return byte;
  }

  /** At most {@link MAX_TEXT} of the lines. */
  linesOf({ start, end }: { readonly start: number; readonly end: number }): string {
    const lastLine = this.#lineOf(Math.max(start, end - 1));
    const lastEnd = lastLine < this.#starts.length ? this.#starts[lastLine]! : this.#text.length;
    const from = this.#starts[this.#lineOf(start) - 1]!;
    return this.#text.slice(from, Math.min(lastEnd, from + MAX_TEXT)).replace(/\r?\n$/, '');
  }

  #lineOf(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  #bytesBefore(line: number): number {
    if (!this.#bytes) {
      this.#bytes = new Uint32Array(this.#starts.length);
      for (let at = 1; at < this.#starts.length; at++)
        this.#bytes[at] =
          this.#bytes[at - 1]! + Buffer.byteLength(this.#text.slice(this.#starts[at - 1], this.#starts[at]));
    }
    return this.#bytes[line - 1]!;
  }
}
