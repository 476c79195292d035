import type { Queryable } from '../../database/connect.ts';
import { requestFeedback } from '../feedback/request-feedback.ts';
import { upsertPullRequest } from '../installations/pull-request-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import { showWithOthers } from '../reviews/show-again.ts';
import type { PullFacts } from './app-event.ts';
import { requestPullReview, type RequestedPullReview, type WantedPullReview } from './request-pull-review.ts';

export interface SettledPull extends Omit<WantedPullReview, 'pullNumber'> {
  /** As it is on GitHub. */
  readonly pull: PullFacts;
  /** When GitHub was asked, by `readingInstant`. */
  readonly readAt: string;
}

/**
 * Brings what is kept of a pull request, and its reviews, in line with its present state, in the caller's transaction: a review
 * of its head while it is open, none when it is closed. Whoever has read a pull request settles it, whatever for.
 *
 * @returns the review of its head; undefined where it is closed
 */
export async function settlePull(tx: Queryable, settled: SettledPull): Promise<RequestedPullReview | undefined> {
  const { pull, repositoryId, readAt, now } = settled;
  const address = { repositoryId, pullNumber: pull.number };
  // What counts is the answer to the latest question, whoever asked it.
  await upsertPullRequest(tx, pull, { repositoryId, readAt });
  await showWithOthers(tx, address);
  const review = await requestPullReview(tx, { ...settled, ...address });
  if (review) return review;

  // Closed: nothing is to be reviewed any more, and what people said of the findings is final.
  await cancelReviews(tx, { ...address, reason: 'The pull request was closed.', now });
  await requestFeedback(tx, address);
  return undefined;
}
