import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cachesIn, tidyCaches } from '../../../app/service/keep-caches.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

let held: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'plumbline-caches-'));
beforeAll(async () => {
  held = await testDatabase();
});
afterAll(async () => {
  await held.close();
  rmSync(folder, { recursive: true });
});

test('what a machine holds of repositories without access goes, the rest stays', async () => {
  const { database } = held;
  await database.query(`insert into accounts values (1, 'acme', 'organization', now())`);
  await database.query(
    `insert into installations (id, account_id, deleted_at, updated_at) values (10, 1, null, now()), (20, 1, now(), now())`,
  );
  await database.query(
    `insert into repositories (id, installation_id, owner, name, removed_at, updated_at)
     values (1, 10, 'acme', 'kept', null, now()), (2, 10, 'acme', 'removed', now(), now()), (3, 20, 'acme', 'left', null, now())`,
  );
  const caches = cachesIn(folder);
  for (const id of [1, 2, 3, 4]) {
    mkdirSync(join(caches.git, 'github.example+8443', `${id}.git`), { recursive: true });
    mkdirSync(join(caches.results, String(id), '0a'), { recursive: true });
  }
  const ports = { database, clock: () => new Date('2026-11-21T10:00:00Z') };
  await tidyCaches(caches, ports);
  await tidyCaches(caches, ports);
  const repositories = readdirSync(join(caches.git, 'github.example+8443')).filter((name) => name.endsWith('.git'));
  expect(repositories).toEqual(['1.git']);
  expect(readdirSync(caches.results)).toEqual(['1']);
});

test('before anything was fetched there is nothing to do', async () => {
  const ports = { database: held.database, clock: () => new Date('2026-11-21T10:00:00Z') };
  await expect(tidyCaches(cachesIn(join(folder, 'not-there')), ports)).resolves.toBeUndefined();
});
