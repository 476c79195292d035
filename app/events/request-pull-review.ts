import type { Queryable } from '../../database/connect.ts';
import { lockKeptPull } from '../installations/pull-request-store.ts';
import { requestReview } from '../reviews/request-review.ts';

export interface WantedPullReview {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly pullNumber: number;
  /**
   * Where this head has a review already. `no`: that one is enough. `if-passed-over`: unless it was passed over, as a draft
   * or by a label. `yes`: one more, for each trigger and correlation id.
   */
  readonly again: 'no' | 'if-passed-over' | 'yes';
  /** Look at every file. Default: as the review that this head has already, else at what changed. */
  readonly wholeTree?: boolean;
  readonly trigger: string;
  readonly correlationId: string;
  readonly now: Date;
  readonly priority: number;
}

export interface RequestedPullReview {
  readonly id: string;
  readonly headSha: string;
}

/**
 * Asks for a review of a pull request's head, in the caller's transaction; undefined where it is closed, or not kept.
 *
 * The head is the one that is kept: see `settlePull`.
 */
export async function requestPullReview(
  tx: Queryable,
  wanted: WantedPullReview,
): Promise<RequestedPullReview | undefined> {
  const { installationId, repositoryId, pullNumber, trigger, correlationId, now, priority } = wanted;
  const asked = wanted.again === 'yes' ? await alreadyAsked(tx, wanted) : undefined;
  if (asked) return asked;
  const pull = await lockKeptPull(tx, { repositoryId, pullNumber });
  if (pull?.state !== 'open') return undefined;
  const { headSha, baseRef } = pull;
  const known = await latestReview(tx, { repositoryId, pullNumber, headSha, baseRef });
  const id = await requestReview(tx, {
    installationId,
    repositoryId,
    kind: 'pull-request',
    pullNumber,
    headSha,
    baseRef,
    // A review of the whole tree has seen what changed, too: another of the change alone would end it.
    wholeTree: wanted.wholeTree ?? known?.wholeTree ?? false,
    again: wanted.again === 'yes' || (wanted.again === 'if-passed-over' && known?.passedOver === true),
    trigger,
    correlationId,
    now,
    priority,
  });
  return { id, headSha };
}

/** By the same job, which was cut off after it and runs again. */
async function alreadyAsked(
  tx: Queryable,
  { repositoryId, pullNumber, correlationId, trigger }: WantedPullReview,
): Promise<RequestedPullReview | undefined> {
  const [row] = await tx.query<RequestedPullReview>(
    `select id, head_sha as "headSha" from reviews
     where repository_id = $1 and pull_number = $2 and correlation_id = $3 and trigger = $4 limit 1`,
    [repositoryId, pullNumber, correlationId, trigger],
  );
  return row;
}

interface LatestReview {
  readonly wholeTree: boolean;
  /** It ended without having looked, as the configuration has it. */
  readonly passedOver: boolean;
}

async function latestReview(
  tx: Queryable,
  head: Pick<WantedPullReview, 'repositoryId' | 'pullNumber'> & { readonly headSha: string; readonly baseRef: string },
): Promise<LatestReview | undefined> {
  const [row] = await tx.query<LatestReview>(
    `select whole_tree as "wholeTree",
            coalesce(outcome ->> 'kind' = 'skipped', false) as "passedOver"
     from reviews
     where repository_id = $1 and kind = 'pull-request' and pull_number = $2 and head_sha = $3 and base_ref = $4
       and state in ('queued', 'running', 'completed')
     order by seq desc limit 1`,
    [head.repositoryId, head.pullNumber, head.headSha, head.baseRef],
  );
  return row;
}
