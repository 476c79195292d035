import * as z from 'zod';
import { defineTask, NotBefore, type Task } from '../../database/queue.ts';
import { githubProblem } from '../../github/client/github-problem.ts';
import { RateLimited } from '../../github/client/rate-limited.ts';
import { updateCheck } from '../../github/publish/update-check.ts';
import { statusOutput } from '../../engine/report/github/status-output.ts';
import { CHECK_NAME } from '../../github/publish/plan-checks.ts';
import { requestReconciliation } from '../upkeep/request-reconciliation.ts';
import { openCheck, type ShownReview } from './check-place.ts';
import { listChecks } from './check-run-store.ts';
import { carryOutReview } from './carry-out-review.ts';
import { publishEnd } from './publish-end.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';
import { tellOthers } from './show-again.ts';
import { loadPlace, loadReview, markEnded, markPublished, type ReviewPlace } from './review-store.ts';

/** The job of one review, from wherever an earlier attempt left it. */
export function reviewTask(ports: ReviewPorts): Task {
  return defineTask({
    name: 'review',
    payload: z.object({ reviewId: z.uuid() }),
    run: ({ payload: { reviewId }, job: { attempts, isLastAttempt }, signal }) =>
      runReviewJob(ports, { reviewId, isFirstAttempt: attempts === 1, isLastAttempt, signal }),
  });
}

interface Attempt {
  readonly reviewId: string;
  /** What GitHub refuses then is not believed yet. */
  readonly isFirstAttempt: boolean;
  readonly isLastAttempt: boolean;
  readonly signal: AbortSignal;
}

/**
 * Brings a review to its end and shows the end on GitHub. Each step is recorded, so the job can be cut off at any point and
 * run again: what was reviewed is not reviewed again, what was published not published twice.
 */
async function runReviewJob(ports: ReviewPorts, attempt: Attempt): Promise<void> {
  const { database, clock } = ports;
  const review = await loadReview(database, attempt.reviewId);
  if (review === undefined || review.publishedAt !== null) return;
  const place = await loadPlace(database, review);
  // Nothing may be shown there any more.
  if (!place?.active) return abandon(ports, review, 'Plumbline is not installed on the repository any more.');
  try {
    await carryOutUnlessEnded(ports, { review, place }, attempt);
    await tellOthers(database, review, clock());
    await publish(ports, { place, ...attempt });
  } catch (error) {
    await explainFailure(ports, { review, place, error }, attempt);
  }
}

async function carryOutUnlessEnded(
  ports: ReviewPorts,
  { review, place }: { readonly review: ReviewRow; readonly place: ReviewPlace },
  { reviewId, isFirstAttempt, signal }: Attempt,
): Promise<void> {
  if (review.finishedAt !== null) return;
  const run = ports.running.begin(reviewId, signal);
  try {
    await carryOutReview(ports, { review, place, isFirstAttempt, signal: run.signal });
  } catch (error) {
    // It was called off: its new state says what to show.
    if (signal.aborted || !run.signal.aborted) throw error;
  } finally {
    run.end();
  }
}

/** Until what is shown is what there is to show. */
async function publish(ports: ReviewPorts, shown: Publication): Promise<void> {
  const { database, clock } = ports;
  // What changed meanwhile may be what GitHub permits: what it refuses then is asked once more.
  for (let { isFirstAttempt } = shown; ; isFirstAttempt = true) {
    // Anew: it may have been superseded while it ran.
    const review = await loadReview(database, shown.reviewId);
    if (review === undefined || review.publishedAt !== null) return;
    await publishOnce(ports, review, { ...shown, isFirstAttempt });
    if (await markPublished(database, review, clock())) return;
  }
}

interface Publication extends Omit<Attempt, 'isLastAttempt'> {
  readonly place: ReviewPlace;
}

async function publishOnce(
  ports: ReviewPorts,
  review: ReviewRow,
  { place, isFirstAttempt, signal }: Publication,
): Promise<void> {
  if (review.finishedAt === null) throw new Error('the review was cut off before its end');
  const repository = `${place.owner}/${place.repo}`;
  const client = await ports.github.installationClient(review.installationId, {
    purpose: 'complete',
    repository,
    signal,
    doubtful: isFirstAttempt,
  });
  await publishEnd(ports, { review, place, client });
  const { id: reviewId, correlationId, state, conclusion, startedAt, finishedAt } = review;
  const seconds = startedAt === null ? 0 : (finishedAt.getTime() - startedAt.getTime()) / 1000;
  const isFirst = review.showAgainAt === null;
  if (isFirst && state !== 'queued' && state !== 'running') ports.metrics.reviewFinished({ state, seconds });
  ports.log.info({ correlationId, reviewId, state, conclusion, seconds }, 'a review was published');
}

interface Failure {
  readonly review: ReviewRow;
  readonly place: ReviewPlace;
  readonly error: unknown;
}

/** Throws what the queue is to do: try again later, at an instant or by its own pauses. */
async function explainFailure(
  ports: ReviewPorts,
  { review, place, error }: Failure,
  { isFirstAttempt, isLastAttempt, signal }: Attempt,
): Promise<void> {
  const { log } = ports;
  const { id: reviewId, correlationId } = review;
  if (signal.aborted) throw error;
  if (error instanceof RateLimited) {
    log.info({ correlationId, reviewId, until: error.until }, "a review waits for GitHub's rate limit");
    await sayThatItWaits(ports, { review, place }, error).catch(() => undefined);
    throw new NotBefore(error.until, 'rate limit');
  }
  const problem = githubProblem(error);
  if (!isFirstAttempt && (problem === 'suspended' || problem === 'uninstalled')) {
    return abandon(ports, review, 'GitHub no longer lets Plumbline into the repository.');
  }
  log.warn({ correlationId, reviewId, err: error }, 'an attempt at a review failed');
  if (isLastAttempt) await failForGood(ports, { review, place, error });
  throw error;
}

/** As far as GitHub lets us say it: the limit may be on that, too. */
async function sayThatItWaits(
  ports: ReviewPorts,
  { review, place }: Pick<ShownReview, 'review' | 'place'>,
  { until, kind }: RateLimited,
): Promise<void> {
  if (review.finishedAt !== null || kind === 'secondary') return;
  // What waits may come after the check, which says then what the review came to.
  const checks = await listChecks(ports.database, review.id);
  if (checks.some(({ name, completedAt }) => name === CHECK_NAME && completedAt !== null)) return;
  const repository = `${place.owner}/${place.repo}`;
  const client = await ports.github.installationClient(review.installationId, { purpose: 'complete', repository });
  const handle = await openCheck(ports, { review, place, client }, { name: CHECK_NAME });
  await updateCheck(client, handle, statusOutput({ kind: 'waiting', until }, { templates: ports.templates }));
}

/** Says so on GitHub, where that still goes; the reaper comes back to it where it does not. */
async function failForGood(ports: ReviewPorts, { review, place, error }: Failure): Promise<void> {
  const { database, clock } = ports;
  await markEnded(database, {
    id: review.id,
    state: 'failed',
    conclusion: 'neutral',
    problem: `Plumbline could not do it${sayWhy(error)}. It was tried several times.`,
    now: clock(),
  });
  await tellOthers(database, review, clock());
  const signal = AbortSignal.timeout(PUBLISH_TIMEOUT);
  await publish(ports, { reviewId: review.id, place, isFirstAttempt: false, signal });
}

const PUBLISH_TIMEOUT = 60_000;

function sayWhy(error: unknown): string {
  const problem = githubProblem(error);
  if (problem === 'unavailable') return ': GitHub did not answer';
  return problem === 'not-permitted' ? ': GitHub did not permit it' : '';
}

/** Plumbline may be let in again meanwhile, and whoever saw to that may have counted on this review: the job asks. */
async function abandon({ database, clock, log }: ReviewPorts, review: ReviewRow, problem: string): Promise<void> {
  const now = clock();
  const { installationId } = review;
  await database.transaction(async (tx) => {
    const end = { id: review.id, state: 'cancelled', conclusion: 'cancelled', problem, now } as const;
    if (await markEnded(tx, end)) await requestReconciliation(tx, { installationId, since: now, wantedAt: now });
    await markPublished(tx, review, now);
  });
  log.info({ correlationId: review.correlationId, reviewId: review.id, reason: problem }, 'a review was given up');
}
