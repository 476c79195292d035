import { lineMap } from '../source/line-map.ts';
import type { Change, Hunk } from '../source/source.ts';
import type { Place, Range } from './finding.ts';

/** Where places of the base stand at head, and what the change touched. */
export interface ChangeMap {
  /** The path at base of a file of head; `undefined`: the file is new (a copy is new too). */
  oldPath(newPath: string): string | undefined;
  /** A line of head's file at base: `undefined` where it was added, or where the file is new. */
  oldLine(newPath: string, line: number): number | undefined;
  /** Number of the hunk that wrote the line of head; -1: none did. */
  newHunk(newPath: string, line: number): number;
  /** Number of the hunk that replaced the line of base, for a file named by its path at head; -1: none did. */
  oldHunk(newPath: string, line: number): number;
  isChanged(path: string): boolean;
  /** Whether any line of the place was written by the change, or was taken out of its midst. */
  touches(place: Place): boolean;
}

export function createChangeMap(changes: readonly Change[]): ChangeMap {
  const byNewPath = new Map<string, FileChange>();
  const leftPaths = new Set<string>();
  for (const change of changes) {
    if (change.new) byNewPath.set(change.new.path, asFileChange(change));
    if (change.old && change.status !== 'copied') leftPaths.add(change.old.path);
  }
  return {
    oldPath: (path) => {
      const change = byNewPath.get(path);
      if (change) return change.oldPath;
      return leftPaths.has(path) ? undefined : path;
    },
    oldLine: (path, line) => {
      const change = byNewPath.get(path);
      if (!change) return leftPaths.has(path) ? undefined : line;
      return change.oldPath === undefined ? undefined : change.lines.toOld(line);
    },
    newHunk: (path, line) => hunkAt(byNewPath.get(path)?.hunks ?? [], line, newSide),
    oldHunk: (path, line) => hunkAt(byNewPath.get(path)?.hunks ?? [], line, oldSide),
    isChanged: (path) => byNewPath.has(path) || leftPaths.has(path),
    touches: (place) => {
      const change = byNewPath.get(place.path);
      if (!change) return false;
      if (!place.range || change.whole) return true;
      return touchesRange(change.hunks, place.range);
    },
  };
}

interface FileChange {
  readonly oldPath: string | undefined;
  /** Nothing of it was there before, or nobody can tell which lines were. */
  readonly whole: boolean;
  readonly hunks: readonly Hunk[];
  readonly lines: ReturnType<typeof lineMap>;
}

function asFileChange(change: Change): FileChange {
  if (change.old === undefined || change.status === 'copied')
    return { oldPath: undefined, whole: true, hunks: [], lines: lineMap([]) };
  // Content that git does not compare (binary, or by an attribute) has no hunks although it differs.
  const unknown = change.binary || (change.hunks.length === 0 && change.old.blob !== change.new?.blob);
  const hunks = unknown ? REWRITTEN : change.hunks;
  return { oldPath: change.old.path, whole: unknown, hunks, lines: lineMap(hunks) };
}

/** All lines of a file: no line of one side can be told to be one of the other. */
const REWRITTEN: readonly Hunk[] = [{ oldStart: 1, oldLines: 2 ** 31, newStart: 1, newLines: 2 ** 31 }];

type Side = (hunk: Hunk) => { readonly start: number; readonly lines: number };
const oldSide: Side = (hunk) => ({ start: hunk.oldStart, lines: hunk.oldLines });
const newSide: Side = (hunk) => ({ start: hunk.newStart, lines: hunk.newLines });

function hunkAt(hunks: readonly Hunk[], line: number, side: Side): number {
  const index = firstEndingAfter(hunks, line, side);
  const hunk = hunks[index];
  return hunk !== undefined && side(hunk).lines > 0 && side(hunk).start <= line ? index : -1;
}

function touchesRange(hunks: readonly Hunk[], range: Range): boolean {
  // An exclusive end at column 1 does not reach into its line.
  const lastLine = range.endColumn <= 1 ? Math.max(range.startLine, range.endLine - 1) : range.endLine;
  for (let index = firstEndingAfter(hunks, range.startLine, newSide); index < hunks.length; index++) {
    const { start, lines } = newSide(hunks[index]!);
    // A removal names the line it came after: the range is touched when it goes on past that line.
    if (lines === 0 ? start < lastLine : start <= lastLine) return true;
    if (start > lastLine) return false;
  }
  return false;
}

/** Index of the first hunk whose last line on the side is the given one or later; hunks are in order. */
function firstEndingAfter(hunks: readonly Hunk[], line: number, side: Side): number {
  let low = 0;
  let high = hunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { start, lines } = side(hunks[middle]!);
    if (start + Math.max(lines, 1) - 1 < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
