import { EventEmitter } from 'node:events';
import { run, type ParsedCronItem, type WorkerEvents, type WorkerPool as LibraryPool } from 'graphile-worker';
import type { Log } from '../log.ts';
import { graphileLogger } from './graphile-logger.ts';
import { startHeartbeat } from './heartbeat.ts';
import { giveBackHeld } from './locked-jobs.ts';
import { JobStopped, taskListOf } from './run-task.ts';
import { runningJobs, type RunningJobs } from './running-jobs.ts';
import type { StopOptions, WorkerOptions } from './start-worker.ts';
import { WorkerPool } from './worker-pool.ts';

/** A worker under one id, from its first heartbeat to its end. */
export interface Session {
  /** Settles when it has ended by itself. */
  readonly ended: Promise<void>;
  stop(limits: Required<StopOptions>): Promise<void>;
}

export interface SessionOptions extends Omit<WorkerOptions, 'cron'> {
  readonly cron: ParsedCronItem[];
  readonly log: Log;
  readonly host: string;
  /** Aborted when it need not start any more. */
  readonly stopping: AbortSignal;
}

/** Connections besides one for each job: one that listens, one for heartbeats, one to spare. */
const MORE_CONNECTIONS = 3;
/** Milliseconds for the library to end when nothing is left to do. */
const END_WITHIN = 10_000;
/** Milliseconds. We tell tasks ourselves; the library's own way is never used. */
const NEVER = 2 ** 31 - 1;

export async function startSession(options: SessionOptions): Promise<Session> {
  const { database, concurrency = 1, log, stopping } = options;
  const pool = new WorkerPool(database.url, { size: concurrency + MORE_CONNECTIONS, log });
  const giveUp = () => pool.giveUp();
  stopping.addEventListener('abort', giveUp);
  const jobs = runningJobs();
  const events: WorkerEvents = new EventEmitter();
  const identity: { worker: string; library?: LibraryPool } = { worker: '' };
  events.on('pool:create', ({ workerPool }) => Object.assign(identity, { worker: workerPool.id, library: workerPool }));
  const runner = await run({
    pgPool: pool,
    concurrency,
    events,
    noHandleSignals: true,
    logger: graphileLogger(log),
    pollInterval: options.pollInterval ?? 2000,
    taskList: taskListOf(options.tasks, { jobs, identity, log }),
    parsedCronItems: options.cron,
    // Without these two, a job that could not be marked as ended would be an unhandled rejection.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0, gracefulShutdownAbortTimeout: NEVER } },
  }).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const heartbeat = startHeartbeat({ ...options, pool, jobs, worker: identity.worker });
  await heartbeat.first;
  stopping.removeEventListener('abort', giveUp);

  let stopped: Promise<void> | undefined;
  const leave = () => leaveQueue(pool, identity.worker, log);
  const end = async () => {
    await heartbeat.stop();
    pool.giveUp();
    await leave();
    await pool.end();
  };
  const ended = runner.promise.finally(() => (stopped ??= end()));
  ended.catch(() => undefined);
  return {
    ended,
    stop: (limits) =>
      (stopped ??= stopRunner({ runner, library: identity.library, pool, jobs, leave, ...limits }).then(end)),
  };
}

interface Stoppable extends Required<StopOptions> {
  readonly runner: Awaited<ReturnType<typeof run>>;
  readonly library: LibraryPool | undefined;
  readonly pool: WorkerPool;
  readonly jobs: RunningJobs;
  readonly leave: () => Promise<void>;
}

async function stopRunner(stoppable: Stoppable): Promise<void> {
  const { runner, library, pool, jobs, finishWithin, abortWithin, leave } = stoppable;
  pool.stopTaking();
  const ended = Promise.resolve(runner.stop()).catch(() => undefined);
  if (await isWithin(finishWithin, ended)) return;
  jobs.abortAll(new JobStopped('worker stops'));
  if (await isWithin(abortWithin, ended)) return;
  pool.giveUp();
  // What the library kills it counts as failed: by then, nothing is its any more.
  await leave();
  const killed = Promise.resolve(library?.forcefulShutdown('the worker stops')).catch(() => undefined);
  await isWithin(END_WITHIN, killed);
}

/** What it still holds is free, and it is known to be gone. Where the database is away too, others find out later. */
async function leaveQueue(pool: WorkerPool, worker: string, log: Log): Promise<void> {
  try {
    await giveBackHeld(pool, worker, null);
    await pool.query('delete from plumbline_workers where worker_id = $1', [worker]);
  } catch (error) {
    log.warn({ err: error, worker }, 'a worker that ends could not say so');
  }
}

function isWithin(milliseconds: number, done: Promise<unknown>): Promise<boolean> {
  return new Promise((settle) => {
    const timer = setTimeout(() => settle(false), milliseconds);
    void done.finally(() => {
      clearTimeout(timer);
      settle(true);
    });
  });
}
