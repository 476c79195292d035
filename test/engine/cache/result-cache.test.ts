import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheKey, openCache, pruneCache, withMemory, NO_CACHE } from '../../../engine/cache/result-cache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function entries(): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
}

test('what was put is found again, by another process too', async () => {
  const key = cacheKey(['a', 'b']);
  await openCache(folder).put(key, '{"found":1}', { found: 1 });
  expect(openCache(folder).get(key)).toEqual({ found: 1 });
  expect(openCache(folder).get(cacheKey(['ab']))).toBeUndefined();
});

test('an entry cut short counts as absent', async () => {
  const key = cacheKey(['a']);
  await openCache(folder).put(key, '{"found":1}', {});
  const [file] = await entries();
  await writeFile(join(folder, file!), (await readFile(join(folder, file!), 'utf8')).slice(0, 5));
  expect(openCache(folder).get(key)).toBeUndefined();
});

test('both sides of a review share results without a folder', async () => {
  const cache = withMemory(NO_CACHE);
  await cache.put('key', '1', 1);
  expect(cache.get('key')).toBe(1);
});

const NOW = new Date('2026-03-01T12:00:00Z');
const entryOf = (key: string) => join(folder, key.slice(0, 2), `${key.slice(2)}.json`);

async function withEntries(...names: readonly string[]): Promise<(name: string) => unknown> {
  const cache = openCache(folder);
  for (const [index, name] of names.entries()) {
    await cache.put(cacheKey([name]), JSON.stringify(name), name);
    await utimes(entryOf(cacheKey([name])), index, index);
  }
  return (name) => openCache(folder).get(cacheKey([name]));
}

test('the oldest entries go when the folder is too large, with room for new ones', async () => {
  const get = await withEntries('aaaa', 'bbbb', 'cccc', 'dddd');
  await pruneCache(folder, { now: NOW, maxBytes: 20 });
  expect(['aaaa', 'bbbb', 'cccc', 'dddd'].map(get)).toEqual([undefined, undefined, 'cccc', 'dddd']);
});

test('an entry that was read lately stays', async () => {
  const get = await withEntries('aaaa', 'bbbb', 'cccc');
  await utimes(entryOf(cacheKey(['aaaa'])), 100, 0);
  await pruneCache(folder, { now: NOW, maxBytes: 16 });
  expect(['aaaa', 'bbbb', 'cccc'].map(get)).toEqual(['aaaa', undefined, 'cccc']);
});

test('a folder within its limit keeps everything but the drafts of killed processes', async () => {
  const get = await withEntries('aaaa', 'bbbb');
  const draft = `${entryOf(cacheKey(['aaaa']))}.4711.0badcafe`;
  const fresh = `${entryOf(cacheKey(['aaaa']))}.4712.0badcafe`;
  await writeFile(draft, '"half');
  await utimes(draft, 0, 0);
  await writeFile(fresh, '"half');
  await utimes(fresh, NOW, NOW);
  await writeFile(join(folder, 'last-pruned'), '');
  await pruneCache(folder, { now: NOW });
  expect(['aaaa', 'bbbb'].map(get)).toEqual(['aaaa', 'bbbb']);
  const left = (await readdir(folder, { recursive: true })).filter((name) => name.includes('.json.'));
  expect(left.map((name) => join(folder, name))).toEqual([fresh]);
  expect(await readdir(folder)).toContain('last-pruned');
});
