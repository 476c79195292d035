import type { Queryable } from '../../database/connect.ts';
import type { InstallationFacts } from '../events/app-event.ts';

/** Keeps what was told of an installation last. One that was deleted stays so: GitHub never uses an id again. */
export async function upsertInstallation(tx: Queryable, installation: InstallationFacts, at: Date): Promise<void> {
  const { id, account, permissions, suspendedAt } = installation;
  await tx.query(
    `insert into installations as known (id, account_id, permissions, suspended_at, updated_at)
     values ($1, $2, $3, $4, $5)
     on conflict (id) do update
       set account_id = excluded.account_id, permissions = excluded.permissions,
           suspended_at = excluded.suspended_at, updated_at = excluded.updated_at
       where known.updated_at <= excluded.updated_at`,
    [id, account.id, JSON.stringify(permissions), suspendedAt, at],
  );
}

/** Since when it is suspended; undefined where it is not, as far as is known. */
export async function suspendedSince(database: Queryable, id: number): Promise<Date | undefined> {
  const [row] = await database.query<{ at: Date | null }>(
    'select suspended_at as at from installations where id = $1',
    [id],
  );
  return row?.at ?? undefined;
}

/** An installation whose own event has not been handled yet: another one, of whatever time, tells the rest. */
export async function ensureInstallation(
  tx: Queryable,
  { id, accountId }: { readonly id: number; readonly accountId: number },
): Promise<void> {
  await tx.query(
    `insert into installations (id, account_id, updated_at) values ($1, $2, '-infinity') on conflict (id) do nothing`,
    [id, accountId],
  );
}

/** For good: its repositories are out of reach, too. */
export async function markInstallationDeleted(tx: Queryable, id: number, at: Date): Promise<void> {
  await tx.query('update installations set deleted_at = coalesce(deleted_at, $2) where id = $1', [id, at]);
  await tx.query(
    `update repositories set removed_at = coalesce(removed_at, $2), updated_at = greatest(updated_at, $2)
     where installation_id = $1`,
    [id, at],
  );
}
