import { mkdirSync } from 'node:fs';
import { SourceError } from '../engine/source/source.ts';
import { startWorkers } from '../engine/workers/start-workers.ts';
import type { WorkerPool } from '../engine/workers/worker-pool.ts';
import type { GitHubClient } from '../github/client/github-client.ts';
import { failedRequest } from '../github/client/failed-request.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import { DEFAULT_FETCH_LIMITS } from '../github/fetch/fetch-commits.ts';
import type { Measured } from '../github/hand-over/measurements.ts';
import type { CheckConclusion } from '../github/publish/conclusion.ts';
import { ActionError } from './action-error.ts';
import type { ActionState } from './action-state.ts';
import { askApp } from './ask-app.ts';
import { openResultCache, type OpeningCache } from './cache/open-result-cache.ts';
import { connect } from './connect.ts';
import { findSubject } from './find-subject.ts';
import { openCommits } from './open-commits.ts';
import { openReports } from './open-reports.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { readEvent, type Subject } from './read-event.ts';
import { readInputs, type Inputs } from './read-inputs.ts';
import { reviewCommits } from './review-commits.ts';
import { readRunner, type Runner } from './runner.ts';
import { annotationCommand, logLine } from './workflow-commands.ts';
import { writeOutputs } from './write-outputs.ts';

/** The step's exit codes. It has no third one: what was not looked at is not green. */
const PASSED = 0;
const NOT_PASSED = 1;

/** Reviews what the event is about, and shows it. Gives the step's exit code; never throws. */
export async function run(state: ActionState): Promise<number> {
  try {
    const runner = readRunner(state.env);
    const inputs = readInputs(state.env);
    const asked = readEvent(runner);
    const client = connect(state, runner, inputs.token);
    const subject = asked && 'from' in asked ? await findSubject(client, runner, asked) : asked;
    if (subject === undefined) {
      state.write(
        logLine('There is nothing to review: the branch or the pull request has gone or moved on, or has nothing new.'),
      );
      return PASSED;
    }
    mkdirSync(runner.temp, { recursive: true });
    // Both take their time, which the first steps need not wait for.
    const pool = startWorkers(undefined);
    const cache = openResultCache(state, runner, inputs.cache);
    try {
      return await reviewSubject(state, { client, runner, inputs, subject, cache, pool });
    } finally {
      cache.close();
      pool.close();
    }
  } catch (error) {
    // There is no check, and a later step may ask how it ended all the same.
    tellConclusion(state, isMendable(error) ? 'action_required' : 'neutral');
    return fail(state, error);
  }
}

/** Where it cannot be written, the error is all there is. */
function tellConclusion({ env: { GITHUB_OUTPUT: output } }: ActionState, conclusion: CheckConclusion): void {
  try {
    writeOutputs({ files: { ...(output && { output }) } }, { conclusion });
  } catch {
    // What went wrong first is what is told.
  }
}

/** By whoever wrote the workflow. */
function isMendable(error: unknown): boolean {
  return error instanceof ActionError;
}

function fail(state: ActionState, error: unknown): typeof NOT_PASSED {
  state.write(annotationCommand('error', wordsOf(error)));
  return NOT_PASSED;
}

interface Task {
  readonly client: GitHubClient;
  readonly runner: Runner;
  readonly inputs: Inputs;
  readonly subject: Subject;
  readonly cache: OpeningCache;
  readonly pool: WorkerPool;
}

async function reviewSubject(state: ActionState, task: Task): Promise<number> {
  const { client, runner, inputs, subject } = task;
  const now = state.clock();
  // 1. Look for the commits while GitHub is asked what may be used here, and told that the review has begun.
  const calledOff = new AbortController();
  const signal = AbortSignal.any([calledOff.signal, AbortSignal.timeout(DEFAULT_FETCH_LIMITS.timeoutMs)]);
  const opening = openCommits(subject, { client, runner, token: inputs.token, now, signal });
  opening.catch(() => undefined);
  try {
    const standing = await askApp(state, inputs);
    const publisher = await createPublisher(state, { client, runner, inputs, subject, standing, startedAt: now });
    try {
      // 2. Review them by what was measured.
      const reports = await openReports(state, task);
      const commits = await opening;
      const outcome = await reviewCommits(state, commits, { ...task, standing, external: reports.read, now });
      // 3. Show what came out.
      const decidingCommit = commits.base ?? commits.head;
      return await show(publisher, outcome, { decidingCommit, measured: reports.measured() });
    } catch (error) {
      // Where that fails, too, the step that cleans up ends the check.
      await publisher.failed(wordsOf(error), { isMendable: isMendable(error) }).catch(() => undefined);
      return fail(state, error);
    }
  } finally {
    calledOff.abort();
    const commits = await opening.catch(() => undefined);
    await commits?.release();
  }
}

async function show(
  publisher: Publisher,
  outcome: Awaited<ReturnType<typeof reviewCommits>>,
  { decidingCommit, measured }: { readonly decidingCommit: string; readonly measured: Measured },
): Promise<number> {
  switch (outcome.kind) {
    case 'reviewed':
      await publisher.reviewed({ ...outcome, measured });
      return outcome.result.verdict.conclusion === 'pass' ? PASSED : NOT_PASSED;
    case 'skipped':
      // On purpose, as the configuration has it.
      await publisher.skipped(outcome.detail, outcome.projects);
      return PASSED;
    case 'configuration-broken':
      await publisher.configurationBroken(outcome.problems, decidingCommit);
      return NOT_PASSED;
  }
}

/** What is wrong, and what to do about it, as far as that is known. */
function wordsOf(error: unknown): string {
  if (error instanceof ActionError) return error.message;
  if (error instanceof SourceError) return `${error.message}. ${error.advice}`;
  const problem = githubProblem(error);
  if (problem === 'unauthorized')
    return 'GitHub does not accept the input token. Leave it out for the token of the workflow, or give one that has not expired.';
  if (problem === 'unavailable')
    return `GitHub cannot be reached${hostOf(error)}, or is out of order. Run the job again.`;
  return `Plumbline failed: ${error instanceof Error ? error.message : String(error)}`;
}

/** Which one was asked: of an enterprise, or behind a proxy, it is the first thing to look at. */
function hostOf(error: unknown): string {
  const url = failedRequest(error)?.url;
  return url !== undefined && URL.canParse(url) ? ` at ${new URL(url).host}` : '';
}
