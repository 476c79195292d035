import type { Queryable } from '../../database/connect.ts';
import { requestReview } from '../reviews/request-review.ts';
import type { PullFacts } from './app-event.ts';

export interface WantedPullReview {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly pull: Pick<PullFacts, 'number' | 'headSha' | 'baseRef'>;
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

/** Asks for a review of a pull request's present head, in the caller's transaction. Its id. */
export async function requestPullReview(tx: Queryable, wanted: WantedPullReview): Promise<string> {
  const { installationId, repositoryId, pull, trigger, correlationId, now, priority } = wanted;
  const asked = wanted.again === 'yes' ? await alreadyAsked(tx, wanted) : undefined;
  if (asked !== undefined) return asked;
  const known = await latestReview(tx, { repositoryId, ...pull });
  return requestReview(tx, {
    installationId,
    repositoryId,
    kind: 'pull-request',
    pullNumber: pull.number,
    headSha: pull.headSha,
    baseRef: pull.baseRef,
    // A review of the whole tree has seen what changed, too: another of the change alone would end it.
    wholeTree: wanted.wholeTree ?? known?.wholeTree ?? false,
    again: wanted.again === 'yes' || (wanted.again === 'if-passed-over' && known?.passedOver === true),
    trigger,
    correlationId,
    now,
    priority,
  });
}

/** By the same job, which was cut off after it and runs again. */
async function alreadyAsked(
  tx: Queryable,
  { repositoryId, pull, correlationId, trigger }: WantedPullReview,
): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `select id from reviews
     where repository_id = $1 and pull_number = $2 and correlation_id = $3 and trigger = $4 limit 1`,
    [repositoryId, pull.number, correlationId, trigger],
  );
  return row?.id;
}

interface LatestReview {
  readonly wholeTree: boolean;
  /** It ended without having looked, as the configuration has it. */
  readonly passedOver: boolean;
}

async function latestReview(
  tx: Queryable,
  head: { readonly repositoryId: number; readonly number: number; readonly headSha: string; readonly baseRef: string },
): Promise<LatestReview | undefined> {
  const [row] = await tx.query<LatestReview>(
    `select whole_tree as "wholeTree",
            coalesce(outcome ->> 'kind' = 'skipped', false) as "passedOver"
     from reviews
     where repository_id = $1 and kind = 'pull-request' and pull_number = $2 and head_sha = $3 and base_ref = $4
       and state in ('queued', 'running', 'completed')
     order by created_at desc limit 1`,
    [head.repositoryId, head.number, head.headSha, head.baseRef],
  );
  return row;
}
