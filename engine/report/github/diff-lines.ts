import type { Hunk } from '../../source/source.ts';

/** Unchanged lines that GitHub shows around what changed: git's own number. A comment can stand on them. */
const CONTEXT_LINES = 3;

/**
 * Whether a comment can stand on these lines of head: all in one hunk of the diff as GitHub shows it. Hunks are given
 * without context; those whose contexts touch are one.
 */
export function isInDiff(
  hunks: readonly Hunk[],
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
): boolean {
  let from = 0;
  let to = -1;
  for (const { newStart, newLines } of [...hunks].sort((a, b) => a.newStart - b.newStart)) {
    // With no new lines, `newStart` is the line above what went.
    const first = newLines === 0 ? newStart + 1 : newStart;
    const start = first - CONTEXT_LINES;
    const end = first + newLines - 1 + CONTEXT_LINES;
    if (start > to + 1) from = start;
    to = Math.max(to, end);
    if (startLine >= Math.max(1, from) && endLine <= to) return true;
  }
  return false;
}
