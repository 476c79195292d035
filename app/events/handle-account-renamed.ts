import { upsertAccount } from '../installations/account-store.ts';
import { ensureInstallation } from '../installations/installation-store.ts';
import { renameOwner } from '../installations/repository-store.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';

/** The account keeps its id, and its repositories theirs: only addresses change. */
export const handleAccountRenamed: EventHandler<EventOf<'account-renamed'>> = (_, event, delivery) =>
  Promise.resolve(async (tx) => {
    const { account, installationId } = event;
    const at = delivery.receivedAt;
    await upsertAccount(tx, account, at);
    await ensureInstallation(tx, { id: installationId, accountId: account.id });
    // An enterprise owns organizations, and these the repositories.
    if (account.kind !== 'enterprise') await renameOwner(tx, { accountId: account.id, owner: account.login, at });
  });
