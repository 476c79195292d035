import { open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileTrouble, isNoSuchFile } from '../engine/file-trouble.ts';
import { UsageError } from './exit-codes.ts';

interface Named {
  /** The option that names the file, such as `--coverage`. */
  readonly option: string;
  /** Bytes that are read; a larger file, a device without end too, is the wrong one. */
  readonly most: number;
}

/** Bytes read at once. */
const CHUNK = 2 ** 18;

/** Content of a file that the command line names. Throws {@link UsageError}. */
export async function readNamedFile(file: string, { option, most }: Named): Promise<Buffer> {
  const given = `${file} (given by ${option})`;
  try {
    const content = await readUpTo(file, most);
    if (content) return content;
  } catch (error) {
    if (isNoSuchFile(error))
      throw new UsageError(`no such file: ${given}${isAbsolute(file) ? '' : ` in ${process.cwd()}`}`);
    throw new UsageError(`${given} cannot be read: ${fileTrouble(error)}.${hintFor(error)}`);
  }
  throw new UsageError(`${given} is larger than ${most / 2 ** 20} MiB: name another file.`);
}

/** Options that take several files take a path behind them for one more. */
function hintFor(error: unknown): string {
  const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR';
  return isFolder ? ' What is to be reviewed is named before the options.' : '';
}

/** Undefined where there is more. What has no size, such as a pipe, is read like any other. */
async function readUpTo(file: string, most: number): Promise<Buffer | undefined> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > most) return undefined;
    const chunks: Buffer[] = [];
    for (let read = 0; ;) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK));
      if (bytesRead === 0) return Buffer.concat(chunks);
      read += bytesRead;
      if (read > most) return undefined;
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
