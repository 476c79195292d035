import type { Queryable } from '../../database/connect.ts';

export interface QueueDepth {
  readonly task: string;
  readonly state: 'ready' | 'later' | 'running' | 'failed';
  readonly jobs: number;
  /** Since the oldest of them could have run. */
  readonly oldestSeconds: number;
}

const QUEUE = `
select task_identifier as task, state, count(*)::integer as jobs,
  greatest(extract(epoch from now() - min(run_at)), 0)::float8 as oldest_seconds
from (
  select task_identifier, run_at,
    case
      when locked_at is not null then 'running'
      when attempts >= max_attempts then 'failed'
      when run_at > now() then 'later'
      else 'ready'
    end as state
  from graphile_worker.jobs
  -- One without a key was replaced by a newer one.
  where locked_at is not null or attempts < max_attempts or key is not null
) as jobs
group by task, state`;

export async function readQueueDepths(database: Queryable): Promise<readonly QueueDepth[]> {
  const rows = await database.query<{
    task: string;
    state: QueueDepth['state'];
    jobs: number;
    oldest_seconds: number;
  }>(QUEUE);
  return rows.map(({ task, state, jobs, oldest_seconds: oldestSeconds }) => ({ task, state, jobs, oldestSeconds }));
}

const REVIEWS = `
select state, count(*)::integer as reviews
from reviews
where state in ('queued', 'running') or created_at > now() - interval '1 day'
group by state`;

export async function readReviewCounts(
  database: Queryable,
): Promise<readonly { readonly state: string; readonly reviews: number }[]> {
  return database.query(REVIEWS);
}
