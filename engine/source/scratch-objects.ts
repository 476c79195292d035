import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, deflate } from 'node:zlib';
import { makeTemporaryFolder, removeTemporaryFolder, writingTemporarily } from '../processes/temporary-folder.ts';
import type { GitPlace } from './git-process.ts';
import type { BlobId } from './source.ts';

/** A throw-away place for git objects and an index, which sees the repository's objects and writes none there. */
export interface ScratchObjects {
  /** Where to run git: it reads the repository's objects too, and writes here. */
  readonly place: GitPlace;
  write(blob: BlobId, content: Buffer): Promise<void>;
  remove(): Promise<void>;
}

export async function openScratchObjects(place: GitPlace, commonDir: string): Promise<ScratchObjects> {
  const folder = makeTemporaryFolder('git');
  const objects = join(folder, 'objects');
  await writingTemporarily(async () => {
    await mkdir(join(objects, 'info'), { recursive: true });
    await writeFile(join(objects, 'info', 'alternates'), `${join(commonDir, 'objects')}\n`);
  });
  return {
    place: {
      ...place,
      variables: { ...place.variables, GIT_OBJECT_DIRECTORY: objects, GIT_INDEX_FILE: join(folder, 'index') },
    },
    async write(blob, content) {
      const header = Buffer.from(`blob ${content.length}\0`);
      // Stored, not compressed: it is read once, and removed.
      const packed = await compress(Buffer.concat([header, content]), { level: constants.Z_NO_COMPRESSION });
      await writingTemporarily(async () => {
        await mkdir(join(objects, blob.slice(0, 2)), { recursive: true });
        await writeFile(join(objects, blob.slice(0, 2), blob.slice(2)), packed);
      });
    },
    remove: () => removeTemporaryFolder(folder),
  };
}

const compress = promisify<Buffer, { level: number }, Buffer>(deflate);
