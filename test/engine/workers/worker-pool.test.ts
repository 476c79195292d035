import { afterEach, expect, test } from 'vitest';

import type { WorkerOptions, WorkerTask } from '../../../engine/workers/protocol.ts';
import { WorkerPool, type WorkerLimits } from '../../../engine/workers/worker-pool.ts';

const LIMITS: WorkerLimits = { taskMilliseconds: 10_000, heapMegabytes: 64, residentMegabytes: 400 };
const pools: WorkerPool[] = [];

function aPool(limits: Partial<WorkerLimits> = {}, size = 2): WorkerPool {
  const pool = new WorkerPool({
    workerPath: 'test/fixtures/workers/obedient.js',
    size,
    limits: { ...LIMITS, ...limits },
  });
  pools.push(pool);
  return pool;
}

function aTask(path: string): WorkerTask {
  const options: WorkerOptions = {
    analyzers: { eslint: true, metrics: true, secrets: true },
    thresholds: {} as never,
  };
  const classification = { type: 'code', test: false } as const;
  return { kind: 'analyze', options, files: [{ path, bytes: new Uint8Array(), classification }] };
}

async function pathsDone(pool: WorkerPool, paths: readonly string[]): Promise<(string | undefined)[]> {
  const outcomes = await Promise.all(paths.map((path) => pool.run(aTask(path))));
  return outcomes.map((outcome) =>
    outcome.status === 'done'
      ? (JSON.parse(outcome.json) as { path: string }).path
      : `${outcome.status}: ${outcome.detail}`,
  );
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

test('every task is answered, more of them than workers', async () => {
  const paths = Array.from({ length: 50 }, (_, index) => `file-${index}`);
  expect(await pathsDone(aPool(), paths)).toEqual(paths);
});

test('a task that hangs ends alone', async () => {
  const pool = aPool({ taskMilliseconds: 300 });
  expect(await pathsDone(pool, ['a', 'hang', 'b', 'c', 'd'])).toEqual([
    'a',
    'time-out: took longer than 0.3 s',
    'b',
    'c',
    'd',
  ]);
});

test('a task that eats the heap ends alone', async () => {
  expect(await pathsDone(aPool(), ['a', 'heap', 'b', 'c'])).toEqual([
    'a',
    'out-of-memory: took more than 64 MiB of heap',
    'b',
    'c',
  ]);
});

test.runIf(process.platform === 'linux')('memory outside the heap is limited too', async () => {
  expect(await pathsDone(aPool(), ['a', 'memory', 'b', 'c'])).toEqual([
    'a',
    'out-of-memory: took more than 400 MiB of memory',
    'b',
    'c',
  ]);
});

test('a worker that dies takes nothing with it, and its task is tried once more', async () => {
  expect(await pathsDone(aPool(), ['a', 'die', 'b', 'c'])).toEqual([
    'a',
    'crashed: the worker ended with SIGKILL',
    'b',
    'c',
  ]);
});

test('a killed worker costs nothing', async () => {
  const pool = aPool({}, 1);
  const first = await pool.run(aTask('a'));
  const { pid } = JSON.parse(first.status === 'done' ? first.json : '{}') as { pid: number };
  process.kill(pid, 'SIGKILL');
  expect(await pathsDone(pool, ['b', 'c'])).toEqual(['b', 'c']);
});

test('a task that its worker refuses is an outcome', async () => {
  expect(await pathsDone(aPool(), ['refuse', 'a'])).toEqual(['crashed: not this one', 'a']);
});

test('workers get nothing of our environment', async () => {
  const outcome = await aPool().run(aTask('a'));
  const { env } = JSON.parse(outcome.status === 'done' ? outcome.json : '{}') as { env: Record<string, string> };
  expect(Object.keys(env).filter((name) => !name.startsWith('NODE_CHANNEL'))).toEqual([]);
});
