import type { Queryable } from '../connect.ts';

/** A job that failed for good: it is kept for the operator. */
export interface FailedJob {
  readonly id: string;
  readonly task: string;
  readonly payload: unknown;
  readonly key: string;
  readonly queue: string | null;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly failedAt: Date;
}

/** The latest first. One without a key is none of them: a newer job took its key while it ran, and does the work. */
export async function failedJobs(client: Queryable, { limit = 100 }: { limit?: number } = {}): Promise<FailedJob[]> {
  return client.query<FailedJob>(
    `select jobs.id::text, tasks.identifier as task, jobs.payload, jobs.key, queues.queue_name as queue, jobs.attempts,
       jobs.last_error as "lastError", jobs.created_at as "createdAt", jobs.updated_at as "failedAt"
     from graphile_worker._private_jobs as jobs
     join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
     left join graphile_worker._private_job_queues as queues on queues.id = jobs.job_queue_id
     where jobs.attempts >= jobs.max_attempts and jobs.locked_at is null and jobs.key is not null
     order by jobs.updated_at desc, jobs.id desc
     limit $1`,
    [limit],
  );
}

/** Removes jobs that failed for good before that time, and answers how many. */
export async function forgetFailedJobs(client: Queryable, before: Date): Promise<number> {
  const rows = await client.query(
    `delete from graphile_worker._private_jobs
     where attempts >= max_attempts and locked_at is null and updated_at < $1
     returning 1 as one`,
    [before],
  );
  return rows.length;
}
