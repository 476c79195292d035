import type { Database, Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';
import { reviewJobKey, subjectOf } from './request-review.ts';
import { REVIEW_COLUMNS, type ReviewRow } from './review-row.ts';

/** Milliseconds that a review may be without a job: one is being made, or has just ended. */
const WITHOUT_JOB_AFTER = 60_000;
/** Days after which GitHub is not told any more what became of a review. */
const GIVE_UP_AFTER_DAYS = 3;
/** Reviews taken up at once; the next run takes up the next. */
const BATCH = 500;
/** Told before anything new is begun. */
const PRIORITY = -10;
const MAX_ATTEMPTS = 8;

/**
 * Has each review whose end GitHub does not show taken up by a job: what a dead worker had begun, and what failed for good
 * because GitHub could not be told. Runs each minute, anywhere, any number of times.
 */
export async function reap(database: Database, now: Date): Promise<{ readonly takenUp: number }> {
  const left = await reviewsWithoutJob(database, now);
  for (const review of left) {
    await enqueue(database, {
      task: 'review',
      payload: { reviewId: review.id },
      key: reviewJobKey(review.id),
      queue: subjectOf(review),
      priority: PRIORITY,
      maxAttempts: MAX_ATTEMPTS,
    });
  }
  return { takenUp: left.length };
}

/** A job that failed for good counts as none: whatever was in its way may be gone. */
function reviewsWithoutJob(database: Queryable, now: Date): Promise<ReviewRow[]> {
  return database.query<ReviewRow>(
    `select ${REVIEW_COLUMNS} from reviews
     where published_at is null and created_at > $1 and coalesce(finished_at, started_at, created_at) < $2
       and not exists (
         select from graphile_worker.jobs where key = 'review:' || reviews.id and attempts < max_attempts
       )
     order by created_at limit $3`,
    [new Date(now.getTime() - GIVE_UP_AFTER_DAYS * 86_400_000), new Date(now.getTime() - WITHOUT_JOB_AFTER), BATCH],
  );
}
