import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await db.database.query('create table counters (name text primary key, value bigint not null)');
});
afterAll(() => db.close());

test('values have the types that are promised', async () => {
  const rows = await db.database.query(
    `select 12345678901::bigint as id, '2026-11-21T08:00:00+01'::timestamptz as at, '2026-11-21'::date as day,
       '2026-11-21 08:00'::timestamp as wall, 1.50::numeric as amount, '{"a":[1]}'::jsonb as data, count(*) as n, null as nothing
     from counters`,
  );
  expect(rows).toEqual([
    {
      id: 12345678901,
      at: new Date('2026-11-21T07:00:00Z'),
      day: '2026-11-21',
      wall: '2026-11-21 08:00:00',
      amount: '1.50',
      data: { a: [1] },
      n: 0,
      nothing: null,
    },
  ]);
});
