import type { Queryable } from '../../database/connect.ts';
import { upsertPullRequest } from '../installations/pull-request-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import type { PullFacts } from './app-event.ts';
import { requestFeedback } from '../feedback/request-feedback.ts';
import { requestPullReview, type WantedPullReview } from './request-pull-review.ts';

export interface SettledPull extends Pick<
  WantedPullReview,
  'installationId' | 'repositoryId' | 'again' | 'trigger' | 'correlationId' | 'now' | 'priority'
> {
  /** As it is on GitHub. */
  readonly pull: PullFacts;
  /** When GitHub was asked, by `readingInstant`. */
  readonly readAt: string;
}

/**
 * Brings what is kept of a pull request, and its reviews, in line with its present state, in the caller's transaction: a review
 * of its head while it is open, none when it is closed.
 */
export async function settlePull(tx: Queryable, settled: SettledPull): Promise<void> {
  const { pull, repositoryId, readAt, now } = settled;
  // Somebody who asked later has recorded it, and acted.
  const isLatest = await upsertPullRequest(tx, pull, { repositoryId, readAt });
  if (!isLatest) return;

  // Closed: nothing is to be reviewed any more, and what people said of the findings is final.
  if (pull.state === 'closed') {
    const address = { repositoryId, pullNumber: pull.number };
    await cancelReviews(tx, { ...address, reason: 'The pull request was closed.', now });
    await requestFeedback(tx, address);
    return;
  }

  await requestPullReview(tx, { ...settled, pullNumber: pull.number });
}
