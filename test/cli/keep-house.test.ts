import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepHouse } from '../../cli/keep-house.ts';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'plumbline-test-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

/** What pruning takes away: the draft of a process that was killed. */
async function aDraft(): Promise<void> {
  await mkdir(join(cache, 'ab'), { recursive: true });
  await writeFile(join(cache, 'ab', 'cd.json.4711.0badcafe'), '"half');
  await utimes(join(cache, 'ab', 'cd.json.4711.0badcafe'), 0, 0);
}

const drafts = async () => (await readdir(join(cache, 'ab'))).length;

test('the cache is pruned once a day', async () => {
  await aDraft();
  await keepHouse({ cache, now: new Date('2026-03-01T12:00:00Z') });
  await keepHouse({ cache, now: new Date('2026-03-02T11:59:00Z') });
  expect(await drafts()).toBe(1);
  await keepHouse({ cache, now: new Date('2026-03-02T12:00:00Z') });
  expect(await drafts()).toBe(0);
  await aDraft();
  await keepHouse({ cache, now: new Date('2026-03-03T11:00:00Z') });
  expect(await drafts()).toBe(1);
  await keepHouse({ cache, now: new Date('2026-03-03T13:00:00Z') });
  expect(await drafts()).toBe(0);
});

test('a folder that is not there, or none at all, is no trouble', async () => {
  await keepHouse({ cache: join(cache, 'missing'), now: new Date('2026-03-01T12:00:00Z') });
  await keepHouse({ cache: undefined, now: new Date('2026-03-01T12:00:00Z') });
  expect(await readdir(cache)).toEqual([]);
});
