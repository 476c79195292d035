import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, MigrationError } from '../../database/migrate.ts';
import { prepareQueue } from '../../database/queue.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let folder: string;
beforeEach(async () => {
  db = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'plumbline-migrations-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.close();
});

function write(files: Record<string, string>): void {
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
}

function apply(domain = 'shop'): Promise<string[]> {
  return migrate(db.database, { domain, folder });
}

const TWO = {
  '0001-goods.sql': "create table goods (name text); insert into goods values ('apple');",
  '0003-prices.sql': 'alter table goods add column price numeric;',
};

test('files are applied in order, once', async () => {
  write(TWO);
  expect(await apply()).toEqual(['0001-goods.sql', '0003-prices.sql']);
  expect(await apply()).toEqual([]);
  expect(await db.database.query('select * from goods')).toEqual([{ name: 'apple', price: null }]);
  write({ '0004-colours.sql': 'alter table goods add column colour text' });
  expect(await apply()).toEqual(['0004-colours.sql']);
});

test('processes that start at once apply each file once', async () => {
  write({ ...TWO, '0004-slow.sql': 'select pg_sleep(0.2); create table slow ();' });
  const applied = await Promise.all([apply(), apply(), apply()]);
  expect(applied.flat()).toEqual(['0001-goods.sql', '0003-prices.sql', '0004-slow.sql']);
});

test('domains count on their own', async () => {
  write({ '0001-a.sql': 'select 1' });
  expect([await apply('shop'), await apply('garden')]).toEqual([['0001-a.sql'], ['0001-a.sql']]);
});

test('a file that was applied may not change; the ends of its lines may', async () => {
  write({ '0001-goods.sql': 'create table goods (\n  name text\n);' });
  await apply();
  write({ '0001-goods.sql': 'create table goods (\r\n  name text\r\n);' });
  expect(await apply()).toEqual([]);
  write({ '0001-goods.sql': 'create table goods (title text);' });
  await expect(apply()).rejects.toThrow(
    'the migration 0001-goods.sql (shop) is not what was applied to the database: undo the change, and write a new migration',
  );
});

test('a database of a newer version is refused', async () => {
  write(TWO);
  await apply();
  rmSync(join(folder, '0003-prices.sql'));
  await expect(apply()).rejects.toThrow(
    'the database has the migration 0003-prices.sql (shop), which this version does not know: run the newer version again',
  );
});

test('a file that comes before one that was applied is refused', async () => {
  write(TWO);
  await apply();
  write({ '0002-late.sql': 'select 1' });
  await expect(apply()).rejects.toThrow(
    'the migration 0002-late.sql (shop) comes before 0003-prices.sql, which was applied: renumber it',
  );
});

test('a file that fails changes nothing, those before it stay, and it is tried again', async () => {
  write({
    '0001-goods.sql': 'create table goods ();',
    '0002-broken.sql': 'create table half (); select * from nowhere;',
  });
  await expect(apply()).rejects.toThrow(
    'the migration 0002-broken.sql (shop) failed: relation "nowhere" does not exist',
  );
  expect(
    await db.database.query(`select to_regclass('goods') is not null as goods, to_regclass('half') as half`),
  ).toEqual([{ goods: true, half: null }]);
  write({ '0002-broken.sql': 'create table whole ();' });
  expect(await apply()).toEqual(['0002-broken.sql']);
});

test('names that are no numbers, and numbers used twice, are refused', async () => {
  write({ 'first.sql': 'select 1' });
  await expect(apply()).rejects.toThrow(MigrationError);
  rmSync(join(folder, 'first.sql'));
  write({ '0001-a.sql': 'select 1', '0001-b.sql': 'select 1' });
  await expect(apply()).rejects.toThrow(`${join(folder, '0001-b.sql')} has the number of 0001-a.sql`);
});

test('the queue can be prepared again, and by several at once', async () => {
  await db.database.query('drop schema graphile_worker cascade');
  await db.database.query('drop table plumbline_workers');
  await Promise.all([prepareQueue(db.database), prepareQueue(db.database)]);
  await prepareQueue(db.database);
  expect(await db.database.query('select count(*) as n from graphile_worker.jobs')).toEqual([{ n: 0 }]);
});
