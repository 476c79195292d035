import { byPath } from './file-name.ts';
import type { RawChange } from './raw-diff.ts';
import type { BlobId, SourceFile } from './source.ts';

/**
 * The files of the base, from those of what was made of it and what changed: listing a second tree would cost as much as
 * the first, in a large repository more than all the rest of a comparison.
 */
export function baseFiles(
  headFiles: readonly SourceFile[],
  changes: readonly RawChange[],
  sizes: ReadonlyMap<BlobId, number>,
): SourceFile[] {
  const olds = changes.flatMap(({ old }) => (old ? [{ ...old, size: sizes.get(old.blob) ?? 0 }] : []));
  const replaced = new Set([...changes.flatMap((change) => change.new?.path ?? []), ...olds.map((old) => old.path)]);
  // The source of a copy may stand in several changes.
  const byOldPath = new Map(olds.map((old) => [old.path, old]));
  return [...headFiles.filter((file) => !replaced.has(file.path)), ...byOldPath.values()].sort(byPath);
}
