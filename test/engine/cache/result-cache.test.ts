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

test('the oldest entries go when the folder is too large', async () => {
  const cache = openCache(folder);
  for (const [index, name] of ['old', 'middle', 'new'].entries()) {
    const key = cacheKey([name]);
    await cache.put(key, `"${name}"`, name);
    await utimes(join(folder, key.slice(0, 2), `${key.slice(2)}.json`), index, index);
  }
  await pruneCache(folder, 12);
  expect([cache.get(cacheKey(['old'])), cache.get(cacheKey(['middle'])), cache.get(cacheKey(['new']))]).toEqual([
    undefined,
    undefined,
    'new',
  ]);
});
