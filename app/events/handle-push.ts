import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { nameOf } from './read-pull.ts';
import { readTip } from './read-tip.ts';
import { recordPlace } from './record-place.ts';
import { requestTipReview } from './request-tip-review.ts';

/**
 * The default branch has moved: its metrics are taken at its present tip, and are what changes are measured against.
 *
 * Open pull requests are not reviewed anew where the configuration changed: one push would cost as many reviews as there
 * are. The next review of one goes by the new one: after a push to it, a re-run, or `/plumbline review`.
 */
export const handlePush: EventHandler<EventOf<'push'>> = async (context, event, delivery) => {
  const { database, clientOf, entitlements, clock } = context;
  const { installationId, repository, branch } = event;
  const { priority } = await entitlements.of(installationId, clock());

  // 1. Ask for the present tip: pushes overtake each other.
  const tip = await readTip(database, await clientOf(installationId), { ...nameOf(repository), branch });

  return async (tx, now) => {
    // 2. Record the place.
    const isWithinReach = await recordPlace(tx, event, { ...delivery, now });
    if (!isWithinReach || !tip) return;

    // 3. Review the whole tree.
    await requestTipReview(tx, {
      installationId,
      repositoryId: repository.id,
      tip,
      trigger: 'push',
      correlationId: delivery.id,
      now,
      priority,
    });
  };
};
