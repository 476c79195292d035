import { afterEach, beforeEach, expect, test } from 'vitest';
import { listen, notify, type Listener } from '../../database/notify.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { untilTrue } from '../support/until.ts';

let db: TestDatabase;
let listener: Listener;
let heard: string[];
let listenings: number;
beforeEach(async () => {
  db = await testDatabase();
  heard = [];
  listenings = 0;
  listener = listen(
    db.database,
    'Cancel it',
    (payload) => {
      heard.push(payload);
      if (payload === 'bad') throw new Error('cannot be handled');
    },
    { onListening: () => listenings++ },
  );
  await listener.ready;
});
afterEach(async () => {
  await listener.close();
  await db.close();
});

test('what is told is heard when its transaction is committed, on its channel only', async () => {
  await db.database.transaction(async (transaction) => {
    await notify(transaction, 'Cancel it', 'one');
    await notify(transaction, 'cancel it', 'not ours');
  });
  const undone = db.database.transaction(async (transaction) => {
    await notify(transaction, 'Cancel it', 'never said');
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  await notify(db.database, 'Cancel it', 'two');
  await untilTrue(() => heard.length === 2);
  expect(heard).toEqual(['one', 'two']);
});

test('it listens again after its connection was cut, and says so', async () => {
  await db.database.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await untilTrue(() => listenings === 2);
  await notify(db.database, 'Cancel it', 'again');
  await untilTrue(() => heard.length === 1);
  expect(heard).toEqual(['again']);
});

test('a handler that throws does not end it', async () => {
  await notify(db.database, 'Cancel it', 'bad');
  await notify(db.database, 'Cancel it', 'good');
  await untilTrue(() => heard.length === 2);
  expect(listenings).toBe(1);
});

test('what is too long to be told is an error', async () => {
  await notify(db.database, 'Cancel it', 'x'.repeat(7999));
  await expect(notify(db.database, 'Cancel it', 'ü'.repeat(4000))).rejects.toThrow(
    'a notification of 8000 bytes is too long',
  );
  await untilTrue(() => heard.length === 1);
});
