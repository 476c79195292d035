import type { Database, Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';
import { enqueueReview } from './enqueue-review.ts';
import { REVIEW_COLUMNS, type ReviewRow } from './review-row.ts';
import { markEnded } from './review-store.ts';

/** Milliseconds that something may be without a job: one is being made, or has just ended. */
const WITHOUT_JOB_AFTER = 60_000;
/** Days after its end in which GitHub is told what became of a review. */
const GIVE_UP_AFTER_DAYS = 3;
/** Taken up at once; the next run takes up the next. */
const BATCH = 500;
/** Told before anything new is begun. */
const PRIORITY = -10;
/** As `recordDeliveries` gives: some eleven minutes, after which it is taken up anew. */
const EVENT_ATTEMPTS = 6;

/**
 * Has taken up whatever is left without a job: reviews whose end GitHub does not show, and events that were not handled. A review
 * that used up its attempts without coming to an end, as one does that kills its worker, is ended as failed, and only
 * shown. Runs each minute, anywhere, any number of times.
 */
export async function reap(database: Database, now: Date): Promise<{ readonly takenUp: number }> {
  const since = new Date(now.getTime() - GIVE_UP_AFTER_DAYS * 86_400_000);
  const until = new Date(now.getTime() - WITHOUT_JOB_AFTER);
  const left = await reviewsWithoutJob(database, { since, until });
  for (const review of left) {
    await database.transaction(async (tx) => {
      if (review.usedUp) await markEnded(tx, failed(review, now));
      await enqueueReview(tx, review, PRIORITY);
    });
  }
  const events = await eventsWithoutJob(database, { since, until });
  for (const { id } of events) {
    const payload = { deliveryId: id };
    await enqueue(database, { task: 'handle-event', payload, key: `event:${id}`, maxAttempts: EVENT_ATTEMPTS });
  }
  await giveUp(database, { since, now });
  return { takenUp: left.length + events.length };
}

function failed({ id }: ReviewRow, now: Date): Parameters<typeof markEnded>[1] {
  const problem = 'The review was cut off each time it was tried.';
  return { id, state: 'failed', conclusion: 'neutral', problem, now };
}

interface Window {
  readonly since: Date;
  readonly until: Date;
}

function reviewsWithoutJob(
  database: Queryable,
  { since, until }: Window,
): Promise<(ReviewRow & { readonly usedUp: boolean })[]> {
  return database.query(
    `select ${REVIEW_COLUMNS},
            exists (select from graphile_worker.jobs where key = 'review:' || reviews.id) as "usedUp"
     from reviews
     where published_at is null and (finished_at is null or finished_at > $1)
       and coalesce(finished_at, started_at, created_at) < $2 and not ${hasJob("'review:' || reviews.id")}
     order by created_at limit $3`,
    [since, until, BATCH],
  );
}

function eventsWithoutJob(database: Queryable, { since, until }: Window): Promise<{ id: string }[]> {
  return database.query(
    `select id from deliveries
     where state = 'received' and received_at > $1 and received_at < $2 and not ${hasJob("'event:' || deliveries.id")}
     order by received_at limit $3`,
    [since, until, BATCH],
  );
}

/** What could not be shown for so long is never looked at again, and in nobody's way. */
async function giveUp(database: Queryable, { since, now }: { since: Date; now: Date }): Promise<void> {
  await database.query(
    `update reviews set published_at = $2
     where published_at is null and finished_at <= $1 and not ${hasJob("'review:' || reviews.id")}`,
    [since, now],
  );
}

/** A job that failed for good counts as none: whatever was in its way may be gone. */
function hasJob(key: string): string {
  return `exists (
    select from graphile_worker.jobs where key = ${key} and (attempts < max_attempts or locked_at is not null)
  )`;
}
