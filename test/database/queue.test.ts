import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import {
  defineTask,
  enqueue,
  failedJobs,
  NotBefore,
  retryJob,
  startWorker,
  type Task,
  type Worker,
} from '../../database/queue.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
const workers: Worker[] = [];
beforeEach(async () => {
  db = await testDatabase();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop({ finishWithin: 100 })));
  await db.close();
});

function work(tasks: readonly Task[], concurrency = 1): Worker {
  const worker = startWorker({ database: db.database, tasks, concurrency, pollInterval: 50 });
  workers.push(worker);
  return worker;
}

test('a job is done with its payload, once', async () => {
  const done = aTask('greet');
  work([done.task]);
  await enqueue(db.database, { task: 'greet', payload: { name: 'Ada' } });
  await done.times(1);
  expect(done.payloads).toEqual([{ name: 'Ada' }]);
});

test('a job is there if its transaction is committed, and not otherwise', async () => {
  const done = aTask('greet');
  await expect(
    db.database.transaction(async (transaction) => {
      await enqueue(transaction, { task: 'greet', payload: { name: 'nobody' } });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await db.database.transaction((transaction) => enqueue(transaction, { task: 'greet', payload: { name: 'Ada' } }));
  work([done.task]);
  await done.times(1);
  expect(done.payloads).toEqual([{ name: 'Ada' }]);
});

test('a job that waits runs again at its time, as another one, and no attempt is used', async () => {
  const runs: { id: string; attempts: number }[] = [];
  let again: (() => void) | undefined;
  const twice = new Promise<void>((done) => (again = done));
  const task = defineTask({
    name: 'wait',
    payload: z.object({}),
    run({ job }) {
      runs.push({ id: job.id, attempts: job.attempts });
      if (runs.length === 1) throw new NotBefore(new Date(Date.now() + 50), 'the limit');
      again?.();
      return Promise.resolve();
    },
  });
  work([task]);
  const id = await enqueue(db.database, { task: 'wait', payload: {}, queue: 'one' });
  await twice;
  expect(runs[0]).toEqual({ id, attempts: 1 });
  expect(runs[1]).toEqual({ id: expect.any(String) as string, attempts: 1 });
  expect(runs[1]?.id).not.toBe(id);
});

test('a job that fails for good is kept, and can be retried', async () => {
  let fail = true;
  const done = aTask('fragile', () => {
    if (fail) throw new Error('broken');
  });
  const worker = work([done.task]);
  await worker.ready;
  const id = await enqueue(db.database, {
    task: 'fragile',
    payload: { name: 'x' },
    key: 'k',
    queue: 'q',
    maxAttempts: 1,
  });
  await done.times(1);
  await until(async () => (await failedJobs(db.database)).length === 1);
  const failed = await failedJobs(db.database);
  expect(failed).toMatchObject([
    { id, task: 'fragile', payload: { name: 'x' }, key: 'k', queue: 'q', attempts: 1, lastError: 'broken' },
  ]);
  fail = false;
  expect(await retryJob(db.database, String(id))).toBe(true);
  await done.times(2);
  await until(async () => (await failedJobs(db.database)).length === 0);
  expect(await retryJob(db.database, String(id))).toBe(false);
});

function aTask(name: string, run: () => void | Promise<void> = () => undefined) {
  const payloads: unknown[] = [];
  return {
    payloads,
    task: defineTask({
      name,
      payload: z.looseObject({}),
      async run({ payload }) {
        payloads.push(payload);
        await run();
      },
    }),
    times: (count: number) => until(() => payloads.length >= count),
  };
}

async function until(ask: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((done) => setTimeout(done, 10))) {
    if (await ask()) return;
  }
  throw new Error(`it did not come to be so: ${ask.toString()}`);
}
