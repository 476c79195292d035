import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Queryable } from '../../database/connect.ts';
import { version } from '../../engine/version.ts';
import { EVENT_NAMES } from '../events/read-event.ts';
import type { WebhookOutcome } from '../http/webhooks.ts';
import { readQueueDepths, readReviewCounts } from './metrics-store.ts';

/** What this process counts, and what it reads from the database when it is asked. Labels are closed sets: a stranger cannot add to them. */
export interface ServiceMetrics {
  readonly registry: Registry;
  webhookReceived(delivery: { event: string; outcome: WebhookOutcome; seconds: number }): void;
  reviewFinished(review: { state: 'completed' | 'superseded' | 'failed' | 'cancelled'; seconds: number }): void;
  /** `status`: of the answer; undefined where there was none. `remaining`: of the primary rate limit. */
  githubCalled(call: { status: number | undefined; remaining?: number | undefined }): void;
}

/** A webhook of another name is counted as "other". */
const EVENTS: ReadonlySet<string> = new Set([...EVENT_NAMES, 'ping']);

const WEBHOOK_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const REVIEW_SECONDS = [1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];

/** @param options.tasks names of those that this service does: what waits for others to come does not tell that workers are missing */
export function createServiceMetrics(
  database: Queryable,
  { tasks }: { readonly tasks: readonly string[] },
): ServiceMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'plumbline_info',
    help: 'Always 1: its label is the version that runs.',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  gaugesOfQueue(database, { tasks: new Set(tasks), registers });
  gaugesOfReviews(database, registers);
  const webhooks = new Counter({
    name: 'plumbline_webhooks_total',
    help: 'Webhook requests, by event and by what became of them.',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const webhookSeconds = new Histogram({
    name: 'plumbline_webhook_duration_seconds',
    help: "From a webhook's headers to its answer.",
    buckets: WEBHOOK_SECONDS,
    registers,
  });
  const reviewSeconds = new Histogram({
    name: 'plumbline_review_duration_seconds',
    help: 'From the begin of a review to its end, by how it ended.',
    labelNames: ['state'],
    buckets: REVIEW_SECONDS,
    registers,
  });
  const githubCalls = new Counter({
    name: 'plumbline_github_requests_total',
    help: 'Requests to GitHub\'s API, by the status of the answer; "none" where there was no answer.',
    labelNames: ['status'],
    registers,
  });
  const githubRemaining = new Gauge({
    name: 'plumbline_github_rate_limit_remaining',
    help: 'Requests that the installation asked for last has left this hour.',
    registers,
  });
  return {
    registry,
    webhookReceived({ event, outcome, seconds }) {
      webhooks.inc({ event: EVENTS.has(event) ? event : 'other', outcome });
      webhookSeconds.observe(seconds);
    },
    reviewFinished: ({ state, seconds }) => reviewSeconds.observe({ state }, seconds),
    githubCalled({ status, remaining }) {
      githubCalls.inc({ status: status === undefined ? 'none' : String(status) });
      if (remaining !== undefined) githubRemaining.set(remaining);
    },
  };
}

function gaugesOfQueue(
  database: Queryable,
  { tasks, registers }: { readonly tasks: ReadonlySet<string>; readonly registers: Registry[] },
): void {
  const readDepths = sharedWhileRunning(() => orNothing(readQueueDepths(database)));
  new Gauge({
    name: 'plumbline_queue_jobs',
    help: 'Jobs, by task and state: "ready" could run now, "later" waits for its time, "running", "failed" for good.',
    labelNames: ['task', 'state'],
    registers,
    async collect() {
      const depths = await readDepths();
      this.reset();
      for (const { task, state, jobs } of depths) this.set({ task, state }, jobs);
    },
  });
  new Gauge({
    name: 'plumbline_queue_oldest_seconds',
    help: 'How long the oldest job that could run has been waiting, by task.',
    labelNames: ['task'],
    registers,
    async collect() {
      const depths = await readDepths();
      this.reset();
      for (const { task, state, oldestSeconds } of depths) {
        if (state === 'ready' && tasks.has(task)) this.set({ task }, oldestSeconds);
      }
    },
  });
}

function gaugesOfReviews(database: Queryable, registers: Registry[]): void {
  new Gauge({
    name: 'plumbline_reviews',
    help: 'Reviews of the last day, by state, and all that are queued or running.',
    labelNames: ['state'],
    registers,
    async collect() {
      const counts = await orNothing(readReviewCounts(database));
      this.reset();
      for (const { state, reviews } of counts) this.set({ state }, reviews);
    },
  });
}

/** Without the database, what this process knows by itself is told all the same: `/readyz` says that the database is away. */
function orNothing<T>(rows: Promise<readonly T[]>): Promise<readonly T[]> {
  return rows.catch(() => []);
}

/** Who asks while an answer is under way gets the same one. */
function sharedWhileRunning<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= read().finally(() => (running = undefined));
    return running;
  };
}
