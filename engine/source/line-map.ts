import type { Hunk } from './source.ts';

/** Where a line of one side stands on the other. Lines are 1-based. */
export interface LineMap {
  /** `undefined`: the line was removed. */
  toNew(oldLine: number): number | undefined;
  /** `undefined`: the line was added. */
  toOld(newLine: number): number | undefined;
  isAdded(newLine: number): boolean;
}

/** Exact in both directions; each question costs a binary search. `hunks` are without context, in order. */
export function lineMap(hunks: readonly Hunk[]): LineMap {
  const old = side(hunks, (hunk) => ({ start: hunk.oldStart, lines: hunk.oldLines, others: hunk.newLines }));
  const fresh = side(hunks, (hunk) => ({ start: hunk.newStart, lines: hunk.newLines, others: hunk.oldLines }));
  return {
    toNew: (oldLine) => across(old, oldLine),
    toOld: (newLine) => across(fresh, newLine),
    isAdded: (newLine) => across(fresh, newLine) === undefined,
  };
}

interface Side {
  /** First line of each hunk; of an empty one, the line that follows it. */
  readonly starts: readonly number[];
  /** First line after each hunk. */
  readonly ends: readonly number[];
  /** What to add to a line after each hunk. */
  readonly shifts: readonly number[];
}

function side(
  hunks: readonly Hunk[],
  lines: (hunk: Hunk) => { readonly start: number; readonly lines: number; readonly others: number },
): Side {
  const starts: number[] = [];
  const ends: number[] = [];
  const shifts: number[] = [];
  let shift = 0;
  for (const hunk of hunks) {
    const own = lines(hunk);
    // An empty side names the line it comes after.
    const start = own.lines === 0 ? own.start + 1 : own.start;
    shift += own.others - own.lines;
    starts.push(start);
    ends.push(start + own.lines);
    shifts.push(shift);
  }
  return { starts, ends, shifts };
}

function across(from: Side, line: number): number | undefined {
  const hunk = lastAtOrBefore(from.starts, line);
  if (hunk === -1) return line;
  return line < from.ends[hunk]! ? undefined : line + from.shifts[hunk]!;
}

/** Index of the last start that is not past the line; -1 if all are. */
function lastAtOrBefore(starts: readonly number[], line: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
