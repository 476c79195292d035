import type { Queryable } from '../connect.ts';

/** A worker that was not heard of for so many milliseconds is taken for dead: six of its heartbeats. */
export const DEAD_AFTER = 30_000;

export interface ReleaseOptions {
  /** The time to judge by, the database's own if absent: it is the one that heartbeats carry. */
  readonly now?: Date;
  /** Milliseconds without a heartbeat ({@link DEAD_AFTER}). */
  readonly after?: number;
}

export interface ReleasedJob {
  readonly id: string;
  readonly task: string;
  readonly payload: unknown;
  /** False where that was its last attempt: nobody runs it again. */
  readonly runsAgain: boolean;
}

/**
 * Gives the jobs of dead workers free, and answers them. An attempt that ended so counts: a job that kills its worker does not
 * go on for ever. After a restart of PostgreSQL workers are given the same time to be heard of again.
 */
export async function releaseDeadWorkers(
  client: Queryable,
  { now, after = DEAD_AFTER }: ReleaseOptions = {},
): Promise<ReleasedJob[]> {
  const dead = await client.query<{ worker: string }>(FIND_DEAD, [now ?? null, after / 1000]);
  if (dead.length === 0) return [];
  return client.query<ReleasedJob>(RELEASE, [dead.map(({ worker }) => worker), now ?? null, after / 1000]);
}

/** One that holds something without ever having been heard of is as dead, once it has held it for long. */
const FIND_DEAD = `
with clock as (select coalesce($1::timestamptz, now()) - make_interval(secs => $2) as since)
select worker_id as worker from plumbline_workers, clock where seen_at < since and pg_postmaster_start_time() < since
union
select locked_by from graphile_worker._private_jobs, clock
where locked_at < since and pg_postmaster_start_time() < since
  and not exists (select from plumbline_workers where worker_id = locked_by)
union
select locked_by from graphile_worker._private_job_queues, clock
where locked_at < since and pg_postmaster_start_time() < since
  and not exists (select from plumbline_workers where worker_id = locked_by)`;

/**
 * A newer job took its key while it ran: the library puts its attempts at their most, so that it does not run again. The newer one does
 * the work: to keep this one for the operator would be a false alarm.
 */
const IS_REPLACED = 'jobs.key is null and jobs.attempts >= jobs.max_attempts';

/** Looked at again, with the rows locked: one may have come back to life, or another process may be doing the same. */
const RELEASE = `
with gone as (
  delete from plumbline_workers
  where worker_id = any($1::text[]) and seen_at < coalesce($2::timestamptz, now()) - make_interval(secs => $3)
  returning worker_id
), dead as (
  select worker_id from gone
  union
  select worker_id from unnest($1::text[]) as found (worker_id)
  where not exists (select from plumbline_workers as known where known.worker_id = found.worker_id)
), replaced as (
  delete from graphile_worker._private_jobs as jobs using dead
  where jobs.locked_by = dead.worker_id and ${IS_REPLACED}
), jobs as (
  update graphile_worker._private_jobs as jobs
  set locked_by = null, locked_at = null, updated_at = now(),
    last_error = coalesce(last_error, 'the worker was gone before the end')
  from dead, graphile_worker._private_tasks as tasks
  where jobs.locked_by = dead.worker_id and tasks.id = jobs.task_id and not (${IS_REPLACED})
  returning jobs.id::text, tasks.identifier as task, jobs.payload, jobs.attempts < jobs.max_attempts as "runsAgain"
), queues as (
  update graphile_worker._private_job_queues as queues
  set locked_by = null, locked_at = null
  from dead
  where queues.locked_by = dead.worker_id
)
select * from jobs`;
