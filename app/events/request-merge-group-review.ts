import type { Queryable } from '../../database/connect.ts';
import { recordMergedPull } from '../reviews/merged-pull-store.ts';
import { requestReview, type WantedReview } from '../reviews/request-review.ts';
import { wasDestroyed } from './delivery-store.ts';

export interface WantedMergeGroupReview extends Pick<
  WantedReview,
  'installationId' | 'repositoryId' | 'headSha' | 'trigger' | 'correlationId' | 'now' | 'priority'
> {
  /** The commit that the group is built on: that of the group ahead of it, or the branch's. */
  readonly baseSha: string;
  /** The pull request that it merges; undefined: not known. */
  readonly pullNumber: number | undefined;
  /** When GitHub told of the group. */
  readonly toldAt: Date;
}

/** Asks for a review of what a merge group merges, in the caller's transaction, unless GitHub has told of the group's end already. */
export async function requestMergeGroupReview(
  tx: Queryable,
  { baseSha, pullNumber, toldAt, ...wanted }: WantedMergeGroupReview,
): Promise<void> {
  if (await wasDestroyed(tx, { ...wanted, receivedAt: toldAt })) return;
  const id = await requestReview(tx, { ...wanted, kind: 'merge-group', baseRef: baseSha, wholeTree: false });
  await recordMergedPull(tx, { id, pullNumber });
}
