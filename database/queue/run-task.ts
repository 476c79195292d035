import type { JobHelpers, TaskList } from 'graphile-worker';
import type { Log } from '../log.ts';
import { withoutCronField } from './cron.ts';
import { giveBack } from './locked-jobs.ts';
import type { RunningJobs } from './running-jobs.ts';
import { NotBefore, type JobInfo, type Task } from './task.ts';

export interface TaskSurroundings {
  readonly jobs: RunningJobs;
  /** The id of the worker, known once it has started. */
  readonly identity: { readonly worker: string };
  readonly log: Log;
}

/** Why a task is told to end. */
export class JobStopped extends Error {
  override readonly name = 'JobStopped';
  readonly why: 'worker stops' | 'job lost';

  constructor(why: 'worker stops' | 'job lost') {
    super(why === 'worker stops' ? 'the worker stops; the job is handed back' : 'the job was given to another worker');
    this.why = why;
  }
}

/** Our tasks as the library wants them. */
export function taskListOf(tasks: readonly Task[], surroundings: TaskSurroundings): TaskList {
  return Object.fromEntries(
    tasks.map((task) => [
      task.name,
      (payload: unknown, helpers: JobHelpers) => runTask(task, { payload, helpers, ...surroundings }),
    ]),
  );
}

async function runTask(
  task: Task,
  { payload, helpers, jobs, identity, log }: TaskSurroundings & { payload: unknown; helpers: JobHelpers },
): Promise<void> {
  const job = infoOf(helpers);
  const fields = { task: job.task, jobId: job.id, attempt: job.attempts, maxAttempts: job.maxAttempts };
  const began = performance.now();
  const signal = jobs.begin(job.id);
  const giveItBack = (runAt: Date | null, why: string) =>
    helpers.withPgClient((pool) => giveBack(pool, { worker: identity.worker, job, runAt, why }));
  try {
    await task.run(withoutCronField(payload), { job, signal });
    log.info({ ...fields, milliseconds: Math.round(performance.now() - began) }, 'job done');
  } catch (error) {
    const stopped = signal.reason instanceof JobStopped ? signal.reason.why : undefined;
    if (stopped === 'job lost') throw error;
    if (error instanceof NotBefore) {
      log.info({ ...fields, until: error.at, why: error.message }, 'job waits');
      if ((await giveItBack(error.at, error.message)) !== 'lost') return;
    } else if (stopped === 'worker stops') {
      log.info(fields, 'job handed back');
      if ((await giveItBack(null, 'handed back')) !== 'lost') return;
    } else if (job.isLastAttempt) log.error({ ...fields, err: error }, 'job failed for good');
    else log.warn({ ...fields, err: error }, 'job failed; it is tried again');
    throw error;
  } finally {
    jobs.end(job.id);
  }
}

function infoOf({ job }: JobHelpers): JobInfo {
  return {
    id: job.id,
    task: job.task_identifier,
    key: job.key,
    attempts: job.attempts,
    maxAttempts: job.max_attempts,
    isLastAttempt: job.attempts >= job.max_attempts,
  };
}
