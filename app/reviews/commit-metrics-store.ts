import type { Queryable } from '../../database/connect.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { lockBaseline, storeBaseline } from './baseline-store.ts';
import { moveBaseline } from './move-baseline.ts';
import type { ReviewRow } from './review-row.ts';

/** How the baseline moved to a commit of the default branch. */
export interface BaselineMove {
  /** The commit that the baseline was of before. */
  readonly from: string;
  readonly opened: number;
  readonly closed: number;
  /** When the oldest of the open findings came, as far as that was seen; null: none is open. */
  readonly oldestOpen: Date | null;
}

interface Reviewed {
  readonly review: ReviewRow;
  readonly result: ReviewResult;
  readonly serviceKey: Buffer;
}

/** The commit's metrics, for trends, and the baseline moved to it. */
export async function keepCommitMetrics(tx: Queryable, reviewed: Reviewed): Promise<void> {
  const { review, result } = reviewed;
  const move = await moveTo(tx, reviewed);
  await tx.query(
    `insert into commit_metrics
       (repository_id, sha, committed_at, review_id, measures, ratings, moved_from, opened, closed, oldest_open)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (repository_id, sha) do update
       set committed_at = excluded.committed_at, review_id = excluded.review_id, measures = excluded.measures,
           ratings = excluded.ratings, moved_from = coalesce(excluded.moved_from, commit_metrics.moved_from),
           opened = coalesce(excluded.opened, commit_metrics.opened),
           closed = coalesce(excluded.closed, commit_metrics.closed),
           oldest_open = coalesce(excluded.oldest_open, commit_metrics.oldest_open)`,
    [
      review.repositoryId,
      review.headSha,
      result.subject.at,
      review.id,
      JSON.stringify(result.measures),
      JSON.stringify(result.ratings),
      move?.from ?? null,
      move?.opened ?? null,
      move?.closed ?? null,
      move?.oldestOpen ?? null,
    ],
  );
}

/** Undefined: it stays where it is, or there was none before. */
async function moveTo(
  tx: Queryable,
  { review, result, serviceKey }: Reviewed,
): Promise<(Omit<BaselineMove, 'oldestOpen'> & { readonly oldestOpen: string | undefined }) | undefined> {
  const { repositoryId, headSha } = review;
  const [own] = await tx.query<{ seq: number }>('select seq from reviews where id = $1', [review.id]);
  const before = await lockBaseline(tx, { repositoryId, serviceKey });
  if (!own || (before && before.reviewSeq > own.seq)) return undefined;
  const moved = moveBaseline(before?.findings ?? [], result);
  if (!moved) return undefined;
  const { findings, opened, closed } = moved;
  await storeBaseline(tx, { sha: headSha, reviewSeq: own.seq, findings }, { repositoryId, serviceKey });
  // Of a commit that is reviewed again, what is known stands.
  if (!before || before.sha === headSha) return undefined;
  return { from: before.sha, opened, closed, oldestOpen: findings.map(({ since }) => since).sort()[0] };
}

/** Undefined: the baseline did not move to that commit. */
export async function loadBaselineMove(
  database: Queryable,
  { repositoryId, headSha }: Pick<ReviewRow, 'repositoryId' | 'headSha'>,
): Promise<BaselineMove | undefined> {
  const [row] = await database.query<BaselineMove>(
    `select moved_from as "from", opened, closed, oldest_open as "oldestOpen" from commit_metrics
     where repository_id = $1 and sha = $2 and moved_from is not null`,
    [repositoryId, headSha],
  );
  return row;
}
