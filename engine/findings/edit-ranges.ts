import { lineStartsOf } from '../syntax/line-starts.ts';
import { rangeOf } from '../analyzers/eslint/text-offsets.ts';
import type { RawFinding } from './finding.ts';

/** Gives the fixes of a file's findings their places in lines and columns. */
export function withEditRanges(findings: readonly RawFinding[], text: string): readonly RawFinding[] {
  if (findings.every(({ fix }) => fix === undefined)) return findings;
  const lineStarts = lineStartsOf(text);
  return findings.map((finding) => {
    if (!finding.fix) return finding;
    const edits = finding.fix.edits.map((edit) => ({
      ...edit,
      range: rangeOf(lineStarts, { start: edit.startOffset, end: edit.endOffset }),
    }));
    return { ...finding, fix: { ...finding.fix, edits } };
  });
}
