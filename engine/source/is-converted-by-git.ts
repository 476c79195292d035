import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { blobIdOf, type ObjectFormat } from './blob-id.ts';
import type { ObjectReader } from './cat-file.ts';
import { MAX_LFS_POINTER_BYTES, parseLfsPointer } from './lfs-pointer.ts';
import type { DiskFile } from './read-disk.ts';

/** Larger files are not looked at for line ends that git would convert: they are no text. */
const MAX_CONVERTED_BYTES = 16 * 1024 * 1024;

interface IndexBlob {
  readonly blob: string;
  readonly size: number;
  readonly objectFormat: ObjectFormat;
  readonly objects: ObjectReader;
}

/**
 * Whether git would store the file on disk as the index's blob: with CRLF turned into LF, or as the LFS pointer to it.
 * Told by hashes alone; neither git's own conversion nor a filter is run.
 */
export async function isConvertedByGit(
  disk: DiskFile & { readonly location: Buffer },
  index: IndexBlob,
): Promise<boolean> {
  if (index.size < disk.size && disk.size <= MAX_CONVERTED_BYTES && (await isWithoutCarriageReturns(disk, index))) {
    return true;
  }
  if (index.size >= MAX_LFS_POINTER_BYTES) return false;
  const pointer = parseLfsPointer((await index.objects.read(index.blob))?.content);
  return pointer?.size === disk.size && pointer.oid === (await sha256Of(disk.location));
}

async function isWithoutCarriageReturns(disk: { readonly location: Buffer }, index: IndexBlob): Promise<boolean> {
  const content = await readFile(disk.location);
  if (!content.includes('\r\n')) return false;
  const converted = Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return blobIdOf(converted, index.objectFormat) === index.blob;
}

async function sha256Of(location: Buffer): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(location)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
