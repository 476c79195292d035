import type { Database } from '../../database/connect.ts';
import { failedJobs } from '../../database/queue.ts';
import type { Delivery } from '../support/github/webhooks/sender.ts';

/** What the service remembers that it should not, or has forgotten. */
export async function problemsInDatabase(database: Database, sent: readonly Delivery[]): Promise<string[]> {
  const failed = await failedJobs(database);
  return [
    ...(await problemsOfDeliveries(database, sent)),
    ...(await database.query<{ problem: string }>(PROBLEMS)).map(({ problem }) => problem),
    ...failed.map(({ task, attempts, lastError }) => `a job failed for good: ${task}, ${attempts} times: ${lastError}`),
  ];
}

/** Each event is there once: its id is the key. */
async function problemsOfDeliveries(database: Database, sent: readonly Delivery[]): Promise<string[]> {
  const rows = await database.query<{ id: string; state: string }>('select id, state from deliveries');
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  const events = new Map(sent.map(({ guid, event, action }) => [guid, `${event} ${action ?? ''}`.trim()]));
  return [
    ...[...events].flatMap(([guid, event]) => {
      const state = states.get(guid);
      if (state === 'handled' || state === 'ignored') return [];
      return [`the delivery ${guid} (${event}) is ${state ?? 'not there'}`];
    }),
    ...rows.filter(({ id }) => !events.has(id)).map(({ id }) => `nobody sent the delivery ${id}`),
  ];
}

const PROBLEMS = `
select 'the review ' || id || ' (' || trigger || ', ' || state || ') is not published' as problem
from reviews where published_at is null
union all
select 'the review ' || id || ' (' || trigger || ') failed: ' || coalesce(problem, 'for no reason') from reviews where state = 'failed'
union all
select 'a delivery (' || min(trigger) || ') led to ' || count(*) || ' reviews of one thing'
from reviews group by correlation_id, repository_id, kind, pull_number having count(*) > 1
union all
select kind || ' ' || coalesce(pull_number::text, '') || ' was reviewed again at ' || left(head_sha, 8) || ' by ' || trigger
from (
  select *, lag(outcome is null) over same as had_report, lag(state) over same as state_before,
    lag(base_ref) over same as base_before, lag(whole_tree) over same as whole_before, lag(seq) over same as seq_before
  from reviews window same as (partition by repository_id, kind, pull_number, head_sha order by seq)
) as reviews
where trigger !~ '^(command|button|check_run|check_suite)' and state_before = 'completed' and had_report
  and base_before is not distinct from base_ref and whole_before = whole_tree
  -- A head that was left for another one, and is taken back to.
  and not exists (
    select from reviews as other
    where other.repository_id = reviews.repository_id and other.kind = reviews.kind
      and other.pull_number is not distinct from reviews.pull_number and other.head_sha <> reviews.head_sha
      and other.seq between seq_before and reviews.seq and other.state in ('completed', 'failed')
  )
union all
select 'a check run of ' || review_id || ' (' || reviews.state || ') is not completed'
from check_runs join reviews on reviews.id = review_id
  join repositories on repositories.id = reviews.repository_id
  join installations on installations.id = repositories.installation_id
-- Without an id it was never made: whoever was to make it was killed before. Elsewhere nobody lets us.
where completed_at is null and github_id is not null and removed_at is null and deleted_at is null and suspended_at is null
union all
select 'the job ' || id || ' (' || task_identifier || ') is still there' from graphile_worker.jobs
where coalesce(key, '') not like 'cron:%' and coalesce(key, '') not like 'storm:%' and attempts < max_attempts`;
