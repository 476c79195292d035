import type { Queryable } from '../../database/connect.ts';
import { keepTip, type BranchTip } from '../installations/repository-store.ts';
import { requestReview, type WantedReview } from '../reviews/request-review.ts';

export interface WantedTipReview extends Pick<
  WantedReview,
  'installationId' | 'repositoryId' | 'trigger' | 'correlationId' | 'now' | 'again' | 'priority'
> {
  /** As GitHub told it. */
  readonly tip: BranchTip;
}

/**
 * Asks for a review of the whole tree at the default branch's tip, in the caller's transaction: the tip that is kept, where that
 * is the answer to a later question. Of a branch that is not the default one any more there is none.
 *
 * @returns the commit that is reviewed
 */
export async function requestTipReview(
  tx: Queryable,
  { tip, ...wanted }: WantedTipReview,
): Promise<string | undefined> {
  const headSha = await keepTip(tx, tip, wanted);
  if (headSha !== undefined) await requestReview(tx, { ...wanted, kind: 'repository', headSha, wholeTree: true });
  return headSha;
}
