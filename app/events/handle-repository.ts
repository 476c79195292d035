import { removeRepositories } from '../installations/repository-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import { requestReconciliation } from '../upkeep/request-reconciliation.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { recordPlace } from './record-place.ts';

/** A repository keeps its id whatever it is called and whoever owns it; what is kept of it goes by the id. */
export const handleRepository: EventHandler<EventOf<'repository'>> = (_, event, delivery) =>
  Promise.resolve(async (tx, now) => {
    const { action, repository, installationId } = event;
    const repositoryId = repository.id;

    // 1. Record its name, owner, default branch, and whether it is private.
    await recordPlace(tx, event, { ...delivery, now });

    // 2. End what cannot be completed any more.
    switch (action) {
      case 'deleted':
        await removeRepositories(tx, [repositoryId], { installationId, at: delivery.receivedAt });
        await cancelReviews(tx, { repositoryId, reason: 'The repository was deleted.', now });
        return;
      case 'archived':
        await cancelReviews(tx, { repositoryId, reason: 'The repository was archived.', now });
        return;
      case 'renamed':
      case 'transferred':
      case 'privatized':
      case 'publicized':
      case 'edited':
        return;
      case 'unarchived':
        // Nothing could be written there: checks that were in progress are still, and heads have no review.
        await requestReconciliation(tx, { installationId, since: delivery.receivedAt, wantedAt: now });
        return;
    }
  });
