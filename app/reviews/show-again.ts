import type { Database, Queryable } from '../../database/connect.ts';
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
    `update reviews set published_at = null, show_again_at = clock_timestamp(), installation_id = $1
     where created_at > $2 and finished_at is not null
       and repository_id in (select id from repositories where installation_id = $1 and removed_at is null)
       and exists (
         select from check_runs where review_id = reviews.id and github_id is not null and completed_at is null
       )
     returning ${REVIEW_COLUMNS}`,
    [installationId, new Date(now.getTime() - SHOWN_WITHIN_DAYS * 86_400_000)],
  );
  for (const review of rows) await enqueueReview(tx, review, PRIORITY);
}

/**
 * Has shown again, in the caller's transaction, what depends on a pull request: the checks of commits that it had as its head and others
 * have, too. To be called before anything else is done to its reviews.
 */
export async function showWithOthers(
  tx: Queryable,
  { repositoryId, pullNumber }: { readonly repositoryId: number; readonly pullNumber: number },
): Promise<void> {
  const heads = await tx.query<{ headSha: string }>(
    `select distinct head_sha as "headSha" from reviews
     where repository_id = $1 and pull_number = $2 and kind = 'pull-request'`,
    [repositoryId, pullNumber],
  );
  const shared = heads.map(({ headSha }) => headSha);
  await markToShow(tx, await lockShared(tx, { repositoryId, heads: shared }));
}

/** Has shown again, once, what depends on a review that has ended: the checks of the other pull requests with its head. */
export async function tellOthers(
  database: Database,
  { id, kind, repositoryId, headSha }: Pick<ReviewRow, 'id' | 'kind' | 'repositoryId' | 'headSha'>,
  now: Date,
): Promise<void> {
  if (kind !== 'pull-request') return;
  await database.transaction(async (tx) => {
    const shared = await lockShared(tx, { repositoryId, heads: [headSha] });
    const isFirst = await tx.query(
      'update reviews set told_at = $2 where id = $1 and told_at is null and finished_at is not null returning id',
      [id, now],
    );
    if (isFirst.length > 0)
      await markToShow(
        tx,
        shared.filter((review) => review.id !== id),
      );
  });
}

/**
 * The latest review of each pull request that had one of these heads, where it is the head of an open one, and of more than one ever. In
 * one order, so that two transactions never wait for each other.
 */
function lockShared(
  tx: Queryable,
  { repositoryId, heads }: { readonly repositoryId: number; readonly heads: readonly string[] },
): Promise<ReviewRow[]> {
  return tx.query<ReviewRow>(
    `with latest as (
       select distinct on (head_sha, pull_number) id, head_sha, pull_number from reviews
       where repository_id = $1 and head_sha = any($2) and kind = 'pull-request'
       order by head_sha, pull_number, seq desc
     )
     select ${REVIEW_COLUMNS} from reviews where id in (
       select id from latest
       where exists (
         select from latest as other
         where other.head_sha = latest.head_sha and other.pull_number <> latest.pull_number
       ) and exists (
         select from pull_requests
         where repository_id = $1 and pull_requests.head_sha = latest.head_sha and state = 'open'
       )
     ) order by id for update`,
    [repositoryId, heads],
  );
}

/** One that is not shown yet, or is being shown, is looked at again by its own job. */
async function markToShow(tx: Queryable, reviews: readonly ReviewRow[]): Promise<void> {
  if (reviews.length === 0) return;
  await tx.query(
    'update reviews set show_again_at = clock_timestamp(), published_at = null where id = any($1::uuid[])',
    [reviews.map(({ id }) => id)],
  );
  for (const review of reviews) if (review.finishedAt !== null) await enqueueReview(tx, review, PRIORITY);
}
