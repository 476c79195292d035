import type { Queryable } from '../../database/connect.ts';

/** A delivery that GitHub could not hand over. */
export interface FailedDelivery {
  /** As the webhook carries it. */
  readonly guid: string;
  /** GitHub's number of the attempt, as text: it may be larger than a number can hold. */
  readonly attemptId: string;
  readonly deliveredAt: Date;
}

/**
 * Keeps those that we have not received by another attempt. How many they are.
 *
 * @param options.grace milliseconds before one is asked for: it may be under way
 */
export async function recordFailures(
  tx: Queryable,
  failures: readonly FailedDelivery[],
  options: { readonly grace: number },
): Promise<number> {
  const rows = await tx.query(
    `insert into failed_deliveries as known (guid, attempt_id, delivered_at, ask_after)
     select guid, max(attempt_id), min(delivered_at), max(delivered_at) + $4 * interval '1 millisecond'
     from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as given (guid, attempt_id, delivered_at)
     where not exists (select from deliveries where deliveries.id = given.guid)
     -- In one order, so that two statements never wait for each other.
     group by guid order by guid
     on conflict (guid) do update
       set attempt_id = greatest(known.attempt_id, excluded.attempt_id),
           -- The first attempt says when the event was.
           delivered_at = least(known.delivered_at, excluded.delivered_at)
     returning guid`,
    [
      failures.map(({ guid }) => guid),
      failures.map(({ attemptId }) => attemptId),
      failures.map(({ deliveredAt }) => deliveredAt),
      options.grace,
    ],
  );
  return rows.length;
}

/** That it has come by another attempt: from then on it is no failure, though its note is kept until it is handled. */
const HAS_COME = 'exists (select from deliveries where deliveries.id = guid)';

/** Forgets those that came by another attempt and are handled: until then, the note says when they should have come. How many. */
export async function forgetHandled(tx: Queryable): Promise<number> {
  const rows = await tx.query(
    `delete from failed_deliveries where guid in (select id from deliveries where state <> 'received') returning guid`,
  );
  return rows.length;
}

/** Those that were asked for so often in vain are left alone from now on. When they were. */
export async function giveUp(
  tx: Queryable,
  { now, asked }: { readonly now: Date; readonly asked: number },
): Promise<Date[]> {
  const rows = await tx.query<{ deliveredAt: Date }>(
    `update failed_deliveries set ask_after = 'infinity' where asked >= $2 and ask_after <= $1 and not ${HAS_COME}
     returning delivered_at as "deliveredAt"`,
    [now, asked],
  );
  return rows.map(({ deliveredAt }) => deliveredAt);
}

/** Forgets what GitHub does not keep any more. When those were that nobody had given up, and that never came. */
export async function forgetOlder(tx: Queryable, deliveredBefore: Date): Promise<Date[]> {
  const rows = await tx.query<{ deliveredAt: Date; settled: boolean }>(
    `delete from failed_deliveries where delivered_at < $1
     returning delivered_at as "deliveredAt", ask_after = 'infinity' or ${HAS_COME} as settled`,
    [deliveredBefore],
  );
  return rows.filter(({ settled }) => !settled).map(({ deliveredAt }) => deliveredAt);
}

export interface DueDelivery {
  readonly guid: string;
  readonly attemptId: string;
  /** How often it was asked for. */
  readonly asked: number;
}

/** Those to ask for that were asked for less often than `asked`; those never asked for come first. */
export async function dueDeliveries(
  database: Queryable,
  { now, most, asked }: { readonly now: Date; readonly most: number; readonly asked: number },
): Promise<DueDelivery[]> {
  return database.query<DueDelivery>(
    `select guid, attempt_id::text as "attemptId", asked from failed_deliveries
     where ask_after <= $1 and asked < $3 and not ${HAS_COME} order by asked, delivered_at, guid limit $2`,
    [now, most, asked],
  );
}

/** False: it is not there any more, or somebody else has asked for it. */
export async function markAsked(
  database: Queryable,
  { guid, asked, askAfter }: { readonly guid: string; readonly asked: number; readonly askAfter: Date },
): Promise<boolean> {
  const rows = await database.query(
    `update failed_deliveries set asked = asked + 1, ask_after = $3 where guid = $1 and asked = $2 returning guid`,
    [guid, asked, askAfter],
  );
  return rows.length > 0;
}

/** It was not asked for after all. */
export async function takeBackAsked(
  database: Queryable,
  { guid, asked, now }: { readonly guid: string; readonly asked: number; readonly now: Date },
): Promise<void> {
  await database.query('update failed_deliveries set asked = $2, ask_after = $3 where guid = $1 and asked = $2 + 1', [
    guid,
    asked,
    now,
  ]);
}
