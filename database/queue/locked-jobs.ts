/** Statements about jobs that a worker holds. They look into graphile-worker's own tables: its version is pinned. */

/** What a pool of connections and the database can do. */
export interface TextQueryable {
  query(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export interface HeldJob {
  readonly id: string;
  readonly key: string | null;
  readonly attempts: number;
}

/**
 * Gives a job back, to run at that time, as if it had not been taken. It gets another id, because the library deletes the
 * job that it took by its id when the task is through. Answers `moved`; `replaced` where a newer job with its key has come since it
 * was taken, which then does the work; `lost` where it was given to another worker.
 */
export async function giveBack(
  client: TextQueryable,
  { worker, job, runAt, why }: { worker: string; job: HeldJob; runAt: Date | null; why: string },
): Promise<'moved' | 'replaced' | 'lost'> {
  const { rows } = await client.query(GIVE_BACK, [job.id, worker, job.attempts, job.key, runAt, why]);
  if (rows.length > 0) return 'moved';
  const { rows: held } = await client.query(
    'select id from graphile_worker._private_jobs where id = $1 and locked_by = $2',
    [job.id, worker],
  );
  return held.length > 0 ? 'replaced' : 'lost';
}

const GIVE_BACK = `
with moved as (
  update graphile_worker._private_jobs
  set id = default, attempts = attempts - 1, run_at = coalesce($5::timestamptz, now()), last_error = $6,
    locked_by = null, locked_at = null, updated_at = now()
  where id = $1 and locked_by = $2 and attempts = $3 and key is not distinct from $4
  returning id, job_queue_id
), queue as (
  update graphile_worker._private_job_queues as queues
  set locked_by = null, locked_at = null
  from moved
  where queues.id = moved.job_queue_id and queues.locked_by = $2
)
select id from moved`;

/** Ids of the jobs that a worker holds. */
export async function heldBy(client: TextQueryable, worker: string): Promise<string[]> {
  const { rows } = await client.query('select id::text from graphile_worker._private_jobs where locked_by = $1', [
    worker,
  ]);
  return rows.map(({ id }) => String(id));
}

/**
 * Gives these jobs back, or all that a worker holds. One that was replaced meanwhile may run once more than it need, which is
 * not told here from one at its last attempt.
 */
export async function giveBackHeld(
  client: TextQueryable,
  worker: string,
  ids: readonly string[] | null,
): Promise<void> {
  await client.query(GIVE_BACK_HELD, [worker, ids]);
}

const GIVE_BACK_HELD = `
with moved as (
  update graphile_worker._private_jobs
  set id = default, attempts = greatest(attempts - 1, 0), run_at = now(), locked_by = null, locked_at = null, updated_at = now()
  where locked_by = $1 and ($2::bigint[] is null or id = any($2))
  returning job_queue_id
)
update graphile_worker._private_job_queues as queues
set locked_by = null, locked_at = null
where queues.locked_by = $1 and ($2 is null or queues.id in (select job_queue_id from moved))`;
