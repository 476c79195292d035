import type { FileInput } from '../analyzers/analyzer.ts';
import { lineStartsOf } from '../syntax/line-starts.ts';
import { lineFinder, nextCodeLines, type Comment } from './comment-lines.ts';
import { marksOf, type CommentMark } from './comment-marks.ts';

/** Characters before a comment on its line: what stands further into a line is data. */
const FURTHEST_COLUMN = 2000;

/** Characters between the opening of a block, on a line above, and what is looked for in it. */
const FURTHEST_OPENING = 2000;

/** Marks that open nothing in the midst of a line, where they are quotes and multiplications. */
const WHOLE_LINE_MARKS = /^\s*(?:\*+|'+)$/;

/**
 * The comments of a file without a grammar: one for each line where the pattern (with the flag `g`) is found behind a
 * mark of its language, or within a block that such a mark opened above.
 */
export function guessComments(pattern: RegExp, { text, classification }: FileInput): Comment[] {
  const { languageName, type } = classification;
  const marks = marksOf({ ...(languageName !== undefined && { languageName }), prose: type === 'prose' });
  const starts = lineStartsOf(text);
  const lineAt = lineFinder(starts);
  const next = nextCodeLines(starts.length, (line) => {
    const content = text.slice(starts[line - 1], starts[line]).trim();
    return content !== '' && !marks.some((mark) => startsWithMark(content, mark));
  });
  const comments = new Map<number, Comment>();
  for (const { index } of text.matchAll(pattern)) {
    const line = lineAt(index);
    const lineStart = starts[line - 1]!;
    if (comments.has(line) || index - lineStart > FURTHEST_COLUMN) continue;
    const before = text.slice(lineStart, index);
    const span = behindMark(before, { text, index, marks }) ?? withinBlock(before, { text, index, marks });
    if (!span) continue;
    const startOffset = lineStart + span.column;
    const endOffset = span.close ?? starts[line] ?? text.length;
    const endLine = lineAt(endOffset - 1);
    const alone = isBlank(text.slice(lineStart, startOffset)) && isBlank(text.slice(endOffset, starts[endLine]));
    const place = { startOffset, endOffset, startLine: line, endLine, column: span.column + 1 };
    comments.set(line, { ...place, alone, ...(alone && next(endLine)) });
  }
  return [...comments.values()];
}

interface Surroundings {
  readonly text: string;
  readonly index: number;
  readonly marks: readonly CommentMark[];
}

/** Where a comment starts on its line (0-based), and the offset behind its closing mark. */
interface Span {
  readonly column: number;
  /** Absent: it ends with the line. */
  readonly close?: number;
}

/** The comment whose mark, but for blanks, is the last thing before the place. */
function behindMark(before: string, { text, index, marks }: Surroundings): Span | undefined {
  const trimmed = before.trimEnd().toLowerCase();
  for (const candidate of [trimmed, withoutDecoration(trimmed)]) {
    const mark = marks.find(({ open }) => endsWithMark(candidate, open));
    if (!mark) continue;
    const column = startOfRepeated(candidate, mark.open);
    return { column, ...closeOfLine(mark, { text, index }) };
  }
  return undefined;
}

/** Without what documentation puts behind its mark: `/**`, `//!`, `-- |`. */
function withoutDecoration(text: string): string {
  let end = text.length;
  while (end > 0 && '*!|^<'.includes(text[end - 1]!)) end--;
  // The first star of several belongs to the mark.
  return text[end] === '*' ? text.slice(0, end + 1) : text.slice(0, end).trimEnd();
}

/** A word opens a comment only where it does not end another one. */
function endsWithMark(text: string, mark: string): boolean {
  if (!text.endsWith(mark)) return false;
  return !isWord(mark) || !/\w/.test(text.charAt(text.length - mark.length - 1));
}

function startsWithMark(line: string, { open }: CommentMark): boolean {
  if (!isWord(open)) return line.startsWith(open);
  return line.slice(0, open.length).toLowerCase() === open && !/\w/.test(line.charAt(open.length));
}

function isWord(mark: string): boolean {
  return /^\w/.test(mark);
}

/** `;;`, `%%` and `///` are one mark. */
function startOfRepeated(text: string, mark: string): number {
  let start = text.length - mark.length;
  while (!isWord(mark) && start > 0 && text[start - 1] === mark[0]) start--;
  return start;
}

/** Where a block closes that opens on the line of the place; one that does not is taken to end with its line. */
function closeOfLine({ close }: CommentMark, { text, index }: Pick<Surroundings, 'text' | 'index'>): Partial<Span> {
  const end =
    close === undefined
      ? -1
      : text
          .slice(index, index + FURTHEST_OPENING)
          .split('\n', 1)[0]!
          .indexOf(close);
  return end === -1 ? {} : { close: index + end + close!.length };
}

/** The comment of a line that begins with the place, or with a star or quote before it. */
function withinBlock(before: string, { text, index, marks }: Surroundings): Span | undefined {
  const isStarred = WHOLE_LINE_MARKS.test(before.trimEnd());
  if (!isStarred && !isBlank(before)) return undefined;
  const column = isStarred ? before.length - before.trimStart().length : before.length;
  const above = text.slice(Math.max(0, index - FURTHEST_OPENING), index);
  for (const { open, close } of marks) {
    if (close === undefined || above.lastIndexOf(open) <= above.lastIndexOf(close)) continue;
    const end = text.slice(index, index + FURTHEST_OPENING).indexOf(close);
    if (end !== -1) return { column, close: index + end + close.length };
  }
  return isStarred ? { column } : undefined;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
