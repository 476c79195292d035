import { fileNameOf, splitAtNul } from './file-name.ts';
import { runGit } from './git-process.ts';
import { kindOfMode } from './list-tree.ts';
import type { BlobId, FileKind } from './source.ts';

/** A file that git tracks, or a new one that it does not ignore. */
export interface WorkingEntry {
  readonly path: string;
  /** What the index says; absent for a new file and for one in conflict. */
  readonly index?: { readonly blob: BlobId; readonly kind: FileKind; readonly skipped: boolean };
}

/** Asks the index and the ignore rules what the working folder should hold. No file is opened, no filter run. */
export async function listIndex(root: string, within: string): Promise<WorkingEntry[]> {
  const limit = ['--', ...(within ? [within] : [])];
  const [tracked, untracked] = await Promise.all([
    runGit({ folder: root }, ['ls-files', '-z', '-t', '--stage', ...limit]),
    runGit({ folder: root }, ['ls-files', '-z', '--others', '--exclude-standard', ...limit]),
  ]);
  const entries = new Map<string, WorkingEntry>();
  for (const entry of splitAtNul(tracked)) {
    const tab = entry.indexOf(0x09);
    const [tag, mode, blob, stage] = entry.toString('latin1', 0, tab).split(' ');
    const path = fileNameOf(entry.subarray(tab + 1));
    const index = { blob: blob!, kind: kindOfMode(mode!), skipped: tag === 'S' };
    entries.set(path, stage === '0' ? { path, index } : { path });
  }
  for (const name of splitAtNul(untracked)) {
    const path = fileNameOf(name);
    if (!entries.has(path)) entries.set(path, { path });
  }
  return [...entries.values()];
}
