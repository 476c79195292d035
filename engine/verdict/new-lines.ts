import type { DuplicationResult } from '../analyzers/duplication/duplication-result.ts';
import type { Change, Hunk } from '../source/source.ts';

/** Lines added or rewritten in files of the given paths, and those of them that stand in a clone at head. */
export interface NewLines {
  readonly added: number;
  readonly duplicated: number;
}

/** Counts the lines that a change wrote, blank and comment lines included: a diff knows no others. */
export function countNewLines(
  changes: readonly Change[],
  { paths, duplication }: { readonly paths: ReadonlySet<string>; readonly duplication?: DuplicationResult | undefined },
): NewLines {
  const clones = clonedLines(duplication, paths);
  let added = 0;
  let duplicated = 0;
  for (const change of changes) {
    if (!change.new || !paths.has(change.new.path)) continue;
    const cloned = clones.get(change.new.path) ?? [];
    for (const hunk of change.hunks) added += hunk.newLines;
    duplicated += overlap(change.hunks, cloned);
  }
  return { added, duplicated };
}

/** Lines added and removed by the whole change. */
export function countChangedLines(changes: readonly Change[]): number {
  return changes.flatMap((change) => change.hunks).reduce((total, hunk) => total + hunk.oldLines + hunk.newLines, 0);
}

interface Lines {
  readonly start: number;
  /** Inclusive. */
  end: number;
}

function clonedLines(duplication: DuplicationResult | undefined, paths: ReadonlySet<string>): Map<string, Lines[]> {
  const byPath = new Map<string, Lines[]>();
  for (const { path, startLine, endLine } of duplication?.clones.flatMap((clone) => clone.places) ?? []) {
    if (!paths.has(path)) continue;
    const lines = byPath.get(path) ?? [];
    lines.push({ start: startLine, end: endLine });
    byPath.set(path, lines);
  }
  for (const [path, lines] of byPath) byPath.set(path, merged(lines));
  return byPath;
}

function merged(lines: readonly Lines[]): Lines[] {
  const result: Lines[] = [];
  for (const { start, end } of [...lines].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end + 1) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** Both lists are in order and without overlaps of their own. */
function overlap(hunks: readonly Hunk[], cloned: readonly Lines[]): number {
  let count = 0;
  let at = 0;
  for (const { newStart, newLines } of hunks) {
    const end = newStart + newLines - 1;
    while (at < cloned.length && cloned[at]!.end < newStart) at++;
    for (let index = at; index < cloned.length && cloned[index]!.start <= end; index++) {
      count += Math.max(0, Math.min(end, cloned[index]!.end) - Math.max(newStart, cloned[index]!.start) + 1);
    }
  }
  return count;
}
