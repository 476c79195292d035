/** The part of the App that hears of events, with a GitHub of its own and a database: from a delivery to what is done about it. */
import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods';
import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { EVERYTHING_GRANTED } from '../../app/entitlements.ts';
import type { AnswerContext } from '../../app/commands/answer-context.ts';
import { answerRerun } from '../../app/buttons/answer-rerun.ts';
import { pressButton } from '../../app/buttons/press-button.ts';
import { runCommand } from '../../app/commands/run-command.ts';
import { collectFeedback } from '../../app/feedback/collect-feedback.ts';
import { handleEvent } from '../../app/events/handle-event.ts';
import { readEvent } from '../../app/events/read-event.ts';
import { recordDeliveries } from '../../app/events/record-delivery.ts';
import { storeReport, type StoredReport } from '../../app/reviews/report-store.ts';
import { silentLog } from '../../database/log.ts';
import { loadTemplates } from '../../engine/report/templates/load-templates.ts';
import { configurationSchema } from '../../engine/config/schema.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { anEmptyReviewResult } from './a-review-result.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { startGitHubDouble, type GitHubDouble } from './github/github-double.ts';

const TestOctokit = Octokit.plugin(restEndpointMethods, paginateRest);

export interface Received {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
}

export interface EventService extends TestDatabase {
  readonly github: GitHubDouble;
  readonly context: AnswerContext;
  /** A client as an installation. */
  readonly clientOf: (installationId: number) => Promise<GitHubClient>;
  /** GitHub's next answer to a route, such as `/repos/{owner}/{repo}/git/ref/{ref}`, is under way so long that this happens meanwhile. */
  meanwhile(route: string, happens: () => Promise<unknown>): void;
  /** What GitHub sent since it was asked last, oldest first. */
  sent(): Received[];
  /** Records deliveries as the HTTP part does: one second after the other. The ids of those that are to be handled. */
  record(...deliveries: readonly Received[]): Promise<string[]>;
  /** Does the job of a delivery. */
  handle(deliveryId: string): Promise<void>;
  /** All of it for what GitHub sent since it was asked last. */
  catchUp(): Promise<void>;
  /** Does the jobs that events have brought about, but for reviews, until none is left. */
  work(): Promise<void>;
  /** A review of a pull request that has come to its end. Its id. */
  finishedReview(review: {
    readonly installationId: number;
    readonly repositoryId: number;
    readonly pullNumber: number;
    readonly headSha: string;
    readonly result?: Partial<ReviewResult>;
    readonly standings?: StoredReport['standings'];
  }): Promise<string>;
  /** Rows of a statement. */
  rows(statement: string, values?: readonly unknown[]): Promise<object[]>;
  /** Jobs in the order in which they were added, but those that handle deliveries. */
  jobs(): Promise<object[]>;
}

/** When the first delivery is received. */
export const FIRST_SECOND = Date.parse('2026-11-21T10:00:00Z');

export async function anEventService(): Promise<EventService> {
  const test = await testDatabase();
  const { database } = test;
  const github = await startGitHubDouble();
  const late = new Map<string, () => Promise<unknown>>();
  const clientOf = (installationId: number): Promise<GitHubClient> => {
    const installation = github.world.installations.get(installationId);
    const auth = installation ? github.tokenFor(installation) : 'a token of an installation that is gone';
    const client = new TestOctokit({ auth, baseUrl: github.url });
    client.hook.after('request', async (_, { url }) => {
      const happens = late.get(url);
      late.delete(url);
      await happens?.();
    });
    return Promise.resolve(client);
  };
  let second = FIRST_SECOND;
  const serviceKey = randomBytes(32);
  const context: AnswerContext = {
    database,
    appId: github.app.id,
    clientOf,
    entitlements: EVERYTHING_GRANTED,
    clock: () => new Date(second),
    log: silentLog,
    templates: await loadTemplates(),
    serviceKey,
    author: () => Promise.resolve(`${github.app.slug}[bot]`),
    bookingUrl: 'https://book.example/acme',
  };
  let heard = 0;

  const sent = (): Received[] => {
    const { deliveries } = github.webhooks;
    const fresh = deliveries.slice(heard).map(({ guid: id, event, payload }) => ({ id, event, payload }));
    heard = deliveries.length;
    return fresh;
  };

  const record = async (...received: readonly Received[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const { id, event, payload } of received) {
      const read = readEvent(event, payload);
      await recordDeliveries(database, [
        {
          id,
          event,
          action: read.kind === 'event' ? read.action : null,
          installationId: read.kind === 'event' ? read.installationId : null,
          repositoryId: read.kind === 'event' ? read.repositoryId : null,
          body: read.kind === 'event' ? read.event : undefined,
          state: read.kind === 'event' ? 'received' : read.kind,
          receivedAt: new Date(second),
        },
      ]);
      second += 1_000;
      if (read.kind === 'event') ids.push(id);
    }
    return ids;
  };

  const handle = (deliveryId: string): Promise<void> => handleEvent(context, { deliveryId });

  return {
    database,
    url: test.url,
    github,
    context,
    clientOf,
    meanwhile: (route, happens) => void late.set(route, happens),
    sent,
    record,
    handle,
    async catchUp() {
      for (const id of await record(...sent())) await handle(id);
    },
    async work() {
      for (;;) {
        const [job] = await database.query<{ id: string; task: string; payload: unknown }>(
          `select jobs.id::text, jobs.task_identifier as task, full_jobs.payload
           from graphile_worker.jobs join graphile_worker._private_jobs as full_jobs using (id)
           where jobs.task_identifier in ('run-command', 'press-button', 'answer-rerun', 'collect-feedback')
           order by jobs.id limit 1`,
        );
        if (!job) return;
        await doJob(context, job);
        await database.query('delete from graphile_worker._private_jobs where id = $1', [job.id]);
      }
    },
    async finishedReview({ result, standings = [], ...review }) {
      const id = randomUUID();
      const now = new Date((second += 1_000));
      await database.query(
        `insert into reviews (id, installation_id, repository_id, kind, pull_number, head_sha, base_ref, state, trigger,
                              correlation_id, conclusion, created_at, finished_at)
         values ($1, $2, $3, 'pull-request', $4, $5, 'main', 'completed', 'test', 'test', 'fail', $6, $6)`,
        [id, review.installationId, review.repositoryId, review.pullNumber, review.headSha, now],
      );
      const { pullRequests } = configurationSchema.parse({});
      const report = { result: anEmptyReviewResult(result), identity: {}, pullRequests, suggestions: [], standings };
      await storeReport(database, { reviewId: id, report, serviceKey, now });
      return id;
    },
    rows: (statement, values) => database.query(statement, values),
    jobs: () =>
      database.query(
        `select jobs.task_identifier as task, full_jobs.payload, jobs.queue_name as queue
         from graphile_worker.jobs join graphile_worker._private_jobs as full_jobs using (id)
         where jobs.task_identifier <> 'handle-event' order by jobs.id`,
      ),
    async close() {
      await github.close();
      await test.close();
    },
  };
}

const ofDelivery = z.object({ deliveryId: z.string() });
const ofRerun = ofDelivery.extend({ reason: z.string() });
const ofPull = z.object({ repositoryId: z.number(), pullNumber: z.number() });

async function doJob(context: AnswerContext, { task, payload }: { task: string; payload: unknown }): Promise<void> {
  if (task === 'run-command') await runCommand(context, ofDelivery.parse(payload));
  if (task === 'press-button') await pressButton(context, ofDelivery.parse(payload));
  if (task === 'answer-rerun') await answerRerun(context, ofRerun.parse(payload));
  if (task === 'collect-feedback') await collectFeedback(context, ofPull.parse(payload));
}
