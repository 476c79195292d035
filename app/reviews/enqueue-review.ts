import type { Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';
import type { ReviewRow } from './review-row.ts';

/** Attempts that a review gets, with growing pauses, over half an hour. */
const MAX_ATTEMPTS = 8;

/** The one job of a review: brings it to its end, and shows it. A second one takes the place of one that waits. */
export async function enqueueReview(
  tx: Queryable,
  review: Pick<ReviewRow, 'id'> & Parameters<typeof subjectOf>[0],
  priority: number,
): Promise<void> {
  await enqueue(tx, {
    task: 'review',
    payload: { reviewId: review.id },
    key: `review:${review.id}`,
    queue: subjectOf(review),
    priority,
    maxAttempts: MAX_ATTEMPTS,
  });
}

/** Reviews of one subject run one after the other. */
export function subjectOf({
  kind,
  repositoryId,
  pullNumber,
  headSha,
}: Pick<ReviewRow, 'kind' | 'repositoryId' | 'headSha'> & { readonly pullNumber?: number | null }): string {
  switch (kind) {
    case 'pull-request':
      return `pull:${repositoryId}:${pullNumber}`;
    case 'merge-group':
      return `merge-group:${repositoryId}:${headSha}`;
    case 'repository':
      return `repository:${repositoryId}`;
  }
}
