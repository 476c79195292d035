import type { GitHubClient } from '../../github/client/github-client.ts';
import { requestMergeGroupReview } from '../events/request-merge-group-review.ts';
import { readQueue, readQueueBranches } from './read-merge-queue.ts';
import { asReconciled, type ReconciledPlace } from './reconciled-place.ts';
import { headsWithoutReview } from './reconciliation-store.ts';
import type { UpkeepContext } from './upkeep-context.ts';

/** Queues that are asked for in one repository. A rule names the branch of each: GitHub takes no patterns there. */
const MOST_QUEUES = 10;

/** Has the merge groups reviewed that a queue waits for and we did not hear of: their pull requests would wait until the queue gives up. */
export async function reconcileMergeGroups(
  { database, entitlements, clock, signal }: UpkeepContext,
  client: GitHubClient,
  place: ReconciledPlace,
): Promise<void> {
  const { id: repositoryId, owner, name: repo, mayHaveMergeGroups } = place.repository;
  if (!mayHaveMergeGroups) return;

  // 1. Which heads have no review?
  const branches = await readQueueBranches(client, { owner, repo });
  const heads = await headsWithoutReview(database, { repositoryId, heads: branches.map(({ headSha }) => headSha) });
  const bases = new Set(branches.filter(({ headSha }) => heads.has(headSha)).map(({ base }) => base));
  if (bases.size === 0) return;

  // 2. Which of them are queued, and on what are they built?
  const { priority } = await entitlements.of(place.installationId, clock());
  for (const branch of [...bases].slice(0, MOST_QUEUES)) {
    signal?.throwIfAborted();
    const toldAt = clock();
    const queued = (await readQueue(client, { owner, repo, branch })).filter(({ headSha }) => heads.has(headSha));

    // 3. Review what each merges.
    for (const entry of queued) {
      await database.transaction((tx) =>
        requestMergeGroupReview(tx, { ...asReconciled(place), ...entry, toldAt, now: clock(), priority }),
      );
    }
  }
}
