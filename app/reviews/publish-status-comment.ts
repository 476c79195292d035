import { statusComment } from '../../engine/report/github/status-comment.ts';
import type { CheckStatus } from '../../engine/report/github/status-output.ts';
import { publishComment } from '../../github/publish/publish-comment.ts';
import type { ShownReview } from './check-place.ts';
import type { ReviewPorts } from './review-ports.ts';
import { findSuccessor } from './review-store.ts';

/**
 * Has the comment of a pull request say what the check of its head does, which was not looked at: otherwise it would go on to tell of an
 * earlier commit. None is made for that. Can be repeated at any point.
 */
export async function publishStatusComment(
  { database, github, templates, log }: ReviewPorts,
  { review, place, client }: ShownReview,
  status: CheckStatus,
): Promise<void> {
  // Of a head that was pushed over meanwhile, people are told nothing any more.
  if (review.pullNumber === null || (await findSuccessor(database, review))) return;
  const { id: reviewId, correlationId, headSha } = review;
  const comment = await publishComment(client, {
    repository: { owner: place.owner, repo: place.repo },
    number: review.pullNumber,
    author: await github.botLogin(),
    // As one that passed: what is there is kept up to date.
    mode: 'on-failure',
    failed: false,
    body: statusComment(status, { templates, canCommand: true, headSha }),
  });
  if (comment.kind === 'not-shown')
    log.warn({ reviewId, correlationId, reason: comment.reason }, 'GitHub does not take what the comment is to say');
}
