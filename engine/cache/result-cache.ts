import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { mapConcurrently } from '../source/map-concurrently.ts';

/**
 * Results by what they were computed from. An entry is one JSON file, written under another name and renamed, so that
 * any number of processes may share a folder and be killed at any moment.
 */
export interface ResultCache {
  get(key: string): unknown;
  /** `json` is `value` as text. */
  put(key: string, json: string, value: unknown): Promise<void>;
}

/** Bytes the folder may hold before the entries used longest ago are removed. */
export const MAX_CACHE_BYTES = 1024 ** 3;

export function cacheKey(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export const NO_CACHE: ResultCache = { get: () => undefined, put: () => Promise.resolve() };

/** The same cache, remembering what it gave and took: both sides of a review share it even where nothing is kept. */
export function withMemory(cache: ResultCache): ResultCache {
  const known = new Map<string, unknown>();
  return {
    get(key) {
      const value = known.get(key) ?? cache.get(key);
      if (value !== undefined) known.set(key, value);
      return value;
    },
    async put(key, json, value) {
      known.set(key, value);
      await cache.put(key, json, value);
    },
  };
}

/** What was found in somebody's code is for nobody else. */
const PRIVATE = 0o700;

/** A cache in a folder; the folder is made if need be. Throws where it cannot be written. */
export function openCache(folder: string): ResultCache {
  makeFolder(folder, PRIVATE);
  return {
    get(key) {
      try {
        return JSON.parse(readFileSync(entryPath(folder, key), 'utf8')) as unknown;
      } catch {
        // Not there, or cut short by a full disk: computed anew.
        return undefined;
      }
    },
    async put(key, json) {
      const path = entryPath(folder, key);
      const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
      makeFolder(dirname(path), PRIVATE);
      await writeFile(draft, json, { mode: 0o600 });
      await rename(draft, path);
    },
  };
}

function entryPath(folder: string, key: string): string {
  return join(folder, key.slice(0, 2), `${key.slice(2)}.json`);
}

/** Share of the limit that is left when a folder is pruned: room for what comes until the next time. */
const PRUNED_TO = 0.75;
/** A draft this old belongs to a process that was killed. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;
const REMOVED_AT_ONCE = 32;

/**
 * Where the folder holds more than `maxBytes`, removes the entries used longest ago; where the system does not note
 * when a file was read, those written longest ago. Drafts of processes that were killed go in any case.
 */
export async function pruneCache(
  folder: string,
  { now, maxBytes = MAX_CACHE_BYTES }: { readonly now: Date; readonly maxBytes?: number },
): Promise<void> {
  const entries: Entry[] = [];
  for (const shard of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shard)) continue;
    for (const entry of await listShard(join(folder, shard))) {
      const abandoned = !entry.path.endsWith('.json') && now.getTime() - entry.used > ABANDONED_AFTER_MS;
      if (abandoned) await rm(entry.path, { force: true });
      else entries.push(entry);
    }
  }
  await mapConcurrently(tooMany(entries, maxBytes), REMOVED_AT_ONCE, (entry) => rm(entry.path, { force: true }));
}

function tooMany(entries: readonly Entry[], maxBytes: number): Entry[] {
  let total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (total <= maxBytes) return [];
  const oldestFirst = [...entries].sort((a, b) => a.used - b.used);
  const kept = oldestFirst.findIndex((entry) => {
    if (total <= maxBytes * PRUNED_TO) return true;
    total -= entry.bytes;
    return false;
  });
  return kept === -1 ? oldestFirst : oldestFirst.slice(0, kept);
}

interface Entry {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds of the epoch. */
  readonly used: number;
}

async function listShard(folder: string): Promise<Entry[]> {
  const names = await readdir(folder).catch(() => []);
  const entries = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const info = await stat(path).catch(() => undefined);
      return info?.isFile() ? { path, bytes: info.size, used: Math.max(info.mtimeMs, info.atimeMs) } : undefined;
    }),
  );
  return entries.filter((entry) => entry !== undefined);
}
