import * as z from 'zod';
import { NotBefore } from '../../database/queue.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { githubProblem, type GitHubProblem } from '../../github/client/github-problem.ts';
import { PAGE_SIZE } from '../../github/limits.ts';
import { installation, repository } from '../events/payload-parts.ts';
import { upsertAccount } from '../installations/account-store.ts';
import { upsertInstallation } from '../installations/installation-store.ts';
import { removeRepositories, upsertRepositories } from '../installations/repository-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import { showAgain } from '../reviews/show-again.ts';
import { reconcileMergeGroups } from './reconcile-merge-groups.ts';
import { reconcilePulls } from './reconcile-pulls.ts';
import { reconcileTip } from './reconcile-tip.ts';
import type { ReconciledPlace } from './reconciled-place.ts';
import {
  endReconciliation,
  isActive,
  keepPushes,
  loadReconciliation,
  markReconciled,
  repositoriesAfter,
  sinceCancelled,
  unlistedRepositories,
  type ListedPush,
} from './reconciliation-store.ts';
import type { UpkeepContext } from './upkeep-context.ts';

/** Repositories taken from the database at once. */
const BATCH = 100;
/** Milliseconds at a stretch; then whatever else waits for the place has its turn, and another account. */
const TURN = 2 * 60_000;

/** There is nothing to be seen there now; events will tell when there is. `invalid`: GitHub does not know what we ask for. */
const OUT_OF_REACH: ReadonlySet<GitHubProblem> = new Set(['not-found', 'not-permitted', 'gone', 'conflict', 'invalid']);

/**
 * The job `reconcile-installation`: looks at the pull requests that were touched since a given time, the default branches that were
 * pushed and the merge groups that wait, as if their events had come now. It is kept after each repository how far it has come, so
 * that the job can end when its turn is over, or at a rate limit, or be killed, and go on.
 */
export async function reconcileInstallation(
  context: UpkeepContext,
  { installationId }: { readonly installationId: number },
): Promise<void> {
  const { database, github, clock, signal } = context;
  const wanted = await loadReconciliation(database, installationId);
  if (!wanted) return;
  const demand = { installationId, wantedAt: wanted.wantedAt };
  const turnEnds = clock().getTime() + TURN;
  const client = await github.installationClient(installationId, {
    purpose: 'background',
    ...(signal && { signal }),
  });
  try {
    // 1. Is it active? Of two events that tell, the older one may come last.
    if (!(await askWhetherActive(context, installationId))) return await endReconciliation(database, demand);
    const since = await sinceCancelled(database, { installationId, since: wanted.since });

    // 2. Which repositories are within reach? Checks are ended that could not be while one of them was not.
    let after = wanted.afterRepository;
    if (after === null) {
      await listRepositories(context, client, { installationId, since: wanted.since });
      await database.transaction((tx) => showAgain(tx, { installationId, now: clock() }));
      after = 0;
    }

    // 3. Look at each.
    for (;;) {
      const batch = await repositoriesAfter(database, { installationId, since: wanted.since, after, most: BATCH });
      for (const one of batch) {
        signal?.throwIfAborted();
        await lookThrough(context, client, { ...wanted, since, installationId, repository: one });
        after = one.id;
        if (!(await markReconciled(database, { ...demand, afterRepository: after }))) return;
        if (clock().getTime() > turnEnds) throw new NotBefore(clock(), 'others have their turn');
      }
      if (batch.length < BATCH) break;
    }
    await endReconciliation(database, demand);
  } catch (error) {
    const problem = githubProblem(error);
    if (problem !== 'uninstalled' && problem !== 'suspended') throw error;
    context.log.info({ installationId, problem, at: clock() }, 'an installation is out of reach');
    await endReconciliation(database, demand);
  }
}

async function askWhetherActive({ database, github, clock }: UpkeepContext, installationId: number): Promise<boolean> {
  const now = clock();
  const { data } = await github.appClient.rest.apps.getInstallation({ installation_id: installationId });
  const told = installation.parse(data);
  return database.transaction(async (tx) => {
    await upsertAccount(tx, told.account, now);
    await upsertInstallation(tx, told, now);
    const active = await isActive(tx, installationId);
    if (!active) await cancelReviews(tx, { installationId, reason: 'The App was suspended.', now });
    return active;
  });
}

/** To archived ones nothing can be pushed, and no check be written. */
const listedPush = z
  .object({ id: z.number(), pushed_at: z.string().nullish(), archived: z.boolean().nullish() })
  .transform(({ id, pushed_at, archived }): ListedPush => ({ id, pushedAt: archived ? null : (pushed_at ?? null) }));

/** Records what the installation reaches now, and ends what is under way in repositories that it does not reach any more. */
async function listRepositories(
  context: UpkeepContext,
  client: GitHubClient,
  { installationId, since }: { readonly installationId: number; readonly since: Date },
): Promise<void> {
  const { database, clock } = context;
  const at = clock();
  const listed = await listWholly(context, client, { installationId, at });
  if (!listed) return;
  const missing = await unlistedRepositories(database, { installationId, listed });
  await database.transaction(async (tx) => {
    for (const repositoryId of await removeRepositories(tx, missing, { installationId, at, since })) {
      await cancelReviews(tx, { installationId, repositoryId, reason: 'The repository is out of reach.', now: at });
    }
  });
}

/** How often a list is read that changes meanwhile. */
const MOST_READINGS = 3;

/** A list that changes while it is read page by page may leave one out by chance: it is read again, and undefined in the end. */
async function listWholly(
  { database, signal }: UpkeepContext,
  client: GitHubClient,
  { installationId, at }: { readonly installationId: number; readonly at: Date },
): Promise<number[] | undefined> {
  for (let reading = 1; reading <= MOST_READINGS; reading++) {
    const listed = new Set<number>();
    const totals = new Set<number>();
    const pages = client.paginate.iterator(client.rest.apps.listReposAccessibleToInstallation, { per_page: PAGE_SIZE });
    for await (const { data } of pages) {
      signal?.throwIfAborted();
      const repositories = z.array(repository).parse(data);
      await upsertRepositories(database, repositories, { installationId, at });
      await keepPushes(database, z.array(listedPush).parse(data));
      for (const { id } of repositories) listed.add(id);
      totals.add(pageOfAll.parse({ ...data }).total_count);
    }
    if (totals.size === 1 && totals.has(listed.size)) return [...listed];
  }
  return undefined;
}

/** How many there are, on each page. */
const pageOfAll = z.object({ total_count: z.number() });

const WAYS = [
  { what: 'pull requests', reconcile: reconcilePulls },
  { what: 'default branch', reconcile: reconcileTip },
  { what: 'merge groups', reconcile: reconcileMergeGroups },
] as const;

/** Where one way is barred, the others are gone all the same. */
async function lookThrough(context: UpkeepContext, client: GitHubClient, place: ReconciledPlace): Promise<void> {
  const { installationId, repository } = place;
  for (const { what, reconcile } of WAYS) {
    try {
      await reconcile(context, client, place);
    } catch (error) {
      const problem = githubProblem(error);
      if (problem === undefined || !OUT_OF_REACH.has(problem)) throw error;
      const where = { installationId, repositoryId: repository.id, what };
      context.log.info({ ...where, problem }, 'a repository could not be looked through');
    }
  }
}
