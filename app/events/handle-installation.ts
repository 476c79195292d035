import { upsertAccount } from '../installations/account-store.ts';
import { markInstallationDeleted, suspendedSince, upsertInstallation } from '../installations/installation-store.ts';
import { upsertRepositories } from '../installations/repository-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import { requestReconciliation } from '../upkeep/request-reconciliation.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { takeOnRepositories } from './take-on-repositories.ts';

/** An account has installed the App, or taken it away, or changed what it may do. */
export const handleInstallation: EventHandler<EventOf<'installation'>> = (_, event, delivery) =>
  Promise.resolve(async (tx, now) => {
    const { action, installation, repositories } = event;
    const { id: installationId } = installation;
    const at = delivery.receivedAt;

    // 1. Record the account and the installation.
    const suspendedAt = await suspendedSince(tx, installationId);
    await upsertAccount(tx, installation.account, at);
    await upsertInstallation(tx, installation, at);

    // 2. Record what it reaches, or end what may not go on.
    switch (action) {
      case 'created': {
        const goneSince = await takeOnRepositories(tx, repositories, { installationId, at });
        // Installed anew: GitHub told nothing meanwhile.
        if (goneSince) await requestReconciliation(tx, { installationId, since: goneSince, wantedAt: now });
        return;
      }
      case 'new_permissions_accepted':
        await upsertRepositories(tx, repositories, { installationId, at });
        // Checks that it was not let end meanwhile are open still.
        await requestReconciliation(tx, { installationId, since: at, wantedAt: now });
        return;
      case 'unsuspend':
        await upsertRepositories(tx, repositories, { installationId, at });
        // GitHub told nothing while it was suspended.
        await requestReconciliation(tx, { installationId, since: suspendedAt ?? at, wantedAt: now });
        return;
      case 'deleted':
        await markInstallationDeleted(tx, installationId, at);
        await cancelReviews(tx, { installationId, reason: 'The App was uninstalled.', now });
        return;
      case 'suspend':
        await cancelReviews(tx, { installationId, reason: 'The App was suspended.', now });
        // It may be over already: of two events, the older one may come last. The job asks.
        await requestReconciliation(tx, { installationId, since: instantOf(installation) ?? at, wantedAt: now });
        return;
    }
  });

function instantOf({ suspendedAt }: EventOf<'installation'>['installation']): Date | undefined {
  return suspendedAt === null ? undefined : new Date(suspendedAt);
}
