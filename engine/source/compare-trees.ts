import { byPath } from './file-name.ts';
import { runGit, type GitPlace } from './git-process.ts';
import { blobPair, patchHunks, type ContentDiff } from './patch-hunks.ts';
import { parseRawDiff, type RawChange, type RawDiff, type RawSide } from './raw-diff.ts';
import type { Change, Hunk, Snapshot, SourceFile } from './source.ts';

/**
 * Up to this many added and removed files are compared with each other to find renames (git's own default of
 * `diff.renameLimit` since 2.34); above it, only those with the same content are found.
 */
export const RENAME_LIMIT = 1000;

/**
 * Lets git find what differs between two commits or trees, with renames and copies: the list of changes and the patch,
 * for {@link toChanges}.
 */
export async function diffTrees(
  place: GitPlace,
  range: { readonly base: string; readonly head: string; readonly within?: string },
): Promise<RawDiff> {
  const how = ['-r', '-z', '--raw', '-p', '-U0', '--full-index', '--no-color', '--no-ext-diff', '--no-textconv'];
  const what = ['--diff-algorithm=myers', '--submodule=short', '-M', '-C', `-l${RENAME_LIMIT}`];
  const limit = range.within ? ['--', range.within] : ['--'];
  return parseRawDiff(await runGit(place, ['diff-tree', ...how, ...what, range.base, range.head, ...limit]));
}

/** The same without renames, copies and the patch: which files are others, or not there. */
export async function listChanges(
  place: GitPlace,
  range: { readonly base: string; readonly head: string; readonly within: string },
): Promise<readonly RawChange[]> {
  const limit = range.within ? ['--', range.within] : ['--'];
  const how = ['-r', '-z', '--raw', '--no-renames', '--full-index'];
  return parseRawDiff(await runGit(place, ['diff-tree', ...how, range.base, range.head, ...limit])).changes;
}

/** What {@link diffTrees} gave as changes with hunks without context. Ordered by path. */
export function toChanges({ changes, patch }: RawDiff, sides: Sides): Change[] {
  const contents = patchHunks(patch);
  return changes
    .map((raw): Change => {
      const content = contentDiff(contents, raw);
      return {
        status: raw.status,
        ...(raw.old && { old: sourceFile(raw.old, sides.base) }),
        ...(raw.new && { new: sourceFile(raw.new, sides.head) }),
        ...(raw.similarity !== undefined && { similarity: raw.similarity }),
        binary: content.binary,
        hunks: content.hunks,
      };
    })
    .sort((a, b) => byPath((a.new ?? a.old)!, (b.new ?? b.old)!));
}

interface Sides {
  readonly base: Pick<Snapshot, 'file'>;
  readonly head: Pick<Snapshot, 'file'>;
}

/** A blob that a partial clone lacks is in no snapshot: its size is not known. */
function sourceFile(side: RawSide, snapshot: Pick<Snapshot, 'file'>): SourceFile {
  return snapshot.file(side.path) ?? { ...side, size: 0 };
}

function contentDiff(contents: ReadonlyMap<string, ContentDiff>, raw: RawChange): ContentDiff {
  const old = raw.old?.blob ?? '';
  const fresh = raw.new?.blob ?? '';
  if (raw.old?.kind === 'submodule' || raw.new?.kind === 'submodule') return UNCHANGED;
  const absent = '0'.repeat((old || fresh).length);
  if (raw.status !== 'type-changed') return contents.get(blobPair(old || absent, fresh || absent)) ?? UNCHANGED;
  // Git shows a change of type as one file removed and another added.
  const removed = contents.get(blobPair(old, absent)) ?? UNCHANGED;
  const added = contents.get(blobPair(absent, fresh)) ?? UNCHANGED;
  return { binary: removed.binary || added.binary, hunks: oneHunk([...removed.hunks, ...added.hunks]) };
}

function oneHunk(hunks: readonly Hunk[]): Hunk[] {
  const oldLines = hunks.reduce((lines, hunk) => lines + hunk.oldLines, 0);
  const newLines = hunks.reduce((lines, hunk) => lines + hunk.newLines, 0);
  if (oldLines + newLines === 0) return [];
  return [{ oldStart: Math.min(1, oldLines), oldLines, newStart: Math.min(1, newLines), newLines }];
}

const UNCHANGED: ContentDiff = { binary: false, hunks: [] };
