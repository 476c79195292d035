import type { Database } from '../connect.ts';
import { isTransient } from '../errors.ts';
import type { Log } from '../log.ts';
import { cleanQueue } from './clean-queue.ts';
import { giveBackHeld, heldBy } from './locked-jobs.ts';
import { releaseDeadWorkers } from './release-dead-workers.ts';
import { JobStopped } from './run-task.ts';
import type { RunningJobs } from './running-jobs.ts';
import type { WorkerPool } from './worker-pool.ts';

export interface HeartbeatOptions {
  readonly database: Database;
  readonly pool: WorkerPool;
  readonly jobs: RunningJobs;
  readonly worker: string;
  readonly host: string;
  readonly log: Log;
  readonly heartbeatInterval?: number;
}

export interface Heartbeat {
  /** Settles after the first one, also if it failed. */
  readonly first: Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds; see also DEAD_AFTER. */
const INTERVAL = 5000;
/** Every so many heartbeats dead workers are looked for, and queues without jobs removed. */
const RELEASE_EVERY = 3;
const CLEAN_EVERY = 12;
/** Milliseconds after its end in which a job may still be held, until that is recorded. */
const STILL_ENDING = 60_000;

/** Says now and then that the worker lives, compares the jobs it holds with those it does, and looks after the dead. */
export function startHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { heartbeatInterval = INTERVAL, log, worker } = options;
  let count = 0;
  let suspects: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function beat(): Promise<void> {
    try {
      await sayAlive(options);
      suspects = await compareJobs(options, suspects);
      if (count % RELEASE_EVERY === 0) await lookAfterTheDead(options);
      if (count % CLEAN_EVERY === CLEAN_EVERY - 1) await cleanQueue(options.database);
    } catch (error) {
      if (isTransient(error)) log.debug({ err: error, worker }, 'no heartbeat: the database is away');
      else log.error({ err: error, worker }, 'no heartbeat');
    }
    count++;
    if (!stopped) timer = setTimeout(next, heartbeatInterval);
  }

  function next(): void {
    last = beat();
  }

  let last = beat();
  return {
    first: last,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}

async function sayAlive({ pool, worker, host }: HeartbeatOptions): Promise<void> {
  await pool.query(
    `insert into plumbline_workers (worker_id, host, pid) values ($1, $2, $3)
     on conflict (worker_id) do update set seen_at = now()`,
    [worker, host, process.pid],
  );
}

/**
 * A job that we do and do not hold was given to another worker, which took us for dead. One that we hold and do not do was taken
 * by a statement whose answer was lost; it may also have been taken at this moment, so it has to be seen twice.
 */
async function compareJobs(
  { pool, worker, jobs, log }: HeartbeatOptions,
  suspects: readonly string[],
): Promise<readonly string[]> {
  const running = jobs.ids;
  const held = new Set(await heldBy(pool, worker));
  for (const id of running) {
    if (held.has(id) || !jobs.ids.includes(id)) continue;
    log.warn({ worker, jobId: id }, 'a job was given to another worker');
    jobs.abort(id, new JobStopped('job lost'));
  }
  const unheard = [...held].filter((id) => !jobs.isKnown(id, STILL_ENDING));
  const unheardAgain = unheard.filter((id) => suspects.includes(id));
  if (unheardAgain.length > 0) {
    log.warn({ worker, jobIds: unheardAgain }, 'jobs were taken without an answer; they are given back');
    await giveBackHeld(pool, worker, unheardAgain);
  }
  return unheard;
}

async function lookAfterTheDead({ database, log }: HeartbeatOptions): Promise<void> {
  for (const { id, task, runsAgain } of await releaseDeadWorkers(database)) {
    log.warn({ jobId: id, task, runsAgain }, 'a job of a worker that is gone was given free');
  }
}
