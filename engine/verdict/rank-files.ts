import type { FileMeasures, FolderMeasures, HotSpot } from './measures.ts';

/** Sums over all files below each folder, the root left out; the folder with the most debt first. */
export function measureFolders(files: readonly FileMeasures[]): FolderMeasures[] {
  const folders = new Map<string, { -readonly [Key in keyof FolderMeasures]: FolderMeasures[Key] }>();
  for (const file of files) {
    for (let end = file.path.lastIndexOf('/'); end > 0; end = file.path.lastIndexOf('/', end - 1)) {
      const path = file.path.slice(0, end);
      const folder = folders.get(path) ?? { path, files: 0, codeLines: 0, cognitive: 0, findings: 0, debtMinutes: 0 };
      folder.files++;
      folder.codeLines += file.codeLines;
      folder.cognitive += file.cognitive;
      folder.findings += file.findings;
      folder.debtMinutes += file.debtMinutes;
      folders.set(path, folder);
    }
  }
  return [...folders.values()].sort(
    (a, b) => b.debtMinutes - a.debtMinutes || b.cognitive - a.cognitive || comparePaths(a, b),
  );
}

/** A file changed once within the window is new or was touched in passing: it does not keep changing. */
export const FEWEST_CHANGES = 2;

/**
 * Files that are complex and keep changing, the worst first. The score is the product of two ranks among them: the
 * share of files that are no more complex, and the share that changed no more often. Ranks rather than values, for one
 * giant would make all others look harmless.
 */
export function hotSpots(files: readonly FileMeasures[]): HotSpot[] {
  const candidates = files.flatMap(({ path, cognitive, codeLines, changes = 0 }) =>
    cognitive > 0 && changes >= FEWEST_CHANGES ? [{ path, cognitive, codeLines, changes }] : [],
  );
  const complexity = rankAmong(candidates.map((file) => file.cognitive));
  const churn = rankAmong(candidates.map((file) => file.changes));
  return candidates
    .map((file) => ({ ...file, score: complexity(file.cognitive) * churn(file.changes) }))
    .sort((a, b) => b.score - a.score || b.cognitive - a.cognitive || b.changes - a.changes || comparePaths(a, b));
}

/** The share of the values that are at most the one asked for. */
function rankAmong(values: readonly number[]): (value: number) => number {
  const sorted = [...values].sort((a, b) => a - b);
  const atMost = new Map(sorted.map((value, index) => [value, index + 1]));
  return (value) => (atMost.get(value) ?? 0) / sorted.length;
}

function comparePaths(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
