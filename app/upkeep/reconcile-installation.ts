import * as z from 'zod';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { githubProblem, type GitHubProblem } from '../../github/client/github-problem.ts';
import { PAGE_SIZE } from '../../github/limits.ts';
import type { PullFacts } from '../events/app-event.ts';
import { installation, pullRequest, repository } from '../events/payload-parts.ts';
import { settlePull } from '../events/settle-pull.ts';
import { upsertAccount } from '../installations/account-store.ts';
import { upsertInstallation } from '../installations/installation-store.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import { removeRepositories, upsertRepositories } from '../installations/repository-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import { showAgain } from '../reviews/show-again.ts';
import {
  endReconciliation,
  isActive,
  knownPull,
  loadReconciliation,
  markReconciled,
  repositoriesAfter,
  sinceCancelled,
  unlistedRepositories,
  type KnownRepository,
  type Reconciliation,
} from './reconciliation-store.ts';
import type { UpkeepContext } from './upkeep-context.ts';

/** Repositories taken from the database at once. */
const BATCH = 100;

/** There is nothing to be seen there now; events will tell when there is. */
const OUT_OF_REACH: ReadonlySet<GitHubProblem> = new Set(['not-found', 'not-permitted', 'gone', 'conflict']);

/**
 * The job `reconcile-installation`: looks at the pull requests that were touched since a given time, as if their events had come
 * now. It is kept after each repository how far it has come, so that the job can end at a rate limit, or be killed, and go on.
 */
export async function reconcileInstallation(
  context: UpkeepContext,
  { installationId }: { readonly installationId: number },
): Promise<void> {
  const { database, github, clock, signal } = context;
  const wanted = await loadReconciliation(database, installationId);
  if (!wanted) return;
  const demand = { installationId, wantedAt: wanted.wantedAt };
  const client = await github.installationClient(installationId, {
    purpose: 'background',
    ...(signal && { signal }),
  });
  try {
    // 1. Is it active? Of two events that tell, the older one may come last.
    if (!(await askWhetherActive(context, installationId))) return await endReconciliation(database, demand);
    const since = await sinceCancelled(database, { installationId, since: wanted.since });

    // 2. Which repositories are within reach?
    let after = wanted.afterRepository;
    if (after === null) {
      await listRepositories(context, client, installationId);
      after = 0;
    }

    // 3. Look at each.
    for (;;) {
      const batch = await repositoriesAfter(database, { installationId, after, most: BATCH });
      for (const one of batch) {
        signal?.throwIfAborted();
        await lookThrough(context, client, { ...wanted, since, installationId, repository: one });
        after = one.id;
        if (!(await markReconciled(database, { ...demand, afterRepository: after }))) return;
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
    if (active) await showAgain(tx, { installationId, now });
    else await cancelReviews(tx, { installationId, reason: 'The App was suspended.', now });
    return active;
  });
}

/** Records what the installation reaches now, and ends what is under way in repositories that it does not reach any more. */
async function listRepositories(
  { database, clock, signal }: UpkeepContext,
  client: GitHubClient,
  installationId: number,
): Promise<void> {
  const at = clock();
  const listed: number[] = [];
  const pages = client.paginate.iterator(client.rest.apps.listReposAccessibleToInstallation, { per_page: PAGE_SIZE });
  for await (const { data } of pages) {
    signal?.throwIfAborted();
    const repositories = z.array(repository).parse(data);
    await upsertRepositories(database, repositories, { installationId, at });
    listed.push(...repositories.map(({ id }) => id));
  }
  const missing = await unlistedRepositories(database, { installationId, listed });
  await database.transaction(async (tx) => {
    for (const repositoryId of await removeRepositories(tx, missing, { installationId, at })) {
      await cancelReviews(tx, { installationId, repositoryId, reason: 'The repository is out of reach.', now: at });
    }
  });
}

interface Place extends Reconciliation {
  readonly installationId: number;
  readonly repository: KnownRepository;
}

async function lookThrough(context: UpkeepContext, client: GitHubClient, place: Place): Promise<void> {
  const { database, log, entitlements, clock } = context;
  const { installationId, repository } = place;
  try {
    const readAt = await readingInstant(database);
    const pulls = await readTouched(client, place);
    if (pulls.length === 0) return;
    const { priority } = await entitlements.of(installationId, clock());
    for (const pull of pulls) await settle(context, place, { pull, readAt, priority });
  } catch (error) {
    const problem = githubProblem(error);
    if (problem === undefined || !OUT_OF_REACH.has(problem)) throw error;
    log.info({ installationId, repositoryId: repository.id, problem }, 'a repository could not be looked through');
  }
}

/** Pull requests, open or closed, that were touched since then. */
async function readTouched(client: GitHubClient, { repository, since }: Place): Promise<PullFacts[]> {
  const pages = client.paginate.iterator(client.rest.pulls.list, {
    owner: repository.owner,
    repo: repository.name,
    state: 'all',
    sort: 'updated',
    direction: 'desc',
    per_page: PAGE_SIZE,
  });
  const touched: PullFacts[] = [];
  for await (const { data } of pages) {
    const pulls = z.array(pullRequest).parse(data);
    const recent = pulls.filter(({ updatedAt }) => Date.parse(updatedAt) >= since.getTime());
    touched.push(...recent);
    if (recent.length < pulls.length) break;
  }
  return touched;
}

async function settle(
  { database, clock }: UpkeepContext,
  { installationId, repository, wantedAt }: Place,
  { pull, readAt, priority }: { readonly pull: PullFacts; readonly readAt: string; readonly priority: number },
): Promise<void> {
  await database.transaction(async (tx) => {
    const known = await knownPull(tx, { repositoryId: repository.id, number: pull.number });
    // What was over before, or before we knew of it, has nothing to be settled.
    if (pull.state === 'closed' && known?.state !== 'open') return;
    // Whoever marked it as ready, or labelled it, was not heard: what was passed over may be one to look at now.
    const differs =
      known !== undefined && (known.draft !== pull.draft || known.labels.join('\n') !== pull.labels.join('\n'));
    await settlePull(tx, {
      installationId,
      repositoryId: repository.id,
      pull,
      readAt,
      again: differs ? 'if-passed-over' : 'no',
      trigger: 'reconcile',
      correlationId: `reconcile:${installationId}:${wantedAt.toISOString()}`,
      now: clock(),
      priority,
    });
  });
}
