import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../database/connect.ts';
import { startEmbeddedServer } from '../../database/embedded-server.ts';
import { listen, notify } from '../../database/notify.ts';
import { enqueue, prepareQueue, releaseDeadWorkers, startWorker } from '../../database/queue.ts';
import { aGate, aTask } from '../support/a-task.ts';
import { isRunning, until } from '../support/processes.ts';
import { untilTrue } from '../support/until.ts';

let folder: string;
const undo: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-restart-'));
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function startServer() {
  return startEmbeddedServer({ folder: join(folder, 'postgres'), durable: false });
}

function pidOfServer(): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}

test('a worker and a listener go on when PostgreSQL is killed and started again; what was being done is done once', async () => {
  const server = await startServer();
  undo.push(() => server.stop());
  const database = openDatabase(server.url);
  undo.push(() => database.close());
  await prepareQueue(database);
  const gate = aGate();
  const slow = aTask('slow', () => gate.opened);
  const quick = aTask('quick');
  const worker = startWorker({ database, tasks: [slow.task, quick.task], pollInterval: 20 });
  undo.push(() => worker.stop({ finishWithin: 0, abortWithin: 0 }));
  const heard: string[] = [];
  let listenings = 0;
  const listener = listen(database, 'news', (payload) => heard.push(payload), { onListening: () => listenings++ });
  undo.push(() => listener.close());
  await listener.ready;
  await enqueue(database, { task: 'slow', payload: {}, queue: 'one' });
  await slow.called(1);

  const pid = pidOfServer();
  process.kill(pid, 'SIGKILL');
  await until(() => !isRunning(pid));
  gate.open();

  await database.waitUntilReady();
  await enqueue(database, { task: 'quick', payload: {}, queue: 'one' });
  await quick.called(1);
  await untilTrue(() => listenings === 2);
  await notify(database, 'news', 'we are back');
  await untilTrue(() => heard.length === 1);
  await worker.stop();
  expect({ slow: slow.runs.length, quick: quick.runs.length, heard }).toEqual({
    slow: 1,
    quick: 1,
    heard: ['we are back'],
  });
  expect(await database.query('select id from graphile_worker.jobs')).toEqual([]);
});

test('a worker that is started before PostgreSQL waits for it; one that is stopped meanwhile ends', async () => {
  const first = await startServer();
  const database = openDatabase(first.url);
  undo.push(() => database.close());
  await prepareQueue(database);
  await enqueue(database, { task: 'quick', payload: {} });
  await first.stop();

  const quick = aTask('quick');
  const impatient = startWorker({ database, tasks: [quick.task], pollInterval: 20 });
  await impatient.stop();
  const worker = startWorker({ database, tasks: [quick.task], pollInterval: 20 });
  undo.push(() => worker.stop({ finishWithin: 0, abortWithin: 0 }));
  const second = await startServer();
  undo.push(() => second.stop());
  await quick.called(1);
});

test('a worker that is stopped while PostgreSQL is away ends; its job is given free later', async () => {
  const server = await startServer();
  const database = openDatabase(server.url);
  undo.push(() => database.close());
  await prepareQueue(database);
  await enqueue(database, { task: 'slow', payload: {} });
  const gate = aGate();
  undo.push(gate.open);
  const slow = aTask('slow', () => gate.opened);
  const worker = startWorker({ database, tasks: [slow.task], pollInterval: 20 });
  await slow.called(1);
  await server.stop();
  await worker.stop({ finishWithin: 50, abortWithin: 50 });

  const again = await startServer();
  undo.push(() => again.stop());
  const released = await releaseDeadWorkers(database, { now: new Date(Date.now() + 3_600_000) });
  expect(released).toMatchObject([{ task: 'slow', runsAgain: true }]);
});
