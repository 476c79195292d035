import { upsertAccount } from '../installations/account-store.ts';
import { upsertInstallation } from '../installations/installation-store.ts';
import { removeRepositories } from '../installations/repository-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import { requestReconciliation } from '../upkeep/request-reconciliation.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { takeOnRepositories } from './take-on-repositories.ts';

/** An installation reaches other repositories than before. */
export const handleInstallationRepositories: EventHandler<EventOf<'installation-repositories'>> = (
  _,
  event,
  delivery,
) =>
  Promise.resolve(async (tx, now) => {
    const { installation, added, removed } = event;
    const told = { installationId: installation.id, at: delivery.receivedAt };

    // 1. Record the account, the installation and what it reaches.
    await upsertAccount(tx, installation.account, told.at);
    await upsertInstallation(tx, installation, told.at);
    const goneSince = await takeOnRepositories(tx, added, told);

    // 2. Let go of what it does not reach any more.
    const lost = await removeRepositories(tx, removed, told);
    for (const repositoryId of lost) {
      await cancelReviews(tx, { repositoryId, reason: 'The App was removed from the repository.', now });
    }

    // 3. GitHub told nothing of what is back. What is told as lost may be back already, or an older event that is handled
    // later tells of it for the first time: the job asks.
    const since = goneSince ?? (removed.length > 0 ? told.at : undefined);
    if (since) await requestReconciliation(tx, { installationId: installation.id, since, wantedAt: now });
  });
