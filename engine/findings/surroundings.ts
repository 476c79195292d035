import { hash } from 'node:crypto';
import { lineStartsOf } from '../syntax/line-starts.ts';
import { anchorOf, collapse, lineOf, LONGEST_ANCHOR, type LinedText } from './anchor.ts';
import type { RawFinding, Surroundings } from './finding.ts';

/** Lines to look at above and below for one that holds words: past blank lines and brackets, not past a whole file. */
const NEIGHBOURHOOD = 8;

/**
 * Gives findings of one file what their identity needs of its text, so that a cached finding is identified without
 * reading the file again. `headings` are for files whose functions and classes nobody knows.
 */
export function withSurroundings(
  findings: readonly RawFinding[],
  text: string,
  wanted: { readonly headings: boolean },
): RawFinding[] {
  if (findings.length === 0) return [];
  const file = { text, lineStarts: lineStartsOf(text) };
  const headings = wanted.headings ? headingLines(file) : undefined;
  return findings.map((finding) => {
    const anchor = anchorOf(finding, file);
    if (!finding.range) return { ...finding, anchor };
    return { ...finding, anchor, surroundings: surroundingsOf(finding.range.startLine, { file, headings }) };
  });
}

function surroundingsOf(
  line: number,
  { file, headings }: { readonly file: LinedText; readonly headings: Uint32Array | undefined },
): Surroundings {
  const heading = headings?.[line] ?? 0;
  return {
    heading: heading === 0 ? '' : nameOfLine(normalLine(file, heading)),
    above: nameOfLine(nearestWithWords(file, { from: line - 1, step: -1 })),
    below: nameOfLine(nearestWithWords(file, { from: line + 1, step: 1 })),
  };
}

/** Lines are compared, never shown: their hash keeps what stands around a finding out of caches and reports. */
function nameOfLine(line: string): string {
  return line === '' ? '' : hash('sha256', line).slice(0, 16);
}

function nearestWithWords(file: LinedText, { from, step }: { from: number; step: 1 | -1 }): string {
  for (let line = from, left = NEIGHBOURHOOD; left > 0; line += step, left--) {
    const content = normalLine(file, line);
    // Brackets and single letters stand everywhere: they tell no place from another.
    if (/[\p{L}\p{N}_]{2}/u.test(content)) return content;
  }
  return '';
}

function normalLine(file: LinedText, line: number): string {
  return collapse(lineOf(file, line).slice(0, 2 * LONGEST_ANCHOR));
}

/** For each line (1-based) the nearest line above that is indented less; 0 for none. One pass with a stack. */
function headingLines(file: LinedText): Uint32Array {
  const count = file.lineStarts.length;
  const headings = new Uint32Array(count + 1);
  const open: { readonly line: number; readonly indent: number }[] = [];
  for (let line = 1; line <= count; line++) {
    const indent = lineOf(file, line).search(/\S/);
    if (indent === -1) continue;
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
    headings[line] = open.at(-1)?.line ?? 0;
    open.push({ line, indent });
  }
  return headings;
}
