import type { Database } from '../connect.ts';
import { QUEUES_LOCK } from './enqueue.ts';

/**
 * Removes queues without jobs: taking a job looks at all queues that are free. Does nothing while somebody is adding jobs to
 * queues.
 */
export async function cleanQueue(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    const [row] = await transaction.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [
      QUEUES_LOCK,
    ]);
    if (row?.free !== true) return;
    await transaction.query(`
      delete from graphile_worker._private_job_queues as queues
      where locked_at is null
        and not exists (select from graphile_worker._private_jobs as jobs where jobs.job_queue_id = queues.id)`);
  });
}
