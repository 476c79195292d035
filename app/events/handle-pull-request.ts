import { readingInstant, wasReadAfter } from '../installations/pull-request-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { nameOf, newerPull, readPull } from './read-pull.ts';
import { recordPlace } from './record-place.ts';
import { settlePull } from './settle-pull.ts';

/**
 * Whatever happened to a pull request, its present state is what counts: a review of its head while it is open, none when
 * it is closed. Drafts, bots, labels and paths are for the review to decide: their configuration is on the base branch.
 */
export const handlePullRequest: EventHandler<EventOf<'pull-request'>> = async (context, event, delivery) => {
  const { database, clientOf, entitlements, clock } = context;
  const { installationId, repository, action } = event;
  const { priority } = await entitlements.of(installationId, clock());

  // 1. Ask for the present state: events overtake each other, and two pushes within a second carry the same time.
  const readAt = await readingInstant(database);
  const client = await clientOf(installationId);
  const read = await readPull(client, nameOf(repository), event.pull.number);

  return async (tx, now) => {
    const isWithinReach = await recordPlace(tx, event, { ...delivery, now });
    if (!read || !isWithinReach) {
      const address = { installationId, repositoryId: repository.id, pullNumber: event.pull.number };
      // It may be back since.
      if (isWithinReach && (await wasReadAfter(tx, { ...address, readAt }))) return;
      await cancelReviews(tx, { ...address, reason: 'The repository is out of reach.', now });
      return;
    }

    // 2. Record it, and have its head reviewed, or end what is under way.
    await settlePull(tx, {
      installationId,
      repositoryId: repository.id,
      pull: newerPull(read, event.pull),
      readAt,
      again: MAY_CHANGE_WHETHER.has(action) ? 'if-passed-over' : 'no',
      trigger: `pull_request.${action}`,
      correlationId: delivery.id,
      now,
      priority,
    });
  };
};

/** After these, a head that was passed over may be one to look at. */
const MAY_CHANGE_WHETHER: ReadonlySet<EventOf<'pull-request'>['action']> = new Set([
  'ready_for_review',
  'labeled',
  'unlabeled',
]);
