import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Database } from '../../database/connect.ts';
import { startWorker, type StopOptions } from '../../database/queue.ts';
import { loadTemplates } from '../../engine/report/templates/load-templates.ts';
import type { ReportLinks } from '../../engine/report/github/build-check-view.ts';
import type { RatePace } from '../../github/client/rate-pace.ts';
import type { GitHubCall } from '../../github/client/with-budget.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import type { Entitlements } from '../entitlements.ts';
import { checkCredentials, type CredentialsState } from '../github/check-credentials.ts';
import { createGitHub } from '../github/create-github.ts';
import { imageLink, type ImageKind } from '../http/links/image-token.ts';
import { REPORT_FORMATS, reportLink } from '../http/links/report-link.ts';
import type { ServiceMetrics } from '../metrics/service-metrics.ts';
import type { ReviewPorts } from '../reviews/review-ports.ts';
import { watchRunningReviews } from '../reviews/running-reviews.ts';
import type { AppCredentials, Settings } from '../settings.ts';
import { cachesIn, keepCaches } from './keep-caches.ts';
import { createTasks, CRON } from './tasks.ts';

export interface WorkerPorts {
  readonly settings: Settings;
  readonly database: Database;
  readonly credentials: AppCredentials;
  readonly serviceKey: Buffer;
  readonly publicUrl: string;
  readonly metrics: ServiceMetrics;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly entitlements: Entitlements;
  readonly pace: RatePace;
  /** Aborted when the process is asked to end. */
  readonly stopping: AbortSignal;
  /** Told of each answer to whether GitHub accepts the App's credentials. */
  readonly observeCredentials: (state: CredentialsState) => void;
}

export interface RunningPart {
  stop(options?: StopOptions): Promise<void>;
}

/** Takes jobs until it is stopped; what runs then is finished, or handed back. */
export async function startWorkerPart(ports: WorkerPorts): Promise<RunningPart> {
  const { settings, database, credentials, entitlements, pace, clock, log } = ports;
  const { apiUrl, webUrl: githubUrl } = settings.github;
  const observe = (call: GitHubCall) => ports.metrics.githubCalled(call);
  const github = await createGitHub({ apiUrl, credentials }, { database, log, clock, pace, observe });
  void checkCredentials(github, { log, signal: ports.stopping, observe: ports.observeCredentials });
  const running = await watchRunningReviews(database, log);
  const templates = await loadTemplates();
  const reviews: ReviewPorts = {
    database,
    github,
    entitlements,
    running,
    templates,
    serviceKey: ports.serviceKey,
    links: linksFor(ports),
    images: imagesFor(ports),
    metrics: ports.metrics,
    githubUrl,
    caches: cachesIn(join(settings.dataFolder, 'cache')),
    jobs: jobsOfEach(settings.concurrency),
    bookingUrl: settings.bookingUrl,
    osvUrl: settings.osvUrl,
    clock,
    log,
  };
  const answers: AnswerContext = {
    database,
    appId: credentials.appId,
    clientOf: (installationId, options) => github.installationClient(installationId, options),
    entitlements,
    templates,
    serviceKey: ports.serviceKey,
    author: () => github.botLogin(),
    bookingUrl: settings.bookingUrl,
    clock,
    log,
  };
  const tasks = createTasks({
    answers,
    reviews,
    upkeep: { database, github, entitlements, clock, log },
    reportDays: settings.reportDays,
  });
  const workers = [
    startWorker({ database, tasks: tasks.ofReviews, concurrency: settings.concurrency, log }),
    startWorker({ database, tasks: tasks.ofEvents, concurrency: EVENTS_AT_ONCE, log }),
    startWorker({ database, tasks: tasks.ofUpkeep, cron: CRON, concurrency: UPKEEP_AT_ONCE, log }),
  ];
  const keeper = keepCaches(reviews.caches, { database, log, clock });
  await Promise.all(workers.map((worker) => worker.ready));
  return {
    async stop(options) {
      keeper.stop();
      await Promise.all(workers.map((worker) => worker.stop(options)));
      await running.close();
    },
  };
}

/** A newer head ends the review of an older one, and a command is answered, also while every other place is taken for minutes. */
const EVENTS_AT_ONCE = 4;
/** One of the periodic tasks, while accounts are looked through. */
const UPKEEP_AT_ONCE = 2;

/** Worker processes of each review, so that all that run at once keep the processors busy and no busier. */
function jobsOfEach(concurrency: number): number {
  return Math.max(1, Math.floor(availableParallelism() / concurrency));
}

const DAY = 86_400_000;

/** They hold as long as the report is kept. */
function linksFor({ settings, publicUrl, serviceKey }: WorkerPorts): (reviewId: string, now: Date) => ReportLinks {
  return (reviewId, now) => {
    const expires = new Date(now.getTime() + settings.reportDays * DAY);
    const links = REPORT_FORMATS.map((format) => [
      format,
      reportLink({ publicUrl, serviceKey }, { reviewId, format, expires }),
    ]);
    return Object.fromEntries(links) as ReportLinks;
  };
}

/** Addresses that stand in a README, and hold for long: whoever has one sees letters and numbers, and no code. */
const IMAGE_DAYS = 3650;

function imagesFor({ publicUrl, serviceKey, entitlements }: WorkerPorts): ReviewPorts['images'] {
  return async (installationId, repositoryId, now) => {
    const { capabilities } = await entitlements.of(installationId, now);
    const expires = new Date(now.getTime() + IMAGE_DAYS * DAY);
    const link = (kind: ImageKind) => imageLink({ publicUrl, serviceKey }, { kind, repositoryId, expires });
    return { badge: link('badge'), ...(capabilities.has('trend') && { trend: link('trend') }) };
  };
}
