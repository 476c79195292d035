import type { Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';
import { listChecksAt } from './check-run-store.ts';
import { subjectOf } from './enqueue-review.ts';

/** Before what else waits. */
const PRIORITY = -20;

/**
 * Has a new review announced on GitHub, in the caller's transaction, where its commit has checks: until it begins, those would go on to say
 * what may not be true any more, or come to say it, as one does whose review has just ended. Of a commit without checks nothing is said, and
 * a branch rule waits for them anyway.
 */
export async function enqueueAnnouncement(
  tx: Queryable,
  review: { readonly id: string } & Parameters<typeof subjectOf>[0],
): Promise<void> {
  if ((await listChecksAt(tx, review)).length === 0) return;
  await enqueue(tx, {
    task: 'announce-review',
    payload: { reviewId: review.id },
    key: `announce:${review.id}`,
    // The review's own: neither finds the other half done, and a check that ended is not opened again.
    queue: subjectOf(review),
    priority: PRIORITY,
  });
}
