import type { Database } from '../../database/connect.ts';
import type { Log } from '../../database/log.ts';
import { cleanQueue, forgetFailedJobs } from '../../database/queue.ts';
import {
  deleteAccounts,
  deleteDeliveries,
  deleteInstallations,
  deleteMeasurements,
  deletePurchases,
  deleteRateBudgets,
  deleteReports,
  deleteRepositories,
  deleteReviews,
  type Outdated,
} from './clean-store.ts';

export interface CleanContext {
  readonly database: Database;
  readonly log: Log;
  /** Days that reports are kept. */
  readonly reportDays: number;
  readonly signal?: AbortSignal;
}

const DAY = 86_400_000;
/** Days that deliveries are kept: ten times as long as GitHub delivers one again. */
const DELIVERY_DAYS = 30;
/** Days that reviews are kept, without their reports: a year and a month, so that a year can be compared with the one before. */
const REVIEW_DAYS = 396;
/** Days after which what is kept of a repository, an installation or a purchase that is over is removed: until then, it may come back. */
const REMOVED_DAYS = 30;
/** Days that jobs which failed for good are kept for the operator. */
const FAILED_JOB_DAYS = 90;
/** Days after which a rate budget tells nothing any more: GitHub's windows are an hour long. */
const BUDGET_DAYS = 7;

/** Rows removed by one statement: it holds up nobody for long. Those of repositories bring many others along. */
const BATCH = 1_000;
const REPOSITORY_BATCH = 10;

export interface Cleaned {
  readonly deliveries: number;
  readonly reports: number;
  readonly measurements: number;
  readonly reviews: number;
  readonly repositories: number;
  readonly installations: number;
  readonly accounts: number;
  readonly purchases: number;
  readonly budgets: number;
  readonly failedJobs: number;
}

/** Removes what has been kept for long enough. To be run every hour; any number of times, by any number at once. Rejects early where the signal is aborted. */
export async function clean(context: CleanContext, now: Date): Promise<Cleaned> {
  const { database, log, reportDays } = context;
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const cleaned: Cleaned = {
    deliveries: await inBatches(context, deleteDeliveries, { before: before(DELIVERY_DAYS), most: BATCH }),
    repositories: await inBatches(context, deleteRepositories, {
      before: before(REMOVED_DAYS),
      most: REPOSITORY_BATCH,
    }),
    // After their repositories, and accounts after them.
    installations: await inBatches(context, deleteInstallations, { before: before(REMOVED_DAYS), most: BATCH }),
    accounts: await inBatches(context, deleteAccounts, { before: before(REMOVED_DAYS), most: BATCH }),
    purchases: await inBatches(context, deletePurchases, { before: before(REMOVED_DAYS), most: BATCH }),
    reports: await inBatches(context, deleteReports, { before: before(reportDays), most: BATCH }),
    measurements: await inBatches(context, deleteMeasurements, { before: before(reportDays), most: BATCH }),
    reviews: await inBatches(context, deleteReviews, {
      before: before(Math.max(REVIEW_DAYS, reportDays)),
      most: BATCH,
    }),
    budgets: await inBatches(context, deleteRateBudgets, { before: before(BUDGET_DAYS), most: BATCH }),
    failedJobs: await forgetFailedJobs(database, before(FAILED_JOB_DAYS)),
  };
  await cleanQueue(database);
  log.info({ ...cleaned }, 'what was kept for long enough is removed');
  return cleaned;
}

async function inBatches(
  { database, signal }: CleanContext,
  remove: (database: Database, outdated: Outdated) => Promise<number>,
  outdated: Outdated,
): Promise<number> {
  for (let removed = 0; ;) {
    signal?.throwIfAborted();
    const rows = await remove(database, outdated);
    removed += rows;
    if (rows < outdated.most) return removed;
  }
}
