import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import {
  cleanQueue,
  defineTask,
  enqueue,
  failedJobs,
  forgetFailedJobs,
  NotBefore,
  startWorker,
  type Task,
  type Worker,
} from '../../database/queue.ts';
import { aGate, aTask } from '../support/a-task.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { untilTrue } from '../support/until.ts';

let db: TestDatabase;
const workers: Worker[] = [];
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop({ finishWithin: 0, abortWithin: 0 })));
  await db.database.query('truncate graphile_worker._private_jobs, graphile_worker._private_job_queues');
});
afterAll(() => db.close());

function work(tasks: readonly Task[], concurrency = 1): Worker {
  const worker = startWorker({ database: db.database, tasks, concurrency, pollInterval: 20 });
  workers.push(worker);
  return worker;
}

async function waitingJobs(): Promise<unknown[]> {
  return db.database.query(
    `select task_identifier as task, key, queue_name as queue, attempts, priority from graphile_worker.jobs order by id`,
  );
}

test('a job is done with its payload, once', async () => {
  const greet = aTask('greet');
  await enqueue(db.database, { task: 'greet', payload: { name: 'Ada' } });
  const worker = work([greet.task]);
  await greet.called(1);
  await worker.stop();
  expect(greet.runs).toMatchObject([
    { payload: { name: 'Ada' }, job: { task: 'greet', attempts: 1, maxAttempts: 10, isLastAttempt: false } },
  ]);
  expect(await waitingJobs()).toEqual([]);
});

test('a job is there if its transaction is committed, and not otherwise', async () => {
  const refused = db.database.transaction(async (transaction) => {
    await enqueue(transaction, { task: 'greet', payload: {}, key: 'refused', queue: 'new' });
    throw new Error('no');
  });
  await expect(refused).rejects.toThrow('no');
  await db.database.transaction((transaction) =>
    enqueue(transaction, { task: 'greet', payload: {}, key: 'committed' }),
  );
  expect(await waitingJobs()).toEqual([{ task: 'greet', key: 'committed', queue: null, attempts: 0, priority: 0 }]);
});

test('a job with the key of one that waits replaces it', async () => {
  const greet = aTask('greet');
  const runAt = new Date(Date.now() + 3_600_000);
  await enqueue(db.database, { task: 'greet', payload: { name: 'Ada' }, key: 'person', runAt });
  await enqueue(db.database, { task: 'greet', payload: { name: 'Grace' }, key: 'person' });
  const worker = work([greet.task]);
  await greet.called(1);
  await worker.stop();
  expect(greet.runs.map(({ payload }) => payload)).toEqual([{ name: 'Grace' }]);
});

test('jobs of one queue run one after the other, those of others beside them', async () => {
  const running: string[] = [];
  const overlaps: string[] = [];
  const both = aGate();
  const task = aTask('step', async ({ payload }) => {
    const queue = String(payload['queue']);
    if (running.includes(queue)) overlaps.push(queue);
    running.push(queue);
    if (running.length === 2) both.open();
    await both.opened;
    running.splice(running.indexOf(queue), 1);
  });
  for (const step of [1, 2, 3]) {
    for (const queue of ['a', 'b']) await enqueue(db.database, { task: 'step', payload: { queue, step }, queue });
  }
  const worker = work([task.task], 6);
  await task.called(6);
  await worker.stop();
  const steps = (queue: string) =>
    task.runs.filter(({ payload }) => payload['queue'] === queue).map(({ payload }) => payload['step']);
  expect({ a: steps('a'), b: steps('b'), overlaps }).toEqual({ a: [1, 2, 3], b: [1, 2, 3], overlaps: [] });
});

test('jobs of lower priority numbers come first, and any number is taken', async () => {
  const greet = aTask('greet');
  for (const priority of [1_000_000, 5, -1_000_000, 0])
    await enqueue(db.database, { task: 'greet', payload: { priority }, priority });
  const worker = work([greet.task]);
  await greet.called(4);
  await worker.stop();
  expect(greet.runs.map(({ payload }) => payload['priority'])).toEqual([-1_000_000, 0, 5, 1_000_000]);
});

test('a job that waits runs again at its time, under another id, and no attempt is used', async () => {
  const at = new Date(Date.now() + 100);
  const task = aTask('wait', () => {
    if (task.runs.length === 1) throw new NotBefore(at, 'the limit');
    expect(Date.now()).toBeGreaterThanOrEqual(at.getTime());
  });
  const id = await enqueue(db.database, { task: 'wait', payload: {}, queue: 'one', key: 'k', maxAttempts: 1 });
  const worker = work([task.task]);
  await task.called(2);
  await worker.stop();
  const [first, second] = task.runs;
  expect(first?.job).toMatchObject({ id, attempts: 1, key: 'k', isLastAttempt: true });
  expect(second?.job).toMatchObject({ attempts: 1, key: 'k', isLastAttempt: true });
  expect(second?.job.id).not.toBe(id);
  expect(await waitingJobs()).toEqual([]);
});

test('a job that wants to wait and was replaced meanwhile is not done again: the newer one is', async () => {
  const gate = aGate();
  const task = aTask('wait', async ({ payload }) => {
    if (payload['version'] !== 1) return;
    await gate.opened;
    throw new NotBefore(new Date(Date.now() + 50), 'the limit');
  });
  await enqueue(db.database, { task: 'wait', payload: { version: 1 }, queue: 'one', key: 'k', maxAttempts: 1 });
  const worker = work([task.task]);
  await task.called(1);
  await enqueue(db.database, { task: 'wait', payload: { version: 2 }, queue: 'one', key: 'k', maxAttempts: 1 });
  gate.open();
  await task.called(2);
  await worker.stop();
  expect(task.runs.map(({ payload }) => payload['version'])).toEqual([1, 2]);
  expect(await waitingJobs()).toEqual([]);
});

test('a job that fails is tried again after a pause that grows', async () => {
  const task = aTask('fragile', () => Promise.reject(new Error('broken')));
  await enqueue(db.database, { task: 'fragile', payload: {} });
  const worker = work([task.task]);
  await task.called(1);
  await worker.stop();
  const [job] = await db.database.query<{ attempts: number; error: string; pause: number }>(
    `select attempts, last_error as error, extract(epoch from run_at - updated_at)::float8 as pause from graphile_worker.jobs`,
  );
  expect(job).toMatchObject({ attempts: 1, error: 'broken' });
  expect(job?.pause).toBeGreaterThan(2);
});

test('a payload that is not what the task takes is a failed attempt', async () => {
  const task = defineTask({ name: 'strict', payload: z.object({ id: z.number() }), run: () => Promise.resolve() });
  work([task]);
  await enqueue(db.database, { task: 'strict', payload: { id: 'one' }, maxAttempts: 1 });
  await untilTrue(async () => (await failedJobs(db.database)).length === 1);
  expect((await failedJobs(db.database))[0]?.lastError).toContain('expected number, received string');
});

test('what the library adds to the payload of a timed job is kept from the task', async () => {
  const task = aTask('timed');
  work([task.task]);
  await enqueue(db.database, { task: 'timed', payload: { depth: 1, _cron: { ts: '2026-11-21T08:00:00Z' } } });
  await task.called(1);
  expect(task.runs[0]?.payload).toEqual({ depth: 1 });
});

test('a job that failed for good is kept, and can be run again as the operator is told to, or forgotten', async () => {
  const task = aTask('fragile', () => Promise.reject(new Error('broken')));
  const worker = work([task.task]);
  const id = await enqueue(db.database, { task: 'fragile', payload: { n: 1 }, key: 'k', queue: 'q', maxAttempts: 1 });
  await task.called(1);
  await untilTrue(async () => (await failedJobs(db.database)).length === 1);
  expect(await failedJobs(db.database)).toEqual([
    {
      id,
      task: 'fragile',
      payload: { n: 1 },
      key: 'k',
      queue: 'q',
      attempts: 1,
      lastError: 'broken',
      createdAt: expect.any(Date) as Date,
      failedAt: expect.any(Date) as Date,
    },
  ]);
  await db.database.query(`select graphile_worker.reschedule_jobs(array[${id}], run_at => now(), attempts => 0)`);
  await task.called(2);
  await worker.stop();
  expect(await forgetFailedJobs(db.database, new Date(Date.now() - 3_600_000))).toBe(0);
  expect(await forgetFailedJobs(db.database, new Date(Date.now() + 3_600_000))).toBe(1);
  expect(await failedJobs(db.database)).toEqual([]);
});

test('a job that failed after a newer one had taken its key is nothing for the operator: the newer one does the work', async () => {
  const gate = aGate();
  const task = aTask('fragile', async ({ payload }) => {
    if (payload['version'] === 2) return;
    await gate.opened;
    throw new Error('broken');
  });
  await enqueue(db.database, { task: 'fragile', payload: { version: 1 }, queue: 'one', key: 'k' });
  const worker = work([task.task]);
  await task.called(1);
  await enqueue(db.database, { task: 'fragile', payload: { version: 2 }, queue: 'one', key: 'k' });
  gate.open();
  await task.called(2);
  await worker.stop();
  expect(await failedJobs(db.database)).toEqual([]);
});

test('queues without jobs are removed, but not while somebody adds a job to one', async () => {
  const queues = () =>
    db.database.query('select queue_name as name from graphile_worker._private_job_queues order by 1');
  await enqueue(db.database, { task: 'greet', payload: {}, queue: 'used' });
  await db.database.query(`insert into graphile_worker._private_job_queues (queue_name) values ('left'), ('reused')`);
  await db.database.transaction(async (transaction) => {
    await enqueue(transaction, { task: 'greet', payload: {}, queue: 'reused' });
    await cleanQueue(db.database);
  });
  expect(await queues()).toEqual([{ name: 'left' }, { name: 'reused' }, { name: 'used' }]);
  await cleanQueue(db.database);
  expect(await queues()).toEqual([{ name: 'reused' }, { name: 'used' }]);
});
