/** Code around a place, masked and cut for people. */
import type { Place, Range } from '../../findings/finding.ts';
import type { Excerpt } from '../../review-result.ts';
import type { ExcerptView } from './finding-view-schema.ts';

/** Lines shown before and after the finding's own. */
const CONTEXT_LINES = 3;
/** Lines of the finding itself: a long function shows its beginning. */
const MOST_LINES = 12;
/** A longer line is cut around the marked part: minified code would fill the report. */
const MOST_COLUMNS = 200;
const MASK = '•';

export interface ExcerptOptions {
  readonly side: Excerpt['side'];
  /** What no report may show: the values of secrets. */
  readonly redact: readonly Range[];
}

/** Lines of code by path and side. */
export class ExcerptLines {
  readonly #lines = new Map<string, string>();

  constructor(excerpts: readonly Excerpt[]) {
    for (const { path, side, startLine, lines } of excerpts) {
      lines.forEach((text, index) => this.#lines.set(keyOf(path, side, startLine + index), text));
    }
  }

  at(path: string, side: Excerpt['side'], line: number): string | undefined {
    return this.#lines.get(keyOf(path, side, line));
  }
}

/** The excerpt around `place`, or null where the result holds no line of it. */
export function excerptView(lines: ExcerptLines, place: Place, options: ExcerptOptions): ExcerptView | null {
  const { path, range } = place;
  if (range === undefined || lines.at(path, options.side, range.startLine) === undefined) return null;
  const from = Math.max(1, range.startLine - CONTEXT_LINES);
  const lastMarked = Math.min(range.endLine, range.startLine + MOST_LINES - 1);
  const shown: ExcerptView['lines'] = [];
  for (let number = from; number <= lastMarked + CONTEXT_LINES; number++) {
    const text = lines.at(path, options.side, number);
    if (text === undefined) {
      if (number < range.startLine) shown.length = 0;
      if (number > range.startLine) break;
      continue;
    }
    shown.push(lineView(redactLine(text, number, options.redact), number, range));
  }
  const first = shown[0]?.number ?? from;
  return { label: `${path}, lines ${first} to ${shown.at(-1)?.number ?? first}`, lines: dedent(shown) };
}

/** One line of code, masked, trimmed and cut. */
export function codeLine(lines: ExcerptLines, place: Place, options: ExcerptOptions): string {
  if (place.range === undefined) return '';
  const text = lines.at(place.path, options.side, place.range.startLine);
  if (text === undefined) return '';
  return cutEnd(redactLine(text, place.range.startLine, options.redact).trim(), MOST_COLUMNS);
}

function lineView(text: string, number: number, range: Range): ExcerptView['lines'][number] {
  const highlighted = number >= range.startLine && number <= range.endLine;
  if (!highlighted) return { number, before: cutEnd(text, MOST_COLUMNS), marked: '', after: '', highlighted };
  const start = number === range.startLine ? range.startColumn - 1 : text.length - text.trimStart().length;
  const end = number === range.endLine ? range.endColumn - 1 : text.length;
  const before = text.slice(0, start);
  return {
    number,
    before: cutStart(before, MOST_COLUMNS / 2),
    marked: cutEnd(text.slice(start, Math.max(start, end)), MOST_COLUMNS),
    after: cutEnd(text.slice(Math.max(start, end)), MOST_COLUMNS / 2),
    highlighted,
  };
}

/** Takes away the indentation that all lines share; tabs count as they are written. */
function dedent(lines: ExcerptView['lines']): ExcerptView['lines'] {
  let shared = Infinity;
  for (const { before, marked, after } of lines) {
    const text = before + marked + after;
    if (text.trim() !== '') shared = Math.min(shared, before.length - before.trimStart().length);
  }
  if (shared === 0 || shared === Infinity) return lines;
  return lines.map((line) => ({ ...line, before: line.before.slice(shared) }));
}

function redactLine(text: string, number: number, redact: readonly Range[]): string {
  let masked = text;
  for (const range of redact) {
    if (number < range.startLine || number > range.endLine) continue;
    const start = number === range.startLine ? range.startColumn - 1 : 0;
    const end = Math.min(text.length, number === range.endLine ? range.endColumn - 1 : text.length);
    if (end > start) masked = masked.slice(0, start) + MASK.repeat(end - start) + masked.slice(end);
  }
  return masked;
}

function cutEnd(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

function cutStart(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(text.length - most)}`;
}

function keyOf(path: string, side: string, line: number): string {
  return `${side}\0${line}\0${path}`;
}
