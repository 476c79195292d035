import type { RawFinding } from './finding.ts';

/** A file's text with the offsets at which its lines start. */
export interface LinedText {
  readonly text: string;
  readonly lineStarts: Uint32Array;
}

/**
 * Characters of a line that count. Beyond it (minified code, data) a line says nothing of a place, so the text from the
 * finding's column on is taken.
 */
export const LONGEST_ANCHOR = 400;

/**
 * What names a finding's place apart from its line number: what the analyzer gave, else the text of the range's first
 * line. Of a whole file only the rule is told, so it is empty: the file's name may change.
 */
export function anchorOf({ anchor, range }: Pick<RawFinding, 'anchor' | 'range'>, file: LinedText): string {
  if (anchor !== undefined) return collapse(anchor.slice(0, 2 * LONGEST_ANCHOR));
  if (!range) return '';
  const line = lineOf(file, range.startLine);
  return collapse(line.length > LONGEST_ANCHOR ? line.slice(range.startColumn - 1).slice(0, LONGEST_ANCHOR) : line);
}

/** A 1-based line with its end; empty past the file's ends. */
export function lineOf({ text, lineStarts }: LinedText, line: number): string {
  if (line < 1 || line > lineStarts.length) return '';
  return text.slice(lineStarts[line - 1], lineStarts[line] ?? text.length);
}

/** White space at the ends is dropped, runs of it within become one blank: formatting is no part of identity. */
export function collapse(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
