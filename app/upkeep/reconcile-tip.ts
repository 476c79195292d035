import { githubProblem } from '../../github/client/github-problem.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { readTip } from '../events/read-tip.ts';
import { requestTipReview } from '../events/request-tip-review.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import { keepTip, type BranchTip } from '../installations/repository-store.ts';
import { asReconciled, type ReconciledPlace } from './reconciled-place.ts';
import { keepAbsence, knownTip } from './reconciliation-store.ts';
import type { UpkeepContext } from './upkeep-context.ts';

/**
 * Has the default branch's present tip reviewed where it was pushed and we did not hear of it. What is there when the repository is
 * looked through for the first time is only kept, for it may have been there long before the App.
 */
export async function reconcileTip(
  { database, entitlements, clock }: UpkeepContext,
  client: GitHubClient,
  place: ReconciledPlace,
): Promise<void> {
  const { id: repositoryId, owner, name, defaultBranch: branch, tipIsDue } = place.repository;
  if (branch === null || !tipIsDue) return;

  // 1. Where is it now?
  const askedAt = await readingInstant(database);
  const tip = await readTipIfAny(() => readTip(database, client, { owner, repo: name, branch }));
  // A branch that comes later was pushed.
  if (!tip) return await keepAbsence(database, { repositoryId, branch, askedAt });

  const { priority } = await entitlements.of(place.installationId, clock());
  await database.transaction(async (tx) => {
    // 2. Is that news? Pushes to other branches bring us here, too.
    const known = await knownTip(tx, repositoryId);
    const isAskedFor = known.wasRead && (tip.sha !== known.sha || known.wasCancelled);

    // 3. Review the whole tree, as after a push.
    if (isAskedFor) await requestTipReview(tx, { ...asReconciled(place), tip, now: clock(), priority });
    else await keepTip(tx, tip, { repositoryId });
  });
}

/** An empty repository is a conflict to GitHub. */
async function readTipIfAny(read: () => Promise<BranchTip | undefined>): Promise<BranchTip | undefined> {
  try {
    return await read();
  } catch (error) {
    if (githubProblem(error) !== 'conflict') throw error;
    return undefined;
  }
}
