import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from '../../engine/source/git-process.ts';
import { isInUse, tryLock } from './file-lock.ts';
import { folderBytes } from './folder-bytes.ts';

/** Where a repository of the cache is; it is named by its number, for its name may change. */
export interface CachedRepository {
  readonly gitDir: string;
  /** Held by who fetches into it, makes it or removes it. */
  readonly lock: string;
  /** Holds a mark of each who reads it. */
  readonly users: string;
}

/** Customers' code is for nobody else on the machine. */
const PRIVATE = 0o700;
/** In a repository: its time is when it was last fetched into. */
const USED = 'plumbline-used';

/** @param of.host as in an address, with the port if it has one */
export function cachedRepository(
  cacheFolder: string,
  of: { readonly host: string; readonly repositoryId: number },
): CachedRepository {
  const start = join(cacheFolder, of.host.replaceAll(':', '+'), String(of.repositoryId));
  return { gitDir: `${start}.git`, lock: `${start}.lock`, users: `${start}.users` };
}

/** Makes the repository if it is not there, and removes what a process that was killed left. Whoever calls holds its lock. */
export async function prepareRepository({ gitDir }: CachedRepository): Promise<void> {
  if (await stat(gitDir).catch(() => undefined)) return removeLeftovers(gitDir);
  const draft = `${gitDir}.new-${randomUUID()}`;
  await mkdir(draft, { recursive: true, mode: PRIVATE });
  await runGit({ folder: draft }, ['init', '--quiet', '--bare', '--template=', '--object-format=sha1', draft]);
  await rename(draft, gitDir);
}

/** So many packs, one of each fetch, make git look for objects in too many places. */
const MOST_PACKS = 40;

/**
 * Puts small packs together, where there are many and nobody reads them just now. Whoever calls holds the lock. Needs git
 * 2.33; with an older one this fails, and the repository is made anew.
 */
export async function joinPacks({ gitDir, users }: CachedRepository): Promise<void> {
  const names = await readdir(join(gitDir, 'objects', 'pack'));
  if (names.filter((name) => name.endsWith('.pack')).length <= MOST_PACKS || (await isInUse(users))) return;
  await runGit({ folder: gitDir, gitDir }, ['repack', '-q', '-d', '--geometric=2']);
}

/** In a repository that a reader found broken. */
const DAMAGED = 'plumbline-damaged';

export async function noteDamage({ gitDir }: CachedRepository): Promise<void> {
  await writeFile(join(gitDir, DAMAGED), '', { mode: 0o600 });
}

export async function isDamaged({ gitDir }: CachedRepository): Promise<boolean> {
  return (await stat(join(gitDir, DAMAGED)).catch(() => undefined)) !== undefined;
}

export async function noteUse({ gitDir }: CachedRepository, now: Date): Promise<void> {
  const file = join(gitDir, USED);
  await writeFile(file, '', { mode: 0o600 });
  await utimes(file, now, now);
}

/** Removes a repository unless somebody reads it; whoever calls holds its lock. Says whether it is gone. */
export async function removeRepository({ gitDir, users }: CachedRepository): Promise<boolean> {
  if (await isInUse(users)) return false;
  const aside = `${gitDir}.old-${randomUUID()}`;
  await rename(gitDir, aside).catch(() => undefined);
  await rm(aside, { recursive: true, force: true });
  await rm(users, { recursive: true, force: true });
  return true;
}

/** Drops what the cache holds of a repository, as when the App lost access to it. False: it is in use just now. */
export async function discardRepository(
  cacheFolder: string,
  of: { readonly host: string; readonly repositoryId: number },
): Promise<boolean> {
  const repository = cachedRepository(cacheFolder, of);
  const lock = await tryLock(repository.lock);
  try {
    return lock !== undefined && (await removeRepository(repository));
  } finally {
    await lock?.release();
  }
}

/** Where the cache holds more than `maxBytes`, removes the repositories fetched longest ago, but none that is in use. */
export async function evictRepositories(cacheFolder: string, maxBytes: number): Promise<void> {
  const repositories = await listRepositories(cacheFolder);
  let total = repositories.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { repository, bytes } of repositories.sort((a, b) => a.used - b.used)) {
    if (total <= maxBytes) return;
    const lock = await tryLock(repository.lock);
    if (!lock) continue;
    try {
      if (await removeRepository(repository)) total -= bytes;
    } finally {
      await lock.release();
    }
  }
}

interface Measured {
  readonly repository: CachedRepository;
  readonly bytes: number;
  /** Milliseconds of the epoch. */
  readonly used: number;
}

/** Drafts of processes that were killed while they made or removed something. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

async function listRepositories(cacheFolder: string): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const host of await readdir(cacheFolder).catch(() => [])) {
    for (const name of await readdir(join(cacheFolder, host)).catch(() => [])) {
      const path = join(cacheFolder, host, name);
      const [, id, aside] = /^(\d+)\.(?:git|lock)(\..+)?$/.exec(name) ?? [];
      if (id === undefined || name.endsWith('.lock')) continue;
      if (aside !== undefined) await removeAbandoned(path);
      else found.push(await measure(cachedRepository(cacheFolder, { host, repositoryId: Number(id) })));
    }
  }
  return found;
}

async function removeAbandoned(path: string): Promise<void> {
  const info = await stat(path).catch(() => undefined);
  if (info && Date.now() - info.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
}

async function measure(repository: CachedRepository): Promise<Measured> {
  const used = await stat(join(repository.gitDir, USED)).catch(() => undefined);
  return { repository, bytes: await folderBytes(repository.gitDir), used: used?.mtimeMs ?? 0 };
}

/** Git's own locks and half-received packs: nobody holds them, for whoever calls holds ours. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await removeLeftovers(path);
    else if (entry.name.endsWith('.lock') || /^(?:\.?tmp[-_]|\.tmp-)/.test(entry.name)) await rm(path, { force: true });
  }
}
