import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  enqueue,
  NotBefore,
  releaseDeadWorkers,
  startWorker,
  type Worker,
  type WorkerOptions,
} from '../../database/queue.ts';
import { aGate, aTask } from '../support/a-task.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { startScript } from '../support/start-script.ts';
import { untilTrue } from '../support/until.ts';

let db: TestDatabase;
const undo: (() => unknown)[] = [];
beforeEach(async () => {
  db = await testDatabase();
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  await db.close();
});

const AN_HOUR_LATER = () => new Date(Date.now() + 3_600_000);

function work(options: Omit<WorkerOptions, 'database'>): Worker {
  const worker = startWorker({ database: db.database, pollInterval: 20, heartbeatInterval: 50, ...options });
  undo.push(() => worker.stop({ finishWithin: 0, abortWithin: 0 }));
  return worker;
}

function jobs(): Promise<unknown[]> {
  return db.database.query(
    'select task_identifier as task, attempts, locked_by is not null as held from graphile_worker.jobs order by id',
  );
}

async function workers(): Promise<string[]> {
  const rows = await db.database.query<{ id: string }>('select worker_id as id from plumbline_workers');
  return rows.map(({ id }) => id);
}

test('a worker that stops lets its job end, and takes no other', async () => {
  const gate = aGate();
  const task = aTask('slow', () => gate.opened);
  await enqueue(db.database, { task: 'slow', payload: {} });
  await enqueue(db.database, { task: 'slow', payload: {} });
  const worker = work({ tasks: [task.task] });
  await task.called(1);
  const stopped = worker.stop();
  gate.open();
  await stopped;
  expect(task.runs).toHaveLength(1);
  expect(await jobs()).toEqual([{ task: 'slow', attempts: 0, held: false }]);
  expect(await workers()).toEqual([]);
});

test('a job that does not end in time is told to, and is handed back as if it had not been taken', async () => {
  const task = aTask(
    'slow',
    ({ signal }) => new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('aborted')))),
  );
  await enqueue(db.database, { task: 'slow', payload: {}, queue: 'one', maxAttempts: 1 });
  const worker = work({ tasks: [task.task] });
  await task.called(1);
  await worker.stop({ finishWithin: 10 });
  expect(await jobs()).toEqual([{ task: 'slow', attempts: 0, held: false }]);

  const other = aTask('slow');
  work({ tasks: [other.task] });
  await other.called(1);
  expect(other.runs[0]?.job.attempts).toBe(1);
});

test('a job that does not listen is handed back all the same, and its late end changes nothing', async () => {
  const gate = aGate();
  const deaf = aTask('slow', () => gate.opened);
  await enqueue(db.database, { task: 'slow', payload: {}, queue: 'one' });
  const worker = work({ tasks: [deaf.task] });
  await deaf.called(1);
  await worker.stop({ finishWithin: 10, abortWithin: 10 });
  expect(await jobs()).toEqual([{ task: 'slow', attempts: 0, held: false }]);
  gate.open();
  await new Promise((done) => setTimeout(done, 50));
  expect(await jobs()).toEqual([{ task: 'slow', attempts: 0, held: false }]);
});

test('the job of a worker that was killed is given free, with its queue, when the worker is not heard of any more', async () => {
  await enqueue(db.database, { task: 'stuck', payload: { n: 1 }, queue: 'one' });
  await enqueue(db.database, { task: 'next', payload: {}, queue: 'one' });
  const script = await startScript('test/support/scripts/work-on-queue.ts', [db.url]);
  undo.push(() => script.kill());
  expect(await script.nextLine()).toBe('taken');
  await script.kill();

  expect(await releaseDeadWorkers(db.database, { now: new Date() })).toEqual([]);
  const released = await releaseDeadWorkers(db.database, { now: AN_HOUR_LATER() });
  expect(released).toMatchObject([{ task: 'stuck', payload: { n: 1 }, runsAgain: true }]);
  expect(await workers()).toEqual([]);
  const stuck = aTask('stuck');
  const next = aTask('next');
  work({ tasks: [stuck.task, next.task] });
  await next.called(1);
  expect(stuck.runs[0]?.job).toMatchObject({ attempts: 2, isLastAttempt: false });
});

test('a job whose worker was killed at its last attempt does not run again, and that is said', async () => {
  await enqueue(db.database, { task: 'stuck', payload: {}, maxAttempts: 1 });
  const script = await startScript('test/support/scripts/work-on-queue.ts', [db.url]);
  undo.push(() => script.kill());
  await script.nextLine();
  await script.kill();
  expect(await releaseDeadWorkers(db.database, { now: AN_HOUR_LATER() })).toMatchObject([
    { task: 'stuck', runsAgain: false },
  ]);
  expect(await jobs()).toEqual([{ task: 'stuck', attempts: 1, held: false }]);
});

test('a job that was replaced while it ran is gone with its worker: the newer one does the work', async () => {
  await enqueue(db.database, { task: 'stuck', payload: {}, key: 'one' });
  const script = await startScript('test/support/scripts/work-on-queue.ts', [db.url]);
  undo.push(() => script.kill());
  await script.nextLine();
  await enqueue(db.database, { task: 'stuck', payload: {}, key: 'one', runAt: AN_HOUR_LATER() });
  await script.kill();
  expect(await releaseDeadWorkers(db.database, { now: AN_HOUR_LATER() })).toEqual([]);
  expect(await jobs()).toEqual([{ task: 'stuck', attempts: 0, held: false }]);
});

test('a living worker keeps its job', async () => {
  const gate = aGate();
  undo.push(gate.open);
  const task = aTask('slow', () => gate.opened);
  await enqueue(db.database, { task: 'slow', payload: {} });
  work({ tasks: [task.task] });
  await task.called(1);
  expect(await releaseDeadWorkers(db.database)).toEqual([]);
  expect(await jobs()).toEqual([{ task: 'slow', attempts: 1, held: true }]);
});

test('a worker whose job was given to another is told, and its end does not end the other', async () => {
  const gate = aGate();
  undo.push(gate.open);
  const lost = aTask('slow', ({ signal }) => {
    return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason as Error)));
  });
  await enqueue(db.database, { task: 'slow', payload: {} });
  const first = work({ tasks: [lost.task], heartbeatInterval: 200 });
  await lost.called(1);
  void first.stop({ finishWithin: 60_000 });
  await releaseDeadWorkers(db.database, { now: AN_HOUR_LATER() });
  const other = aTask('slow', () => gate.opened);
  work({ tasks: [other.task] });
  await other.called(1);
  await untilTrue(() => lost.runs[0]?.signal.aborted === true);
  expect(lost.runs[0]?.signal.reason).toMatchObject({ why: 'job lost' });
  await first.stop();
  expect(await jobs()).toEqual([{ task: 'slow', attempts: 2, held: true }]);
});

test('a job that was taken by a statement whose answer was lost is given back', async () => {
  const task = aTask('unheard');
  const worker = work({ tasks: [task.task] });
  await worker.ready;
  const [id] = await workers();
  await db.database.transaction(async (transaction) => {
    await enqueue(transaction, { task: 'unheard', payload: {}, queue: 'one' });
    await transaction.query(
      'update graphile_worker._private_jobs set attempts = 1, locked_by = $1, locked_at = now()',
      [id],
    );
    await transaction.query('update graphile_worker._private_job_queues set locked_by = $1, locked_at = now()', [id]);
  });
  await task.called(1);
  expect(task.runs[0]?.job.attempts).toBe(1);
});

test('a worker goes on after all its connections were cut, while it works', async () => {
  const gate = aGate();
  const task = aTask('slow', () => gate.opened);
  const quick = aTask('quick');
  await enqueue(db.database, { task: 'slow', payload: {} });
  const worker = work({ tasks: [task.task, quick.task] });
  await task.called(1);
  await db.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  gate.open();
  await enqueue(db.database, { task: 'quick', payload: {} });
  await quick.called(1);
  await worker.stop();
  expect([task.runs.length, quick.runs.length, await jobs()]).toEqual([1, 1, []]);
});

test('workers share the jobs, each is done once', async () => {
  const done: unknown[] = [];
  const task = aTask('count', ({ payload }) => done.push(payload['n']));
  for (let n = 0; n < 40; n++) await enqueue(db.database, { task: 'count', payload: { n }, queue: `q${n % 7}` });
  const all = [1, 2, 3].map(() => work({ tasks: [task.task], concurrency: 3 }));
  await task.called(40);
  await Promise.all(all.map((worker) => worker.stop()));
  expect(done.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 40 }, (_, n) => n));
});

test('a job handed back by a worker that stops while it waits keeps the time it waits for', async () => {
  const until = new Date('2100-01-01T00:00:00Z');
  const task = aTask('wait', () => Promise.reject(new NotBefore(until, 'the limit')));
  await enqueue(db.database, { task: 'wait', payload: {} });
  const worker = work({ tasks: [task.task] });
  await task.called(1);
  await worker.stop({ finishWithin: 0 });
  expect(await db.database.query('select run_at, attempts, last_error from graphile_worker.jobs')).toEqual([
    { run_at: until, attempts: 0, last_error: 'the limit' },
  ]);
});

test('times are registered once for each timed task', async () => {
  const task = aTask('tick');
  await work({ tasks: [task.task], cron: [{ task: 'tick', match: '* * * * *' }] }).ready;
  await untilTrue(async () => (await crontabs()).length > 0);
  expect(await crontabs()).toEqual([{ identifier: 'cron:tick' }]);
  expect(() => startWorker({ database: db.database, tasks: [], cron: [{ task: 'x', match: 'sometimes' }] })).toThrow();
});

function crontabs(): Promise<unknown[]> {
  return db.database.query('select identifier from graphile_worker._private_known_crontabs');
}
