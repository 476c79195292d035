import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CommandSuppression } from '../../engine/findings/command-suppressions.ts';
import { NOT_IN_PLAN, withheldFrom } from '../../engine/capabilities.ts';
import { findObjects } from '../../engine/source/find-objects.ts';
import type { FetchedCommits, FetchProblem } from '../../github/fetch/fetch-outcome.ts';
import { suppressionsFor } from '../commands/pull-suppression-store.ts';
import { ruleStandings } from '../feedback/rule-standing-store.ts';
import { measurementsForReview, type Measured } from '../measurements/measurements-for-review.ts';
import { CHECK_NAME, projectCheckNames } from '../../github/publish/plan-checks.ts';
import { openCheck } from './check-place.ts';
import type { ChildRequest } from './child-protocol.ts';
import { fetchSides } from './fetch-sides.ts';
import { followRename } from './follow-rename.ts';
import { isAskedFor } from './is-asked-for.ts';
import { keepReport } from './keep-report.ts';
import { findMergedPull } from './merged-pull-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';
import {
  findSameTrees,
  loadPull,
  lockPull,
  markEnded,
  markRunning,
  recordTrees,
  type PullFacts,
  type ReviewPlace,
} from './review-store.ts';
import type { FailedReview } from './run-isolated-review.ts';
import { runMeasuredReview } from './run-measured-review.ts';

export interface Work {
  readonly review: ReviewRow;
  readonly place: ReviewPlace;
  /** What GitHub refuses then is not believed yet. */
  readonly isFirstAttempt: boolean;
  /** Aborted when the review is not wanted any more. */
  readonly signal: AbortSignal;
}

/** Fetches, reviews, and keeps what came out: afterwards the review has ended. Throws what may pass when tried again. */
export async function carryOutReview(ports: ReviewPorts, work: Work): Promise<void> {
  const { database, clock } = ports;
  const { review, place } = work;
  if (!(await markRunning(database, review.id, clock()))) return;

  // 1. Say that it has begun.
  const repository = `${place.owner}/${place.repo}`;
  const options = { purpose: 'begin', repository, signal: work.signal, doubtful: work.isFirstAttempt } as const;
  const client = await ports.github.installationClient(review.installationId, options);
  await openCheck(ports, { review, place, client }, { name: CHECK_NAME });

  // 2. Somebody may have paused it here.
  const pull = review.pullNumber === null ? undefined : await loadPull(database, review);
  if (pull?.pausedBy && !isAskedFor(review))
    return skip(ports, review, { reason: `${pull.pausedBy} paused it here.`, pull });

  // 3. Fetch both sides.
  const fetched = await fetchSides(ports, work);
  if (fetched.kind === 'problem') {
    if (fetched.problem === 'moved') await followRename(ports, { review, place, client });
    return endUnfetched(ports, work, fetched);
  }
  try {
    // 4. Take what other tools measured of the head.
    const measured = await measurementsForReview(ports, review);
    // 5. Answer a merge queue from the review of the same trees, unless more is known of this one.
    if (await reuse(ports, review, { fetched, measured })) return;
    // 6. Review, and keep what came out.
    await reviewFetched(ports, work, { fetched, pull, measured });
  } finally {
    await fetched.release();
  }
}

async function endUnfetched(
  ports: ReviewPorts,
  { review, isFirstAttempt }: Work,
  { problem, message, retry }: FetchProblem,
): Promise<void> {
  if (retry || (isFirstAttempt && MAY_BE_BEHIND.has(problem))) throw new Error(`${problem}: ${message}`);
  await markEnded(ports.database, {
    id: review.id,
    state: 'failed',
    conclusion: 'neutral',
    problem: message,
    now: ports.clock(),
  });
}

/** A moment after a push, not all of GitHub has heard of it. */
const MAY_BE_BEHIND: ReadonlySet<FetchProblem['problem']> = new Set([
  'not-found',
  'not-permitted',
  'gone-head',
  'gone-base',
]);

/** Passed over for what the pull request was: where it is something else by now, it is judged anew. */
async function skip(
  { database, clock }: ReviewPorts,
  review: ReviewRow,
  { reason, pull, projects }: Skipped,
): Promise<void> {
  const outcome = { kind: 'skipped', reason } as const;
  await database.transaction(async (tx) => {
    const present = review.pullNumber === null ? undefined : await lockPull(tx, review);
    if (!isDeepStrictEqual(present, pull)) throw new Error('the pull request changed while it was looked at');
    await markEnded(tx, {
      id: review.id,
      state: 'completed',
      conclusion: 'neutral',
      outcome,
      ...(projects && { projectChecks: projectCheckNames(projects) }),
      now: clock(),
    });
  });
}

interface Skipped {
  readonly reason: string;
  readonly pull: PullFacts | undefined;
  /** Absent: the configuration was not read. */
  readonly projects?: readonly string[];
}

interface Sides {
  readonly fetched: FetchedCommits;
  readonly pull: PullFacts | undefined;
  readonly measured: Measured;
}

const REUSED_FOR_MS = 86_400_000;

async function reuse(
  ports: ReviewPorts,
  review: ReviewRow,
  { fetched: { gitDir, head, base, mergeBase }, measured }: Pick<Sides, 'fetched' | 'measured'>,
): Promise<boolean> {
  if (base === undefined || mergeBase === undefined) return false;
  const { database, clock } = ports;
  const trees = await findObjects(
    { folder: gitDir, gitDir },
    [head, mergeBase, base].map((commit) => `${commit}^{tree}`),
  );
  const [headTree, baseTree, tipTree] = trees;
  if (headTree === undefined || baseTree === undefined) return false;
  // A merge group goes by the configuration of what it is compared with: what went by another does not answer it.
  if (tipTree !== baseTree) return false;
  await recordTrees(database, { id: review.id, headTree, baseTree });
  if (review.kind !== 'merge-group' || measured.files.length > 0) return false;
  const now = clock();
  const since = new Date(now.getTime() - REUSED_FOR_MS);
  const same = await findSameTrees(database, { repositoryId: review.repositoryId, headTree, baseTree, since });
  if (!same) return false;
  const { conclusion, id: reusedFrom } = same;
  return markEnded(database, { id: review.id, state: 'completed', conclusion, reusedFrom, now });
}

async function reviewFetched(
  ports: ReviewPorts,
  { review, place, signal }: Work,
  { fetched, pull, measured }: Sides,
): Promise<void> {
  const { database, clock, entitlements } = ports;
  const now = clock();
  const [entitlement, standings, suppressions] = await Promise.all([
    entitlements.of(review.installationId, now),
    ruleStandings(database, { accountId: place.accountId }),
    suppressionsOf(ports, review),
  ]);
  const repositoryUri = `${ports.githubUrl}/${place.owner}/${place.repo}`;
  const request: ChildRequest = {
    gitDir: fetched.gitDir,
    name: `${place.owner}/${place.repo}`,
    repositoryUri,
    head: fetched.head,
    ...(fetched.base !== undefined && { base: fetched.base }),
    wholeTree: review.wholeTree,
    now: now.toISOString(),
    resultCache: join(ports.caches.results, String(review.repositoryId)),
    ...(pull &&
      !isAskedFor(review) && { pullRequest: { draft: pull.draft, bot: pull.authorIsBot, labels: pull.labels } }),
    jobs: ports.jobs,
    ...(ports.osvUrl !== undefined && { osvUrl: ports.osvUrl }),
    suppressions,
    standings,
    withheld: withheldFrom(entitlement, NOT_IN_PLAN),
    measured,
  };
  const outcome = await runMeasuredReview(request, {
    signal,
    ...(ports.limits && { limits: ports.limits }),
    log: ports.log,
    correlationId: review.correlationId,
  });
  switch (outcome.kind) {
    case 'reviewed':
      return keepReport(ports, review, { ...outcome, standings });
    case 'skipped':
      return skip(ports, review, { reason: outcome.detail, pull, projects: outcome.projects });
    case 'configuration-broken': {
      const { kind, problems } = outcome;
      const commit = fetched.base ?? fetched.head;
      return markEnded(database, {
        id: review.id,
        state: 'completed',
        conclusion: 'action_required',
        outcome: { kind, commit, problems },
        now: clock(),
      }).then(() => undefined);
    }
    case 'source-broken':
      await fetched.reportDamage();
      throw new Error(`the fetched repository cannot be read: ${outcome.code}`);
    case 'failed':
      return endFailed(ports, review, outcome);
  }
}

async function suppressionsOf({ database }: ReviewPorts, review: ReviewRow): Promise<readonly CommandSuppression[]> {
  const { repositoryId, kind } = review;
  // What was accepted in a pull request is so on its way into the base, too.
  const pullNumber = kind === 'merge-group' ? await findMergedPull(database, review) : review.pullNumber;
  return typeof pullNumber === 'number' ? suppressionsFor(database, { repositoryId, pullNumber }) : [];
}

/** A limit that it met once, it meets again: what crashed or was called off is tried again. */
async function endFailed(
  { database, clock, log }: ReviewPorts,
  review: ReviewRow,
  failed: FailedReview,
): Promise<void> {
  const { id: reviewId, correlationId } = review;
  const { reason, message: problem } = failed;
  if (reason === 'aborted' || reason === 'crashed') throw new Error(problem);
  log.warn({ correlationId, reviewId, reason }, 'a review met its limit');
  await markEnded(database, { id: reviewId, state: 'failed', conclusion: 'neutral', problem, now: clock() });
}
