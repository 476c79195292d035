import * as z from 'zod';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { PAGE_SIZE } from '../../github/limits.ts';
import type { PullFacts } from '../events/app-event.ts';
import { pullRequest } from '../events/payload-parts.ts';
import { settlePull } from '../events/settle-pull.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import { asReconciled, type ReconciledPlace } from './reconciled-place.ts';
import { knownPull } from './reconciliation-store.ts';
import type { UpkeepContext } from './upkeep-context.ts';

/** Brings the pull requests that were touched since then in line with their present state. */
export async function reconcilePulls(
  context: UpkeepContext,
  client: GitHubClient,
  place: ReconciledPlace,
): Promise<void> {
  const { database, entitlements, clock } = context;
  const readAt = await readingInstant(database);
  const pulls = await readTouched(client, place);
  if (pulls.length === 0) return;
  const { priority } = await entitlements.of(place.installationId, clock());
  for (const pull of pulls) await settle(context, place, { pull, readAt, priority });
}

/** Pull requests, open or closed, that were touched since then. */
async function readTouched(client: GitHubClient, { repository, since }: ReconciledPlace): Promise<PullFacts[]> {
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
  place: ReconciledPlace,
  { pull, readAt, priority }: { readonly pull: PullFacts; readonly readAt: string; readonly priority: number },
): Promise<void> {
  await database.transaction(async (tx) => {
    const known = await knownPull(tx, { repositoryId: place.repository.id, number: pull.number });
    // What was over before, or before we knew of it, has nothing to be settled.
    if (pull.state === 'closed' && known?.state !== 'open') return;
    // Whoever marked it as ready, or labelled it, was not heard: what was passed over may be one to look at now.
    const differs =
      known !== undefined && (known.draft !== pull.draft || known.labels.join('\n') !== pull.labels.join('\n'));
    await settlePull(tx, {
      ...asReconciled(place),
      pull,
      readAt,
      again: differs ? 'if-passed-over' : 'no',
      now: clock(),
      priority,
    });
  });
}
