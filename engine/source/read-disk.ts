import { closeSync, constants, fstatSync, lstatSync, openSync, readFile, readFileSync, type Stats } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { blobIdOf, blobIdOfFile, type ObjectFormat } from './blob-id.ts';
import { SourceError, type FileKind, type SourceFile } from './source.ts';

/** A file as it lies on disk: what kind it is, and the name of its content. */
export type DiskFile = Pick<SourceFile, 'blob' | 'kind' | 'size'>;

/**
 * Up to this size a file is read in one call that waits for the disk: for the small files that most are, a promise
 * costs several times as much as the reading.
 */
const MAX_READ_AT_ONCE = 256 * 1024;

/** By an open file's descriptor. */
const readWhole = promisify<number, Buffer>(readFile);

/** Symlinks are not followed. `undefined` where there is no file, or something else (a folder, a socket). */
export async function diskFile(location: string | Buffer, format: ObjectFormat): Promise<DiskFile | undefined> {
  const found = lookUp(location);
  if (found?.isSymbolicLink()) {
    const target = await readlink(location, { encoding: 'buffer' });
    return { blob: blobIdOf(target, format), kind: 'symlink', size: target.length };
  }
  if (!found?.isFile()) return undefined;
  const blob =
    found.size <= MAX_READ_AT_ONCE
      ? blobIdOf(readFileSync(location), format)
      : await blobIdOfFile({ path: location, size: found.size }, format);
  const kind: FileKind = (found.mode & 0o100) !== 0 ? 'executable' : 'file';
  return { blob, kind, size: found.size };
}

/** The bytes that {@link diskFile} named. Throws {@link SourceError} `changed-while-read` if they are others by now. */
export async function readDiskFile(
  location: string | Buffer,
  listed: { readonly file: SourceFile; readonly format: ObjectFormat },
): Promise<Buffer> {
  const { file, format } = listed;
  let content: Buffer | undefined;
  try {
    content = file.kind === 'symlink' ? await readlink(location, { encoding: 'buffer' }) : await readRegular(location);
  } catch (cause) {
    throw changed(file, cause);
  }
  if (blobIdOf(content, format) !== file.blob) throw changed(file);
  return content;
}

/** No symlink that was put in the file's place is followed, and no pipe waited for. */
async function readRegular(location: string | Buffer): Promise<Buffer> {
  const descriptor = openSync(location, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const atOnce = fstatSync(descriptor).size <= MAX_READ_AT_ONCE;
    return atOnce ? readFileSync(descriptor) : await readWhole(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function changed(file: SourceFile, cause?: unknown): SourceError {
  return new SourceError('changed-while-read', `${file.path} changed while it was reviewed`, {
    advice: 'Run the review again when nothing else writes to the folder.',
    cause,
  });
}

function lookUp(location: string | Buffer): Stats | undefined {
  try {
    return lstatSync(location, { throwIfNoEntry: false });
  } catch (error) {
    // A file stands where the path has a folder.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
