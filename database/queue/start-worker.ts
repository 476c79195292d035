import { hostname } from 'node:os';
import type { Database } from '../connect.ts';
import { silentLog, type Log } from '../log.ts';
import { sleep } from '../sleep.ts';
import { parseCron, type CronItem } from './cron.ts';
import { startSession, type Session } from './worker-session.ts';
import type { Task } from './task.ts';

export interface WorkerOptions {
  readonly database: Database;
  readonly tasks: readonly Task[];
  /** Jobs at once (1). */
  readonly concurrency?: number;
  /** Jobs that are added at certain times, once however many workers there are. */
  readonly cron?: readonly CronItem[];
  readonly log?: Log;
  /** Milliseconds between two looks for jobs that became due (2000); of new ones it is told. */
  readonly pollInterval?: number;
  /** Milliseconds between two heartbeats (5000). */
  readonly heartbeatInterval?: number;
}

export interface Worker {
  /** Settles when it takes jobs for the first time. Never rejects. */
  readonly ready: Promise<void>;
  /**
   * Takes no more jobs, and waits for those that run. After `finishWithin` milliseconds (25,000) their signal is aborted; what has
   * not ended `abortWithin` milliseconds (5000) later is handed back all the same. An attempt that ends so counts as none.
   */
  stop(options?: StopOptions): Promise<void>;
}

export interface StopOptions {
  readonly finishWithin?: number;
  readonly abortWithin?: number;
}

/** Milliseconds before a worker that ended by itself is started again. */
const RESTART_PAUSE = 1000;

/**
 * Starts to take jobs of these tasks, and goes on, also over restarts of PostgreSQL, until it is stopped. The queue has to
 * be prepared. Signals of the process are the caller's. Throws where a time cannot be read.
 */
export function startWorker(options: WorkerOptions): Worker {
  const log = options.log ?? silentLog;
  const cron = parseCron(options.cron ?? []);
  const stopping = new AbortController();
  const stopped = new Promise<void>((done) => stopping.signal.addEventListener('abort', () => done()));
  let session: Session | undefined;
  let becomeReady = () => {};
  const ready = new Promise<void>((done) => (becomeReady = done));

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        session = await startSession({ ...options, cron, log, host: hostname(), stopping: stopping.signal });
        becomeReady();
        await Promise.race([session.ended, stopped]);
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error }, 'the worker ended; it is started again');
      }
      if (!stopping.signal.aborted) await sleep(RESTART_PAUSE, stopping.signal);
    }
  }

  const worked = work();
  return {
    ready,
    async stop({ finishWithin = 25_000, abortWithin = 5000 } = {}) {
      const limits = { finishWithin, abortWithin };
      stopping.abort();
      becomeReady();
      await session?.stop(limits);
      // It may just have been starting.
      await worked;
      await session?.stop(limits);
    },
  };
}
