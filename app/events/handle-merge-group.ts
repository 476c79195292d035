import { cancelReviews } from '../reviews/cancel-reviews.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { recordPlace } from './record-place.ts';
import { requestMergeGroupReview } from './request-merge-group-review.ts';

/** A merge queue waits for the verdict on a group's head, until it has merged the group or given it up. */
export const handleMergeGroup: EventHandler<EventOf<'merge-group'>> = async (context, event, delivery) => {
  const { installationId, repository, action, headRef, headSha, baseSha } = event;
  const { priority } = await context.entitlements.of(installationId, context.clock());
  const repositoryId = repository.id;

  return async (tx, now) => {
    const isWithinReach = await recordPlace(tx, event, { ...delivery, now });
    switch (action) {
      case 'destroyed': {
        // A merged group's head is the tip of its branch by now, which has a review of its own.
        const ofGroup = { repositoryId, kind: 'merge-group', headSha } as const;
        await cancelReviews(tx, { ...ofGroup, reason: 'The merge group is gone.', now });
        return;
      }
      case 'checks_requested':
        if (!isWithinReach) return;
        await requestMergeGroupReview(tx, {
          installationId,
          repositoryId,
          headSha,
          baseSha,
          pullNumber: mergedPull(headRef),
          toldAt: delivery.receivedAt,
          trigger: 'merge_group.checks_requested',
          correlationId: delivery.id,
          now,
          priority,
        });
    }
  };
};

/** The queue names its branches so: `refs/heads/gh-readonly-queue/main/pr-12-…`, where a commit's id ends it. */
function mergedPull(headRef: string): number | undefined {
  const [, number] = /\/pr-([1-9]\d{0,8})-[0-9a-f]+$/.exec(headRef) ?? [];
  return number === undefined ? undefined : Number(number);
}
