import type { Change } from '../../source/source.ts';

/** The lines of head that a change added or rewrote, by path. */
export function changedLines(changes: readonly Change[]): ReadonlyMap<string, ReadonlySet<number>> {
  const byPath = new Map<string, ReadonlySet<number>>();
  for (const change of changes) {
    if (!change.new || change.binary) continue;
    const lines = new Set<number>();
    for (const { newStart, newLines } of change.hunks) {
      for (let line = newStart; line < newStart + newLines; line++) lines.add(line);
    }
    byPath.set(change.new.path, lines);
  }
  return byPath;
}
