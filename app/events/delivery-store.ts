import type { Queryable } from '../../database/connect.ts';

export interface DeliveryRow {
  readonly id: string;
  readonly state: 'received' | 'handled' | 'ignored' | 'unreadable';
  /** An `AppEvent`, if this version of the program still reads it. */
  readonly body: unknown;
  /** When we received it; of one that GitHub could not hand over at first, when it tried to. */
  readonly receivedAt: Date;
}

export async function loadDelivery(database: Queryable, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await database.query<DeliveryRow>(
    // What was delivered late is ordered by when it should have come: its upkeep's note is kept until it has come.
    `select id, state, body, least(received_at, failed.delivered_at) as "receivedAt"
     from deliveries left join failed_deliveries as failed on failed.guid = deliveries.id
     where id = $1`,
    [id],
  );
  return row;
}

/** The first statement of a delivery's effects. False: somebody else was first, and nothing is left to do. */
export async function markHandled(
  tx: Queryable,
  { id, state, now }: { readonly id: string; readonly state: 'handled' | 'unreadable'; readonly now: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `update deliveries set state = $2, handled_at = $3 where id = $1 and state = 'received' returning id`,
    [id, state, now],
  );
  return rows.length > 0;
}

/** Milliseconds before a delivery in which GitHub may have sent what belongs before it, and we received it earlier. */
const OUT_OF_ORDER = 60 * 60_000;

/** Whether the end of a merge group came before its beginning. */
export async function wasDestroyed(
  tx: Queryable,
  group: { readonly repositoryId: number; readonly headSha: string; readonly receivedAt: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `select from deliveries
     where received_at > $3 and event = 'merge_group' and action = 'destroyed'
       and repository_id = $1 and body ->> 'headSha' = $2
     limit 1`,
    [group.repositoryId, group.headSha, new Date(group.receivedAt.getTime() - OUT_OF_ORDER)],
  );
  return rows.length > 0;
}
