import { githubProblem, type GitHubProblem } from '../../github/client/github-problem.ts';
import { DELIVERY_DAYS } from '../../github/limits.ts';
import {
  dueDeliveries,
  forgetHandled,
  forgetOlder,
  giveUp,
  markAsked,
  takeBackAsked,
  type DueDelivery,
} from './failed-delivery-store.ts';
import { noticeOutage, reportMissed } from './outage.ts';
import type { UpkeepContext } from './upkeep-context.ts';
import { walkDeliveries } from './walk-deliveries.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Milliseconds to wait after asking for a delivery the first time, the second, …; after the last it is given up. */
const PAUSES = [5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 4 * 60 * MINUTE, 12 * 60 * MINUTE];
/** Deliveries asked for by one run: there is at least a second between two of them. */
const BATCH = 200;

export interface Redelivered {
  readonly listed: number;
  readonly failed: number;
  readonly asked: number;
  /** Given up: what they were about is looked at by `reconcile`. */
  readonly lost: number;
}

/**
 * Asks GitHub again for deliveries that failed, which it does not repeat by itself. To be run every five minutes, and not
 * twice at once. A delivery that was received is never asked for, another a few times.
 */
export async function redeliver(context: UpkeepContext, now: Date): Promise<Redelivered> {
  const { database, log } = context;
  const earliest = new Date(now.getTime() - DELIVERY_DAYS * DAY);

  // 1. Notice whether nobody was at work for long.
  const since = await database.transaction((tx) => noticeOutage(tx, now));
  if (since) log.warn({ since }, 'nobody was at work; repositories are looked through for what happened since');

  // 2. Find what failed.
  const { listed, failed } = await walkDeliveries(context, { now, earliest });

  // 3. Leave alone what has come meanwhile, and what will not come any more.
  const lost = await database.transaction(async (tx) => {
    await forgetHandled(tx);
    const times = [...(await giveUp(tx, { now, asked: PAUSES.length })), ...(await forgetOlder(tx, earliest))];
    const [first, ...others] = times;
    if (!first) return 0;
    const earliestLost = others.reduce((least, time) => (time < least ? time : least), first);
    await reportMissed(tx, { since: earliestLost, now });
    return times.length;
  });
  if (lost > 0) log.error({ lost }, 'deliveries of GitHub are lost; repositories are looked through instead');

  // 4. Ask for the others.
  const asked = await askForDue(context);
  return { listed, failed, asked, lost };
}

async function askForDue(context: UpkeepContext): Promise<number> {
  const { database, clock, signal } = context;
  const due = await dueDeliveries(database, { now: clock(), most: BATCH, asked: PAUSES.length });
  let asked = 0;
  for (const delivery of due) {
    signal?.throwIfAborted();
    if (await askAgain(context, delivery)) asked++;
  }
  return asked;
}

/** It is counted before it is asked for: whoever is killed between asks once too little, not again and again. */
async function askAgain({ database, github, clock, log }: UpkeepContext, delivery: DueDelivery): Promise<boolean> {
  const { guid, asked, attemptId } = delivery;
  const askAfter = new Date(clock().getTime() + (PAUSES[asked] ?? 0));
  if (!(await markAsked(database, { guid, asked, askAfter }))) return false;
  try {
    // The number stands in the address, since it may be larger than a number of JavaScript holds.
    await github.appClient.request(`POST /app/hook/deliveries/${attemptId}/attempts`);
    return true;
  } catch (error) {
    const problem = githubProblem(error);
    if (problem === 'rate-limited') await takeBackAsked(database, { guid, asked, now: clock() });
    if (problem === undefined || !REFUSALS.has(problem)) throw error;
    log.warn({ correlationId: guid, problem }, 'a delivery cannot be asked for');
    return false;
  }
}

/** GitHub does not have the delivery any more, or not for us: others are asked for all the same. */
const REFUSALS: ReadonlySet<GitHubProblem> = new Set(['invalid', 'not-found', 'gone', 'conflict']);
