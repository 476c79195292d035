import type { Queryable } from '../../database/connect.ts';
import { enqueueReview } from './enqueue-review.ts';
import { REVIEW_COLUMNS, type ReviewRow } from './review-row.ts';

/** Days after which nobody waits for a check any more. */
const SHOWN_WITHIN_DAYS = 3;
/** Told before anything new is begun. */
const PRIORITY = -10;

/**
 * Has the checks ended that were left open because their repository was out of reach, in the caller's transaction: now the installation
 * reaches it, which may be another one than before.
 */
export async function showAgain(
  tx: Queryable,
  { installationId, now }: { readonly installationId: number; readonly now: Date },
): Promise<void> {
  const rows = await tx.query<ReviewRow>(
    `update reviews set published_at = null, installation_id = $1
     where created_at > $2 and published_at is not null
       and repository_id in (select id from repositories where installation_id = $1 and removed_at is null)
       and exists (
         select from check_runs where review_id = reviews.id and github_id is not null and completed_at is null
       )
     returning ${REVIEW_COLUMNS}`,
    [installationId, new Date(now.getTime() - SHOWN_WITHIN_DAYS * 86_400_000)],
  );
  for (const review of rows) await enqueueReview(tx, review, PRIORITY);
}
