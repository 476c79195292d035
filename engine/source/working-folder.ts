import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ObjectFormat } from './blob-id.ts';
import type { ObjectReader } from './cat-file.ts';
import { createSnapshot } from './create-snapshot.ts';
import { byPath, fileNameBytes } from './file-name.ts';
import type { GitPlace } from './git-process.ts';
import { isConvertedByGit } from './is-converted-by-git.ts';
import { listIndex, type WorkingEntry } from './list-index.ts';
import { objectSizes } from './list-tree.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { diskFile, readDiskFile, type DiskFile } from './read-disk.ts';
import type { Snapshot, SourceFile, SourceProblem } from './source.ts';

/** Files hashed at once: enough to keep a disk busy. */
const CONCURRENT_FILES = 16;

export interface WorkingFolderParts {
  readonly place: GitPlace;
  readonly root: string;
  readonly within: string;
  readonly objectFormat: ObjectFormat;
  readonly tracksExecutables: boolean;
  readonly objects: ObjectReader;
}

/**
 * The files on disk as a snapshot, named by the hash of their own bytes; no filter of git's is run on them. A file
 * that differs from the index only by what git itself converts (line ends, a large file in place of its LFS pointer)
 * is taken as the index has it, since git holds it to be unchanged.
 */
export async function openWorkingFolder(parts: WorkingFolderParts): Promise<Snapshot> {
  const { sightings, problems } = await lookAtDisk(parts);
  const sizes = await objectSizes(
    parts.place,
    sightings.filter(mayStandInIndex).map(({ entry }) => entry.index!.blob),
  );
  const fromObjects = new Set<string>();
  const files: SourceFile[] = [];
  await mapConcurrently(sightings, CONCURRENT_FILES, async (sighting) => {
    const { path } = sighting.entry;
    const found = await settle(sighting, { ...parts, sizes });
    if (found?.fromObjects) fromObjects.add(path);
    if (found) files.push({ path, blob: found.blob, kind: found.kind, size: found.size });
  });
  return createSnapshot({
    label: 'working folder',
    files: files.sort(byPath),
    problems: problems.sort(byPath),
    async read(file) {
      const object = fromObjects.has(file.path) ? await parts.objects.read(file.blob) : undefined;
      return object?.content ?? readDiskFile(locationOf(parts.root, file.path), { file, format: parts.objectFormat });
    },
  });
}

/** What should be there by git's index, and what is there. */
interface Sighting {
  readonly entry: WorkingEntry;
  readonly location: Buffer;
  readonly disk: DiskFile | undefined;
}

async function lookAtDisk(parts: WorkingFolderParts): Promise<{ sightings: Sighting[]; problems: SourceProblem[] }> {
  const isFolder = realFolders(parts.root);
  const sightings: Sighting[] = [];
  const problems: SourceProblem[] = [];
  await mapConcurrently(await listIndex(parts.root, parts.within), CONCURRENT_FILES, async (entry) => {
    const location = locationOf(parts.root, entry.path);
    if (entry.path.endsWith('/')) {
      problems.push({ path: entry.path.slice(0, -1), reason: 'a repository of its own is not looked into' });
      return;
    }
    try {
      const disk = (await isFolder(dirname(entry.path))) ? await diskFile(location, parts.objectFormat) : undefined;
      sightings.push({ entry, location, disk });
    } catch (error) {
      problems.push({ path: entry.path, reason: error instanceof Error ? error.message : String(error) });
    }
  });
  return { sightings, problems };
}

type Found = DiskFile & { readonly fromObjects?: boolean };

interface Known extends WorkingFolderParts {
  /** Of the index's objects. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Whether the index's object may be the file's content, so that its size is worth asking for. */
function mayStandInIndex({ entry, disk }: Sighting): boolean {
  const { index } = entry;
  if (!index || index.kind === 'submodule') return false;
  return disk ? disk.blob !== index.blob : index.skipped;
}

/** What the snapshot says of a file: what is on disk, or what the index says where that stands for it. */
async function settle({ entry, location, disk }: Sighting, known: Known): Promise<Found | undefined> {
  const { index } = entry;
  if (index?.kind === 'submodule') return { blob: index.blob, kind: 'submodule', size: 0 };
  const indexSize = known.sizes.get(index?.blob ?? '');
  if (!disk) {
    // A sparse checkout leaves files out of the folder that are not deleted.
    return index?.skipped ? { ...index, size: indexSize ?? 0, fromObjects: true } : undefined;
  }
  if (!index) return disk;
  const kind = disk.kind === 'symlink' || known.tracksExecutables ? disk.kind : index.kind;
  const isFile = disk.kind !== 'symlink' && index.kind !== 'symlink';
  if (disk.blob === index.blob || !isFile || indexSize === undefined) return { ...disk, kind };
  const there = { ...disk, location };
  const converted = await isConvertedByGit(there, { ...known, blob: index.blob, size: indexSize });
  return converted ? { blob: index.blob, kind, size: indexSize, fromObjects: true } : { ...disk, kind };
}

function locationOf(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), fileNameBytes(path)]);
}

/** A tracked file below a folder that became a symlink is gone, as git sees it, and nothing is read through the link. */
function realFolders(root: string): (folder: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>([['.', Promise.resolve(true)]]);
  const isReal = (folder: string): Promise<boolean> => {
    const answer = known.get(folder) ?? look(folder);
    known.set(folder, answer);
    return answer;
  };
  const look = async (folder: string): Promise<boolean> => {
    if (!(await isReal(dirname(folder)))) return false;
    const found = await lstat(locationOf(root, folder)).catch(() => undefined);
    return found?.isDirectory() ?? false;
  };
  return isReal;
}
