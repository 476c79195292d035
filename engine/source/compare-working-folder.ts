import { blobIdOf, type ObjectFormat } from './blob-id.ts';
import { diffTrees, toChanges } from './compare-trees.ts';
import { fileNameBytes } from './file-name.ts';
import { MAX_DIFFED_FILE_BYTES, runGit, type GitPlace } from './git-process.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { openScratchObjects, type ScratchObjects } from './scratch-objects.ts';
import type { BlobId, Change, Snapshot, SourceFile } from './source.ts';

export interface WorkingFolderComparison {
  readonly place: GitPlace;
  readonly commonDir: string;
  readonly objectFormat: ObjectFormat;
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly within: string;
}

/**
 * What a working folder changed since a commit. The files that differ are put as objects into a throw-away store beside
 * the repository, and git compares two trees: the same renames, copies and hunks as between commits, while no filter
 * runs and the repository is not written to.
 */
export async function compareWorkingFolder(parts: WorkingFolderComparison): Promise<Change[]> {
  const { base, head } = parts;
  const removed = base.files.filter((file) => !head.file(file.path));
  const written = head.files.filter((file) => !isSame(file, base.file(file.path)));
  if (removed.length + written.length === 0) return [];
  const scratch = await openScratchObjects(parts.place, parts.commonDir);
  try {
    const blobs = await mapConcurrently(written, CONCURRENT_FILES, (file) => writeObject(scratch, file, parts));
    await runGit(scratch.place, ['read-tree', base.commit!]);
    await runGit(scratch.place, ['update-index', '-z', '--index-info'], indexInfo({ removed, written, blobs }));
    const tree = (await runGit(scratch.place, ['write-tree', '--missing-ok'])).toString('latin1').trim();
    const difference = await diffTrees(scratch.place, { base: base.commit!, head: tree, within: parts.within });
    return toChanges(difference, { base, head });
  } finally {
    await scratch.remove();
  }
}

/** Files held in memory at once. */
const CONCURRENT_FILES = 4;

function isSame(file: SourceFile, other: SourceFile | undefined): boolean {
  return file.blob === other?.blob && file.kind === other.kind;
}

/** The blob that stands for the file: its own, or a small binary one for a file too large to be compared by lines. */
async function writeObject(scratch: ScratchObjects, file: SourceFile, parts: WorkingFolderComparison): Promise<BlobId> {
  if (file.kind === 'submodule') return file.blob;
  const large = file.size > MAX_DIFFED_FILE_BYTES;
  const content = large ? Buffer.from(`\0${file.blob}`) : await parts.head.read(file);
  const blob = blobIdOf(content, parts.objectFormat);
  await scratch.write(blob, content);
  return blob;
}

/** Input of `git update-index --index-info`: what is gone goes first, since a folder may take its place. */
function indexInfo(entries: {
  readonly removed: readonly SourceFile[];
  readonly written: readonly SourceFile[];
  readonly blobs: readonly BlobId[];
}): Buffer {
  const line = (head: string, file: SourceFile) =>
    Buffer.concat([Buffer.from(`${head}\t`), fileNameBytes(file.path), Buffer.from([0])]);
  return Buffer.concat([
    ...entries.removed.map((file) => line(`0 ${'0'.repeat(file.blob.length)}`, file)),
    ...entries.written.map((file, at) => line(`${MODE[file.kind]} ${entries.blobs[at]}`, file)),
  ]);
}

const MODE = { file: '100644', executable: '100755', symlink: '120000', submodule: '160000' } as const;
