import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceError } from '../source/source.ts';

/** What this process' temporary folders start with. Processes in containers that share a folder have the same ids. */
const OWN_PREFIX = `plumbline-${process.pid}-${randomBytes(4).toString('hex')}-`;
const ANY_OWNER = /^plumbline-(\d+)-[0-9a-f]{8}-/;

/** Windows, and programs that are just being killed, may hold a folder for a moment. */
const REMOVAL = { recursive: true, force: true, maxRetries: 3 } as const;

const folders = new Set<string>();
let whenLastIsGone: (() => void) | undefined;

/**
 * Makes a private folder that is gone when this process ends, unless it is killed and what guards it is too. Throws
 * {@link SourceError}.
 */
export function makeTemporaryFolder(purpose: string): string {
  const folder = makeOne(`${temporaryFoldersStart()}${purpose}-`);
  if (folders.size === 0) process.once('exit', removeAll);
  folders.add(folder);
  return folder;
}

function makeOne(start: string): string {
  try {
    return mkdtempSync(start);
  } catch (cause) {
    throw cannotBeWritten(cause);
  }
}

/** Writes into a temporary folder; where that fails, as on a full disk, it is a {@link SourceError}. */
export async function writingTemporarily<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    throw cannotBeWritten(cause);
  }
}

function cannotBeWritten(cause: unknown): SourceError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SourceError(
    'no-temporary-folder',
    `the folder for temporary files, ${tmpdir()}, cannot be written: ${why}`,
    {
      advice: 'Set TMPDIR to a folder that can be written and has room.',
      cause,
    },
  );
}

export async function removeTemporaryFolder(folder: string): Promise<void> {
  await rm(folder, REMOVAL);
  folders.delete(folder);
  if (folders.size > 0) return;
  process.off('exit', removeAll);
  whenLastIsGone?.();
}

export function hasTemporaryFolders(): boolean {
  return folders.size > 0;
}

/** For whoever has them removed if this process is killed. */
export function onLastFolderGone(listener: () => void): void {
  whenLastIsGone = listener;
}

/** What the paths of all temporary folders of this process start with. */
export function temporaryFoldersStart(): string {
  return join(tmpdir(), OWN_PREFIX);
}

function removeAll(): void {
  for (const folder of folders) {
    try {
      rmSync(folder, REMOVAL);
    } catch {
      // Another process will take it for abandoned.
    }
  }
}

/** Younger ones may be of a process that is not seen from here: in another container, with the same folder. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** Removes this user's temporary folders of processes that are no more: killed before they could clean up. */
export async function removeAbandonedFolders(now: Date): Promise<void> {
  const place = tmpdir();
  const names = await readdir(place).catch(() => []);
  for (const name of names) {
    const owner = ANY_OWNER.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    const folder = join(place, name);
    const info = await lstat(folder).catch(() => undefined);
    if (!info?.isDirectory() || info.uid !== (process.getuid?.() ?? info.uid)) continue;
    if (now.getTime() - info.mtimeMs > ABANDONED_AFTER_MS) await rm(folder, REMOVAL).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
