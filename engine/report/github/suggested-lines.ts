import type { TextEdit } from '../../findings/finding.ts';

/** Whole lines of a text, and those that stand in for them. */
export interface SuggestedLines {
  /** 1-based. */
  readonly startLine: number;
  readonly endLine: number;
  /** Without their line breaks; none: the lines go. */
  readonly replacement: readonly string[];
}

/** A change of more lines is no suggestion that one reads and takes over. */
const MOST_LINES = 30;
/** Of a line or its replacement: a comment holds the message beside them. */
const MOST_CHARACTERS = 10_000;

/**
 * A fix as a change of whole lines; undefined where that cannot be, or cannot be shown as it is: the edits overlap or do
 * not fit the text, nothing changes, lines end with a carriage return (GitHub's suggestion would mix both), or a
 * character is not what it seems.
 */
export function suggestedLines(text: string, edits: readonly TextEdit[]): SuggestedLines | undefined {
  const sorted = [...edits].sort((a, b) => a.startOffset - b.startOffset || a.endOffset - b.endOffset);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || !areApart(sorted, text.length)) return undefined;
  const start = first.startOffset === 0 ? 0 : text.lastIndexOf('\n', first.startOffset - 1) + 1;
  const lineEnd = text.indexOf('\n', last.endOffset);
  const end = lineEnd === -1 ? text.length : lineEnd;
  if (end - start > MOST_CHARACTERS) return undefined;
  const before = text.slice(start, end);
  const after = edited(text, sorted, { start, end });
  if (after === before || after.length > MOST_CHARACTERS || isDeceptive(before) || isDeceptive(after)) return undefined;
  const changed = withoutCommonLines(before.split('\n'), after.split('\n'));
  const startLine = countLines(text, start) + changed.above;
  const { lines, replacement } = changed;
  if (Math.max(lines.length, replacement.length) > MOST_LINES) return undefined;
  const isGone = replacement.every(isBlank) && !lines.every(isBlank);
  return { startLine, endLine: startLine + lines.length - 1, replacement: isGone ? [] : replacement };
}

function areApart(sorted: readonly TextEdit[], length: number): boolean {
  let at = 0;
  for (const { startOffset, endOffset } of sorted) {
    if (startOffset < at || endOffset < startOffset || endOffset > length) return false;
    at = endOffset;
  }
  return true;
}

function edited(text: string, sorted: readonly TextEdit[], part: { start: number; end: number }): string {
  let after = '';
  let at = part.start;
  for (const { startOffset, endOffset, text: inserted } of sorted) {
    after += text.slice(at, startOffset) + inserted;
    at = endOffset;
  }
  return after + text.slice(at, part.end);
}

/** An edit that takes a line break along reaches into the next line and leaves it as it is. One line stays at least. */
function withoutCommonLines(before: readonly string[], after: readonly string[]) {
  let end = 0;
  while (end < before.length - 1 && end < after.length && before.at(-1 - end) === after.at(-1 - end)) end++;
  let above = 0;
  const most = Math.min(before.length - end - 1, after.length - end);
  while (above < most && before[above] === after[above]) above++;
  return {
    above,
    lines: before.slice(above, before.length - end),
    replacement: after.slice(above, after.length - end),
  };
}

function countLines(text: string, offset: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** Carriage returns and other control characters, marks that reorder text, half surrogate pairs. */
const DECEPTIVE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

function isDeceptive(text: string): boolean {
  return DECEPTIVE.test(text);
}
