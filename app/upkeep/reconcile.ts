import * as z from 'zod';
import type { Queryable } from '../../database/connect.ts';
import { githubProblem } from '../../github/client/github-problem.ts';
import { PAGE_SIZE } from '../../github/limits.ts';
import type { InstallationFacts } from '../events/app-event.ts';
import { installation } from '../events/payload-parts.ts';
import { upsertAccount } from '../installations/account-store.ts';
import { markInstallationDeleted, upsertInstallation } from '../installations/installation-store.ts';
import { cancelReviews } from '../reviews/cancel-reviews.ts';
import { missedSince, takeMissed } from './outage.ts';
import { knownInstallations, MARGIN } from './reconciliation-store.ts';
import { requestReconciliation } from './request-reconciliation.ts';
import type { UpkeepContext } from './upkeep-context.ts';
import { recall, remember, type Memory } from './upkeep-store.ts';

/** Milliseconds after which all is looked through even where nothing seems to be missed. */
const EVERY = 24 * 60 * 60_000;

const coverage = z.object({
  /** What happened before is accounted for. */
  until: z.coerce.date(),
  /** Of the run that is under way: all it does is done in its name, however often it is begun. */
  run: z.object({ since: z.coerce.date(), began: z.coerce.date() }).nullable(),
});
type Coverage = z.output<typeof coverage>;

const COVERAGE: Memory<Coverage> = { name: 'reconcile', schema: coverage };

/**
 * Has the repositories of all active installations looked through, if events may have been missed or a day has passed. To be run
 * every few minutes: mostly there is nothing to do. The first time it only takes note of what is there: what was open before
 * the App came is not reviewed unasked.
 *
 * @returns how many installations are looked through
 */
export async function reconcile(context: UpkeepContext, now: Date): Promise<{ readonly installations: number }> {
  const { database, log } = context;

  // 1. Is there anything to do?
  const run = await beginRun(context, now);
  if (!run) return { installations: 0 };

  // 2. Note what GitHub lists, and want each that is active looked through.
  const listed = await wantListed(context, run);

  // 3. What it does not list is gone, if it says so when it is asked.
  const known = await knownInstallations(database, run.began);
  const unlisted = known.filter((id) => !listed.has(id));
  for (const id of unlisted) await removeIfGone(context, id, now);

  // 4. What happened until the run began is accounted for.
  const until = new Date(run.began.getTime() - MARGIN);
  await remember(database, COVERAGE, { state: { until, run: null }, now });
  const installations = [...listed.values()].filter(Boolean).length;
  log.info({ installations, since: run.since }, 'repositories are looked through');
  return { installations };
}

type Run = NonNullable<Coverage['run']>;

async function beginRun({ database }: UpkeepContext, now: Date): Promise<Run | undefined> {
  return database.transaction(async (tx) => {
    const known = (await recall(tx, COVERAGE)) ?? undefined;
    if (known?.run) return known.run;
    const until = known?.until ?? now;
    const missed = await missedSince(tx);
    if (known && !missed && now.getTime() - until.getTime() < EVERY) return undefined;
    await takeMissed(tx);
    const since = missed && missed < until ? missed : until;
    const run = { since, began: now };
    await remember(tx, COVERAGE, { state: { until, run }, now });
    return run;
  });
}

/** Ids of all that GitHub lists, with whether they are active. */
async function wantListed({ database, github, signal }: UpkeepContext, run: Run): Promise<Map<number, boolean>> {
  const listed = new Map<number, boolean>();
  const pages = github.appClient.paginate.iterator(github.appClient.rest.apps.listInstallations, {
    per_page: PAGE_SIZE,
  });
  for await (const { data } of pages) {
    signal?.throwIfAborted();
    const installations = z.array(installation).parse(data);
    await database.transaction(async (tx) => {
      for (const one of installations) await wantOne(tx, one, run);
    });
    for (const { id, suspendedAt } of installations) listed.set(id, suspendedAt === null);
  }
  return listed;
}

async function wantOne(tx: Queryable, one: InstallationFacts, { since, began }: Run): Promise<void> {
  await upsertAccount(tx, one.account, began);
  await upsertInstallation(tx, one, began);
  if (one.suspendedAt !== null) {
    await cancelReviews(tx, { installationId: one.id, reason: 'The App was suspended.', now: began });
    return;
  }
  await requestReconciliation(tx, { installationId: one.id, since, wantedAt: began });
}

/** A list read page by page may leave one out by chance: an installation is asked for before it counts as gone. */
async function removeIfGone({ database, github, log }: UpkeepContext, id: number, now: Date): Promise<void> {
  try {
    await github.appClient.rest.apps.getInstallation({ installation_id: id });
    return;
  } catch (error) {
    if (githubProblem(error) !== 'uninstalled') throw error;
  }
  await database.transaction(async (tx) => {
    await markInstallationDeleted(tx, id, now);
    await cancelReviews(tx, { installationId: id, reason: 'The App was uninstalled.', now });
  });
  log.info({ installationId: id }, 'an installation is gone');
}
