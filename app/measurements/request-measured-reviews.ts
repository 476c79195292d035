import type { Queryable } from '../../database/connect.ts';
import { isAskedFor } from '../reviews/is-asked-for.ts';
import { requestReview, type WantedReview } from '../reviews/request-review.ts';
import type { ReviewRow } from '../reviews/review-row.ts';
import { listTaken, type MeasuredBy } from './measurement-store.ts';

type Circumstances = Pick<WantedReview, 'installationId' | 'correlationId' | 'now' | 'priority'>;

/**
 * Asks for a review of each thing that is reviewed at this head and takes these measurements, in the caller's transaction, which holds the
 * lock of the repository's measurements. False: there is none. One that was not begun yet takes them by itself.
 */
export async function requestMeasuredReviews(
  tx: Queryable,
  measured: MeasuredBy,
  circumstances: Circumstances,
): Promise<boolean> {
  let begun = false;
  for (const review of await latestReviews(tx, measured)) {
    if (!hasLooked(review) || !(await takes(tx, review, measured))) continue;
    const baseRef = await presentBase(tx, review);
    if (baseRef === undefined) continue;
    begun = true;
    if (review.state === 'queued') continue;
    const { repositoryId, kind, pullNumber, headSha, wholeTree } = review;
    await requestReview(tx, {
      ...circumstances,
      repositoryId,
      kind,
      ...(pullNumber !== null && { pullNumber }),
      headSha,
      ...(baseRef !== null && { baseRef }),
      wholeTree,
      // Somebody wanted it whatever the configuration says of drafts and labels: so it stays.
      trigger: isAskedFor(review) ? review.trigger : 'action.measured',
      again: true,
    });
  }
  return begun;
}

type Latest = Pick<
  ReviewRow,
  'repositoryId' | 'headSha' | 'kind' | 'pullNumber' | 'baseRef' | 'wholeTree' | 'state' | 'outcome' | 'trigger'
>;

function latestReviews(tx: Queryable, { repositoryId, headSha }: MeasuredBy): Promise<Latest[]> {
  return tx.query<Latest>(
    `select distinct on (kind, pull_number) repository_id as "repositoryId", head_sha as "headSha", kind,
            pull_number as "pullNumber", base_ref as "baseRef", whole_tree as "wholeTree", state, outcome, trigger
     from reviews where repository_id = $1 and head_sha = $2
     order by kind, pull_number, seq desc`,
    [repositoryId, headSha],
  );
}

/** Or is about to. What was passed over or called off would be so again. */
function hasLooked({ state, outcome }: Latest): boolean {
  return state !== 'cancelled' && state !== 'superseded' && outcome === null;
}

/** False: the review has nothing to do with that pull request, or takes what the same job measured otherwise. */
async function takes(tx: Queryable, review: Latest, { source, pullNumber }: MeasuredBy): Promise<boolean> {
  const taken = await listTaken(tx, review);
  return taken.some((one) => one.source === source && one.pullNumber === pullNumber);
}

/** What to compare the head with now; undefined: it is not the head any more. */
async function presentBase(tx: Queryable, review: Latest): Promise<string | null | undefined> {
  const { repositoryId, pullNumber, headSha, baseRef } = review;
  switch (review.kind) {
    case 'merge-group':
      return baseRef;
    case 'repository': {
      // Held until the end: a push that moves it meanwhile asks for a review that this one must not supersede.
      const rows = await tx.query(
        'select from repositories where id = $1 and default_branch_tip = $2 for no key update',
        [repositoryId, headSha],
      );
      return rows.length > 0 ? null : undefined;
    }
    case 'pull-request': {
      const [pull] = await tx.query<{ baseRef: string; pausedBy: string | null }>(
        `select base_ref as "baseRef", paused_by as "pausedBy" from pull_requests
         where repository_id = $1 and number = $2 and state = 'open' and head_sha = $3 for update`,
        [repositoryId, pullNumber, headSha],
      );
      // Paused: the review would be passed over, and hide the one before.
      if (pull === undefined || (pull.pausedBy !== null && !isAskedFor(review))) return undefined;
      return pull.baseRef;
    }
  }
}
