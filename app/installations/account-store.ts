import type { Queryable } from '../../database/connect.ts';
import type { AccountFacts } from '../events/app-event.ts';

/**
 * Keeps what was told of an account last.
 *
 * @param at when it was told: what was told earlier never replaces it, in whatever order events are handled
 */
export async function upsertAccount(tx: Queryable, account: AccountFacts, at: Date): Promise<void> {
  await tx.query(
    `insert into accounts as known (id, login, kind, updated_at) values ($1, $2, $3, $4)
     on conflict (id) do update set login = excluded.login, kind = excluded.kind, updated_at = excluded.updated_at
     where known.updated_at <= excluded.updated_at
       -- Most events bring nothing new, and should not wait for each other.
       and (known.login, known.kind) is distinct from (excluded.login, excluded.kind)`,
    [account.id, account.login, account.kind, at],
  );
}
