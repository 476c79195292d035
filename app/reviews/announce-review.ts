import * as z from 'zod';
import { defineTask, type Task } from '../../database/queue.ts';
import { CHECK_NAME } from '../../github/publish/plan-checks.ts';
import { openCheck } from './check-place.ts';
import { listChecksAt } from './check-run-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import { loadPlace, loadReview } from './review-store.ts';

/**
 * The job that makes the checks of a review that waits for its turn: one for each that its commit has already. The review takes them over
 * when it begins, or ends them where it never does.
 */
export function announceReviewTask(ports: ReviewPorts): Task {
  return defineTask({
    name: 'announce-review',
    payload: z.object({ reviewId: z.uuid() }),
    run: ({ payload: { reviewId }, job: { attempts }, signal }) =>
      announceReview(ports, { reviewId, isFirstAttempt: attempts === 1, signal }),
  });
}

async function announceReview(
  ports: ReviewPorts,
  attempt: { readonly reviewId: string; readonly isFirstAttempt: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { database, github } = ports;
  const review = await loadReview(database, attempt.reviewId);
  // Begun, it shows itself; ended, it has nothing to announce.
  if (review?.state !== 'queued') return;
  const place = await loadPlace(database, review);
  if (!place?.active) return;
  const client = await github.installationClient(review.installationId, {
    purpose: 'begin',
    repository: `${place.owner}/${place.repo}`,
    signal: attempt.signal,
    doubtful: attempt.isFirstAttempt,
  });
  const names = new Set([CHECK_NAME, ...(await listChecksAt(database, review))]);
  for (const name of names) await openCheck(ports, { review, place, client }, { name, queued: true });
}
