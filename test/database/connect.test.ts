import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../database/connect.ts';
import { isConnectionLost, isTransient } from '../../database/errors.ts';
import { aGate } from '../support/a-task.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await db.database.query('create table counters (name text primary key, value bigint not null)');
});
beforeEach(() => db.database.query('truncate counters'));
afterAll(() => db.close());

function counters(): Promise<unknown[]> {
  return db.database.query('select name, value from counters order by name');
}

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

test('a whole number too large to be exact is an error, and never rounded', async () => {
  await expect(db.database.query('select 9007199254740993::bigint as id')).rejects.toThrow(
    '9007199254740993 is too large for a number: select it as text',
  );
  expect(await db.database.query('select 9007199254740991::bigint as id')).toEqual([{ id: Number.MAX_SAFE_INTEGER }]);
});

test('a transaction is committed when it is through, and undone when it throws', async () => {
  const answer = await db.database.transaction(async (transaction) => {
    await transaction.query(`insert into counters values ('kept', 1)`);
    return 'done';
  });
  expect(answer).toBe('done');
  const failed = db.database.transaction(async (transaction) => {
    await transaction.query(`insert into counters values ('lost', 1)`);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await counters()).toEqual([{ name: 'kept', value: 1 }]);
});

test('a transaction whose failed statement was caught is an error, since nothing of it is committed', async () => {
  const hidden = db.database.transaction(async (transaction) => {
    await transaction.query(`insert into counters values ('lost', 1)`);
    await transaction.query('select nonsense').catch(() => undefined);
  });
  await expect(hidden).rejects.toThrow('the transaction was rolled back: a statement in it had failed');
  expect(await counters()).toEqual([]);
});

test('transactions in the way of each other are done again until each is through', async () => {
  await db.database.query(`insert into counters values ('n', 0)`);
  await Promise.all(
    Array.from({ length: 4 }, () =>
      db.database.transaction(
        async (transaction) => {
          const [row] = await transaction.query<{ value: number }>(`select value from counters where name = 'n'`);
          await transaction.query(`update counters set value = $1 where name = 'n'`, [Number(row?.value) + 1]);
        },
        { isolation: 'serializable' },
      ),
    ),
  );
  expect(await counters()).toEqual([{ name: 'n', value: 4 }]);
});

test('two that wait for each other are both done', async () => {
  await db.database.query(`insert into counters values ('a', 0), ('b', 0)`);
  const gates = { a: aGate(), b: aGate() };
  const add = (first: 'a' | 'b', second: 'a' | 'b') =>
    db.database.transaction(async (transaction) => {
      await transaction.query('update counters set value = value + 1 where name = $1', [first]);
      gates[first].open();
      await gates[second].opened;
      await transaction.query('update counters set value = value + 1 where name = $1', [second]);
    });
  await Promise.all([add('a', 'b'), add('b', 'a')]);
  expect(await counters()).toEqual([
    { name: 'a', value: 2 },
    { name: 'b', value: 2 },
  ]);
});

test('a statement after the end of its transaction is an error, and does not reach the next one', async () => {
  let late: Promise<unknown> | undefined;
  await db.database.transaction((transaction) => {
    late = new Promise((done) => setTimeout(done, 20)).then(() =>
      transaction.query(`insert into counters values ('late', 1)`),
    );
    return Promise.resolve();
  });
  await expect(late).rejects.toThrow('the transaction is over');
  expect(await counters()).toEqual([]);
});

test('a connection that the server cut is not used again', async () => {
  const cut = db.database.withClient(async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await db.database.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await client.query('select 1');
  });
  const error: unknown = await cut.catch((cause: unknown) => cause);
  expect([isConnectionLost(error), isTransient(error)]).toEqual([true, true]);
  expect(await db.database.query('select 1 as one')).toEqual([{ one: 1 }]);
});

test('an idle connection that the server cut is no error', async () => {
  await db.database.query('select 1');
  const client = db.database.newClient();
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
  await db.database.waitUntilReady();
  expect(await counters()).toEqual([]);
});

test('no statement, lock or forgotten transaction lasts for ever', async () => {
  expect(
    await db.database.query(
      `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
         current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`,
    ),
  ).toEqual([{ statement: '30s', lock: '10s', idle: '1min', name: 'plumbline test' }]);
});

test('waiting for a server that is not there ends, with the reason', async () => {
  const nowhere = openDatabase('postgresql://nobody@/none?host=/nonexistent');
  await expect(nowhere.waitUntilReady({ timeout: 100 })).rejects.toMatchObject({ code: 'ENOENT' });
  await nowhere.close();
});

test('waiting for a server that refuses us ends at once', async () => {
  const refused = openDatabase(db.url.replace(/@\/[^?]*/, '@/no_such_database'));
  await expect(refused.waitUntilReady({ timeout: 60_000 })).rejects.toMatchObject({ code: '3D000' });
  await refused.close();
});

test('a test that leaves a connection open is told', async () => {
  const leaky = await testDatabase();
  const forgotten = openDatabase(leaky.url, { applicationName: 'forgotten' });
  await forgotten.query('select 1');
  await expect(leaky.close()).rejects.toThrow('connections were left open:\nforgotten: select 1');
  await forgotten.close();
});
