import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../database/connect.ts';
import type { Log } from '../../database/log.ts';
import { pruneCache } from '../../engine/cache/result-cache.ts';
import { removeAbandonedFolders } from '../../engine/processes/temporary-folder.ts';
import { discardRepository } from '../../github/fetch/repository-cache.ts';

/** Where a worker keeps what it fetched, and results of earlier reviews, by repository. */
export interface Caches {
  readonly git: string;
  readonly results: string;
}

export function cachesIn(cacheFolder: string): Caches {
  return { git: join(cacheFolder, 'git'), results: join(cacheFolder, 'results') };
}

const HOUR_MS = 3_600_000;

/**
 * Each hour, drops what this machine holds of repositories that the App has no access to any more, and the oldest of what
 * there is too much of. Each machine does it for itself.
 */
export function keepCaches(
  caches: Caches,
  ports: { database: Database; log: Log; clock: () => Date },
): { stop(): void } {
  const keep = (): void => {
    tidyCaches(caches, ports).catch((err: unknown) => ports.log.warn({ err }, 'the caches were not tidied'));
  };
  const timer = setInterval(keep, HOUR_MS);
  keep();
  return { stop: () => clearInterval(timer) };
}

export async function tidyCaches(
  { git, results }: Caches,
  { database, clock }: { database: Database; clock: () => Date },
): Promise<void> {
  const now = clock();
  await removeAbandonedFolders(now);
  for (const host of await namesIn(git)) {
    const ids = await idsIn(join(git, host), /^(\d+)\.git$/);
    for (const repositoryId of await withoutAccess(database, ids)) {
      await discardRepository(git, { host: host.replaceAll('+', ':'), repositoryId });
    }
  }
  const ids = await idsIn(results, /^(\d+)$/);
  for (const id of await withoutAccess(database, ids))
    await rm(join(results, String(id)), { recursive: true, force: true });
  for (const id of await idsIn(results, /^(\d+)$/))
    await pruneCache(join(results, String(id)), { now, maxBytes: MOST_RESULTS });
}

/** Bytes of results for one repository. */
const MOST_RESULTS = 256 * 2 ** 20;

async function idsIn(folder: string, name: RegExp): Promise<number[]> {
  return (await namesIn(folder)).flatMap((entry) => {
    const id = name.exec(entry)?.[1];
    return id === undefined ? [] : [Number(id)];
  });
}

/** None where there is no such folder yet. */
function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function withoutAccess(database: Database, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const active = await database.query<{ id: number }>(
    `select r.id from repositories r join installations i on i.id = r.installation_id
     where r.id = any($1::bigint[]) and r.removed_at is null and i.deleted_at is null`,
    [ids],
  );
  const known = new Set(active.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}
