import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { blobIdOf, type ObjectFormat } from './blob-id.ts';
import type { ObjectReader } from './cat-file.ts';
import { createSnapshot } from './create-snapshot.ts';
import { byPath, fileNameBytes } from './file-name.ts';
import { parseLfsPointer } from './lfs-pointer.ts';
import { listIndex, type WorkingEntry } from './list-index.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { diskFile, readDiskFile, type DiskFile } from './read-disk.ts';
import type { Snapshot, SourceFile, SourceProblem } from './source.ts';

/** Files hashed at once: enough to keep a disk busy. */
const CONCURRENT_FILES = 16;

/** Text above this is not looked at for line ends that git would convert. */
const MAX_CONVERTED_BYTES = 16 * 1024 * 1024;

export interface WorkingFolderParts {
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
  const entries = await listIndex(parts.root, parts.within);
  const onDisk = symlinkFreeFolders(parts.root);
  const fromObjects = new Set<string>();
  const files: SourceFile[] = [];
  const problems: SourceProblem[] = [];
  await mapConcurrently(entries, CONCURRENT_FILES, async (entry) => {
    const location = locationOf(parts.root, entry.path);
    try {
      const disk = (await onDisk(location)) ? await diskFile(location, parts.objectFormat) : undefined;
      const found = await settle(entry, { ...parts, location, disk });
      if (!found) return;
      if (found.fromObjects) fromObjects.add(entry.path);
      files.push({ path: entry.path, blob: found.blob, kind: found.kind, size: found.size });
    } catch (error) {
      problems.push({ path: entry.path, reason: error instanceof Error ? error.message : String(error) });
    }
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

type Found = DiskFile & { readonly fromObjects?: boolean };

interface Sighting extends WorkingFolderParts {
  readonly location: Buffer;
  readonly disk: DiskFile | undefined;
}

/** What the snapshot says of an entry: what is on disk, or what the index says where that stands for it. */
async function settle(entry: WorkingEntry, seen: Sighting): Promise<Found | undefined> {
  const { index } = entry;
  const { disk } = seen;
  if (index?.kind === 'submodule') return { blob: index.blob, kind: 'submodule', size: 0 };
  if (!disk) return index?.skipped ? fromIndex(index, seen.objects) : undefined;
  if (!index) return disk;
  const kind = disk.kind === 'symlink' || seen.tracksExecutables ? disk.kind : index.kind;
  if (disk.blob === index.blob) return { ...disk, kind };
  if (disk.kind === 'symlink' || index.kind === 'symlink') return { ...disk, kind };
  const converted = await isConverted(index.blob, { ...seen, disk });
  return converted ? fromIndex({ blob: index.blob, kind }, seen.objects) : { ...disk, kind };
}

/** A sparse checkout leaves files out of the folder that are not deleted. */
async function fromIndex(index: Pick<DiskFile, 'blob' | 'kind'>, objects: ObjectReader): Promise<Found> {
  const object = await objects.read(index.blob);
  return { blob: index.blob, kind: index.kind, size: object?.content.length ?? 0, fromObjects: true };
}

async function isConverted(blob: string, seen: Sighting & { readonly disk: DiskFile }): Promise<boolean> {
  if (seen.disk.size <= MAX_CONVERTED_BYTES) {
    const content = await readFile(seen.location);
    if (content.includes('\r\n') && blobIdOf(withoutCarriageReturns(content), seen.objectFormat) === blob) return true;
  }
  const pointer = parseLfsPointer((await seen.objects.read(blob))?.content);
  return pointer?.size === seen.disk.size && pointer.oid === sha256(await readFile(seen.location));
}

function withoutCarriageReturns(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function locationOf(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), fileNameBytes(path)]);
}

/** A tracked file below a folder that became a symlink is gone, as git sees it, and nothing is read through the link. */
function symlinkFreeFolders(root: string): (location: Buffer) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>([[root, Promise.resolve(true)]]);
  const check = (folder: string): Promise<boolean> => {
    let answer = known.get(folder);
    if (!answer) {
      answer = checkFolder(folder);
      known.set(folder, answer);
    }
    return answer;
  };
  const checkFolder = async (folder: string): Promise<boolean> => {
    if (!(await check(dirname(folder)))) return false;
    const found = await lstat(Buffer.from(folder, 'latin1')).catch(() => undefined);
    return found?.isDirectory() ?? false;
  };
  known.set(Buffer.from(root).toString('latin1'), Promise.resolve(true));
  return (location) => check(dirname(location.toString('latin1')));
}
