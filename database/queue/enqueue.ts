import { randomUUID } from 'node:crypto';
import type { Queryable } from '../connect.ts';

export interface NewJob {
  /** Name of the task that does it. */
  readonly task: string;
  /** JSON. Ids only: everything else is read again when the job runs. */
  readonly payload: object;
  /**
   * There is one waiting job of a key at most: this one takes its place. One that runs is left to its end, and this one comes after it
   * (beside it, if they have no queue). Default: one of its own.
   */
  readonly key?: string;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string;
  /** Lower runs first (0); from -32768 to 32767. */
  readonly priority?: number;
  /** Not before then. */
  readonly runAt?: Date;
  /** How often it is tried ({@link DEFAULT_MAX_ATTEMPTS}). Pauses grow by e: 2.7 s, 7.4 s, … 6 h. */
  readonly maxAttempts?: number;
}

/** The last of ten attempts comes about three and a half hours after the first. */
export const DEFAULT_MAX_ATTEMPTS = 10;

/**
 * Adds a job to the queue, in the caller's transaction: it is there if and when that is committed. Answers its id, or that of
 * the waiting one with its key.
 */
export async function enqueue(client: Queryable, job: NewJob): Promise<string> {
  const [row] = await client.query<{ id: string }>(ADD_JOB, [
    job.task,
    JSON.stringify(job.payload),
    job.queue ?? null,
    job.runAt ?? null,
    job.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    job.key ?? randomUUID(),
    clampPriority(job.priority ?? 0),
    QUEUES_LOCK,
  ]);
  if (!row) throw new Error('the queue did not answer with a job');
  return row.id;
}

/**
 * Held, shared, by every transaction that adds a job to a queue, and alone by the one that removes the queues without jobs
 * ({@link cleanQueue}): a job refers to its queue without a foreign key, and one whose queue is gone would never run.
 */
export const QUEUES_LOCK = 0x71_75_65_75_65;

const ADD_JOB = `
select id::text
from graphile_worker.add_job(
  identifier => $1::text,
  payload => $2::json,
  queue_name => case when $3::text is not null and pg_advisory_xact_lock_shared($8::bigint)::text is not null then $3 end,
  run_at => $4::timestamptz,
  max_attempts => $5::integer,
  job_key => $6::text,
  priority => $7::integer
)`;

function clampPriority(priority: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(priority)));
}
