import type { Database } from '../../database/connect.ts';

/** A delivery of a webhook, reduced to what is kept of it. */
export interface Delivery {
  /** GitHub's `X-GitHub-Delivery`; the same again when GitHub delivers again. */
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  /** What the job that handles it reads; undefined where nothing of it is needed. */
  readonly body: unknown;
  readonly state: 'received' | 'ignored' | 'unreadable';
  readonly receivedAt: Date;
}

/** Events of an installation that are counted: more of them wait in one row, behind the first of any other. */
const MOST_COUNTED = 100;

/**
 * One delivery, or many at once: one statement, so one transaction, in which a job is enqueued for each that is new and to be handled.
 * The n-th waiting event of an installation is handled after the first of any other: one with thousands does not hold up another.
 */
const RECORD = `
with given as (
  select * from unnest(
    $1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::jsonb[], $7::text[], $8::timestamptz[]
  ) as given (id, event, action, installation_id, repository_id, body, state, received_at)
), recorded as (
  insert into deliveries as known (id, event, action, installation_id, repository_id, body, state, received_at)
  select id, event, action, installation_id, repository_id, body, state, received_at from given
  -- What could not be read may be readable when it is delivered again, by a newer version of this program.
  on conflict (id) do update
    set body = excluded.body, state = excluded.state, action = excluded.action, installation_id = excluded.installation_id,
      repository_id = excluded.repository_id, received_at = excluded.received_at
    where known.state = 'unreadable' and excluded.state = 'received'
  returning id, state, installation_id
), waiting as materialized (
  -- Counted once for each installation, not for each event.
  select installation_id, (
    select count(*) from (
      select from deliveries where deliveries.installation_id = fresh.installation_id and state = 'received' limit ${MOST_COUNTED}
    ) as counted
  ) as before
  from (select distinct installation_id from recorded where state = 'received') as fresh
), placed as (
  select id, least(
    coalesce(before, 0) + row_number() over (partition by installation_id order by id) - 1, ${MOST_COUNTED}
  )::smallint as place
  from recorded left join waiting using (installation_id) where state = 'received'
), jobs as (
  select array_agg((
    'handle-event', json_build_object('deliveryId', id), null, null, 6, 'event:' || id, place, null
  )::graphile_worker.job_spec) as specs
  from placed
), enqueued as (
  select count(*) from jobs, graphile_worker.add_jobs(jobs.specs) where jobs.specs is not null
)
select recorded.id from recorded, enqueued`;

/**
 * Records deliveries and enqueues their jobs: all of it, or nothing. An id may be among them only once, and they are to
 * be in the order of their ids, so that two statements never wait for each other.
 *
 * @returns the ids that were new; the others were recorded before, and nothing was done about them.
 */
export async function recordDeliveries(
  { pool }: Pick<Database, 'pool'>,
  deliveries: readonly Delivery[],
): Promise<ReadonlySet<string>> {
  const values = [
    deliveries.map(({ id }) => id),
    deliveries.map(({ event }) => event),
    deliveries.map(({ action }) => action),
    deliveries.map(({ installationId }) => installationId),
    deliveries.map(({ repositoryId }) => repositoryId),
    deliveries.map(({ body }) => (body === undefined ? null : storableJson(body))),
    deliveries.map(({ state }) => state),
    deliveries.map(({ receivedAt }) => receivedAt),
  ];
  // Prepared once for each connection: to plan it takes longer than to run it.
  const { rows } = await pool.query<{ id: string }>({ name: 'record-deliveries', text: RECORD, values });
  return new Set(rows.map(({ id }) => id));
}

/**
 * PostgreSQL stores neither NUL nor half a surrogate pair, which JSON may hold, in keys too: they become the replacement character. In
 * what `JSON.stringify` writes, both are escapes; the other escapes are read over, so that an escaped backslash begins none.
 */
function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\(?:u0000|ud[89a-f][\da-f]{2}|[^])/g, (escape) =>
    escape.length === 2 ? escape : '\\ufffd',
  );
}
