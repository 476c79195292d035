import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileTrouble } from '../engine/file-trouble.ts';
import { makeFolder } from '../engine/make-folder.ts';
import { UsageError } from './exit-codes.ts';

/**
 * Writes a file under another name and renames it: nobody sees half of it. All in one go, so that no signal comes
 * between and leaves a draft. A device or a pipe is written to as it is. Gives the folder that had to be made for it, if
 * there was none. Throws {@link UsageError}.
 */
export function writeWhole(file: string, content: string | Uint8Array): string[] {
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    const folder = dirname(file);
    const isNew = statSync(folder, { throwIfNoEntry: false }) === undefined;
    if (there && !there.isFile()) writeFileSync(file, content);
    else replace(there ? realpathSync(file) : file, content);
    return isNew ? [folder] : [];
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${fileTrouble(error)}.`);
  }
}

function replace(file: string, content: string | Uint8Array): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(file));
    writeFileSync(draft, content);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
