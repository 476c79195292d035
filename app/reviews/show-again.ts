import type { Queryable } from '../../database/connect.ts';
import { enqueueReview } from './enqueue-review.ts';
import { REVIEW_COLUMNS, type ReviewRow } from './review-row.ts';

/** Told before anything new is begun. */
const PRIORITY = -10;

/**
 * Has the end shown once more of each review of a repository that was cancelled for this problem after its check had begun, in
 * the caller's transaction: the problem was in the way of that, too, and is gone.
 */
export async function showAgain(
  tx: Queryable,
  { repositoryId, problem }: { readonly repositoryId: number; readonly problem: string },
): Promise<void> {
  const rows = await tx.query<ReviewRow>(
    `update reviews set published_at = null
     where repository_id = $1 and problem = $2 and state = 'cancelled'
       and exists (select from check_runs where review_id = reviews.id and github_id is not null)
     returning ${REVIEW_COLUMNS}`,
    [repositoryId, problem],
  );
  for (const review of rows) await enqueueReview(tx, review, PRIORITY);
}
