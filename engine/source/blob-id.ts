import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BlobId } from './source.ts';

export type ObjectFormat = 'sha1' | 'sha256';

/** Git's name for a file's content. */
export function blobIdOf(content: Buffer, format: ObjectFormat = 'sha1'): BlobId {
  return blobHash(content.length, format).update(content).digest('hex');
}

/** The same for a file on disk, of whatever size, in little memory. `size` is what the file was when it was listed. */
export async function blobIdOfFile(
  file: { readonly path: string | Buffer; readonly size: number },
  format: ObjectFormat,
): Promise<BlobId> {
  const hash = blobHash(file.size, format);
  for await (const chunk of createReadStream(file.path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function blobHash(size: number, format: ObjectFormat): Hash {
  return createHash(format).update(`blob ${size}\0`);
}
