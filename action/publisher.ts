import { describeProblem } from '../engine/config/read-review-configuration.ts';
import type { ConfigurationProblem } from '../engine/config/configuration.ts';
import { checkOutput } from '../engine/report/github/check-output.ts';
import { statusComment } from '../engine/report/github/status-comment.ts';
import { statusOutput, type CheckStatus } from '../engine/report/github/status-output.ts';
import { loadTemplates, type Templates } from '../engine/report/templates/load-templates.ts';
import type { Logo } from '../engine/report/render-report.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import { buildViewModel } from '../engine/report/view-model.ts';
import type { GitHubClient } from '../github/client/github-client.ts';
import type { CheckHandle } from '../github/publish/check-handle.ts';
import type { Measured } from '../github/hand-over/measurements.ts';
import type { CompletedCheck, CompletionOutcome } from '../github/publish/complete-check.ts';
import type { CheckConclusion } from '../github/publish/conclusion.ts';
import type { CheckIdentity } from '../github/publish/find-check-run.ts';
import type { FinishedCheck } from '../github/publish/publish-finished-check.ts';
import { CHECK_NAME, projectCheckNames } from '../github/publish/plan-checks.ts';
import { projectChecks, wholeCheck, type PublishedReview } from '../github/publish/publish-review.ts';
import type { GitHubReviewOutcome } from '../github/review/review-for-github.ts';
import type { ActionState } from './action-state.ts';
import { annotateRun } from './annotate-run.ts';
import type { Standing } from './ask-app.ts';
import { beginCheck, endCheck, isCheckShown, showFinishedChecks } from './carry-check.ts';
import { handOver } from './hand-over.ts';
import { reviewKey } from './job-key.ts';
import { forgetCheck, keepCheck } from './kept-check.ts';
import type { Subject } from './read-event.ts';
import type { Inputs } from './read-inputs.ts';
import type { Runner } from './runner.ts';
import { lookAtSameHead, NO_OTHERS, type SameHead } from './same-head.ts';
import { showConversation, showInComment } from './show-conversation.ts';
import { showInCodeScanning } from './show-in-code-scanning.ts';
import { tellOfCheck } from './tell-refused.ts';
import { annotationCommand, logLine } from './workflow-commands.ts';
import { writeMeasurements } from './write-measurements.ts';
import { writeOutputs, type Outputs } from './write-outputs.ts';
import { writeReports } from './write-reports.ts';
import { writeSummary } from './write-summary.ts';

export interface Reviewed extends Omit<Extract<GitHubReviewOutcome, { kind: 'reviewed' }>, 'kind'> {
  /** By other tools, of the head. */
  readonly measured: Measured;
  /** For a PDF, where one is asked for. */
  readonly logo?: Logo;
}

/** How a run ends, one of these. */
export interface Publisher {
  reviewed(outcome: Reviewed): Promise<void>;
  /** `projects`: those of the configuration, which have a check each. */
  skipped(reason: string, projects: readonly string[]): Promise<void>;
  configurationBroken(problems: readonly ConfigurationProblem[], commit: string): Promise<void>;
  /** `isMendable`: by whoever wrote the workflow, and nothing is merged before they do. */
  failed(reason: string, options: { readonly isMendable: boolean }): Promise<void>;
}

export interface PublisherOptions {
  readonly client: GitHubClient;
  readonly runner: Runner;
  readonly inputs: Inputs;
  readonly subject: Subject;
  readonly standing: Standing;
  readonly startedAt: Date;
}

/**
 * Starts the check. Where the token may not, as on a fork's pull request, all is shown in the run itself; where the App
 * shows the check, the run shows the rest. Where nothing is to be shown, the run has its summary, reports and outputs.
 */
export async function createPublisher(state: ActionState, options: PublisherOptions): Promise<Publisher> {
  const templates = await loadTemplates();
  const handle = isShownHere(options) ? await start(options, templates) : NOT_SHOWN_HERE;
  const sameHead = handle.kind === 'check-run' ? othersAtHead(state, options) : NO_OTHERS;
  const all: All = { ...options, state, templates, handle, sameHead, told: { verdict: false } };
  return {
    reviewed: (outcome) => showReview(all, outcome),
    skipped: (reason, projects) => showStatus(all, { kind: 'skipped', reason }, { conclusion: 'neutral', projects }),
    async configurationBroken(problems, commit) {
      for (const problem of problems) {
        const { file, line, column: col } = problem;
        state.write(annotationCommand('error', describeProblem(problem), { file, line, col }));
      }
      await showStatus(all, { kind: 'configuration-broken', problems, commit }, { conclusion: 'action_required' });
    },
    async failed(reason, { isMendable }) {
      // What goes wrong afterwards makes it no other.
      if (all.told.verdict) return;
      await showStatus(all, { kind: 'failed', reason }, { conclusion: isMendable ? 'action_required' : 'neutral' });
    },
  };
}

const NOT_SHOWN_HERE: CheckHandle = { kind: 'none', reason: 'This job does not show it.' };

/** Otherwise the App shows it, or nobody is to. */
function isShownHere({ standing, inputs }: Pick<PublisherOptions, 'standing' | 'inputs'>): boolean {
  return inputs.show && standing.app === undefined;
}

async function start(options: PublisherOptions, templates: Templates): Promise<CheckHandle> {
  const { client, runner, startedAt } = options;
  const check = identityOf(options, CHECK_NAME);
  // Should the job be cancelled from now on, the step that cleans up ends the check.
  keepCheck(runner, { ...check, begun: false });
  const output = statusOutput({ kind: 'in-progress' }, { templates });
  const handle = await beginCheck(client, { ...check, startedAt, output });
  if (handle.kind === 'none') forgetCheck(runner);
  else keepCheck(runner, { ...check, begun: true });
  return handle;
}

function othersAtHead(state: ActionState, options: PublisherOptions): SameHead {
  const { client, subject } = options;
  const { pull, base } = subject;
  if (pull === undefined) return NO_OTHERS;
  const name = { number: pull.number, base: base && 'branch' in base ? base.branch : '' };
  return lookAtSameHead({ client, state, subject, check: identityOf(options, CHECK_NAME), pull: name });
}

function identityOf({ runner, inputs, subject }: PublisherOptions, name: string): CheckIdentity {
  const { owner, repo } = runner.repository;
  return {
    repository: { owner, repo },
    headSha: subject.head,
    name,
    externalId: reviewKey(runner, inputs, subject.pull),
    detailsUrl: runner.runUrl,
  };
}

interface All extends PublisherOptions {
  readonly state: ActionState;
  readonly templates: Templates;
  readonly handle: CheckHandle;
  readonly sameHead: SameHead;
  /** Whether the check has ended with the review's verdict. */
  readonly told: { verdict: boolean };
}

/** Everything that does not come to a verdict. */
async function showStatus(
  all: All,
  status: CheckStatus,
  { conclusion, projects = [] }: { readonly conclusion: CheckConclusion; readonly projects?: readonly string[] },
): Promise<void> {
  const { handle, runner, state, startedAt, templates } = all;
  const output = statusOutput(status, { templates });
  writeSummary(runner, output);
  state.write(logLine(output.title));
  writeOutputs(runner, { conclusion, ...addressOf(handle) });
  const completedAt = state.clock();
  const outcome = await end(all, { conclusion, output: () => output, completedAt });
  if (!isCheckShown(outcome)) return;
  const checks = projectCheckNames(projects).map((name) => identityOf(all, name));
  await showProjects(
    all,
    checks.map((check) => ({ ...check, conclusion, output, startedAt, completedAt })),
  );
  const { subject } = all;
  if (!subject.pull) return;
  const { repository, headSha } = identityOf(all, CHECK_NAME);
  const body = statusComment(status, { templates, headSha });
  await showInComment(all, { repository, headSha, subject, pull: subject.pull, body });
}

async function showProjects({ client, sameHead }: All, checks: readonly FinishedCheck[]): Promise<void> {
  for (const check of checks) {
    const lead = await sameHead.lead(check.name, check.conclusion);
    await showFinishedChecks(client, [{ ...check, ...lead, output: lead ? lead.output(check.output) : check.output }]);
    await sameHead.settle(check.name);
  }
}

async function showReview(all: All, { result, configuration, suggestions, measured, logo }: Reviewed): Promise<void> {
  const { handle, runner, inputs, state, subject, standing, templates } = all;
  // 1. What stays with the run, whatever GitHub and the App take.
  const files = await writeReports(state, result, { configuration, runner, formats: inputs.reports, standing, logo });
  const measurements = writeMeasurements(state, {
    runner,
    inputs,
    head: subject.head,
    measured,
    folder: files.folder,
  });
  const published = publishedReview(all, { result, configuration });
  const check = wholeCheck(published);
  // Without a check, what is beside the code is said where it is shown: see annotateRun.
  const annotated = configuration.pullRequests.annotations && handle.kind === 'check-run';
  writeSummary(runner, checkOutput(published, { ...published.context, annotated }));
  writeOutputs(runner, {
    conclusion: check.conclusion,
    result,
    files,
    ...(measurements && { measurements: measurements.path }),
    ...addressOf(handle),
  });
  // 2. What is shown beside the code, and what merging may wait for.
  if (isShownHere(all)) await showChecks(all, { result, published, check });
  else if (inputs.show && !isReviewedByApp(all)) state.write(annotateRun(result, { templates }));
  if (standing.app !== undefined && measurements)
    await handOver(state, { app: standing.app, measurements: measurements.packed });
  if (inputs['upload-sarif'] && inputs.show) await showInCodeScanning(all, result);
  // 3. What people are told of.
  if (subject.pull && isShownHere(all)) {
    const granted = standing.granted.capabilities.has('suggestions') ? suggestions : [];
    await showConversation(all, { published, suggestions: granted, subject, pull: subject.pull });
  }
  // 4. What the run ends with.
  const { title } = check.output(0);
  const { checkUrl = '' } = addressOf(handle);
  const isPassed = result.verdict.conclusion === 'pass';
  state.write(isPassed ? logLine(title) : annotationCommand('error', `${title} ${checkUrl}`.trimEnd()));
  state.write(logLine(`The reports are in ${files.folder}.`));
}

interface ShownReview {
  readonly result: ReviewResult;
  readonly published: PublishedReview;
  readonly check: CompletedCheck;
}

/** What is not ended is left to the step that cleans up. */
async function end(all: All, completed: CompletedCheck): Promise<CompletionOutcome> {
  const { client, handle, runner, state, subject, sameHead } = all;
  const lead = await sameHead.lead(CHECK_NAME, completed.conclusion);
  const output = (refused: number) => (lead ? lead.output(completed.output(refused)) : completed.output(refused));
  const outcome = await endCheck(client, handle, { ...completed, ...lead, output });
  if (isShownHere(all)) tellOfCheck(state, subject, outcome);
  if (outcome.kind === 'unchanged' || (outcome.kind === 'completed' && outcome.shownAs === handle.kind))
    forgetCheck(runner);
  if (isCheckShown(outcome)) await sameHead.settle(CHECK_NAME);
  return outcome;
}

async function showChecks(all: All, { result, published, check }: ShownReview): Promise<void> {
  const { state, templates } = all;
  const outcome = await end(all, check);
  all.told.verdict = true;
  if (isCheckShown(outcome)) await showProjects(all, projectChecks(published));
  else state.write(annotateRun(result, { templates }));
}

/** Of the commits of a branch the App reviews the default branch's alone. */
function isReviewedByApp({ subject, runner }: All): boolean {
  return subject.pull !== undefined || runner.event.name === 'merge_group';
}

function publishedReview(
  all: All,
  { result, configuration }: Pick<Reviewed, 'result' | 'configuration'>,
): PublishedReview {
  const { runner, inputs, subject, templates, startedAt, state } = all;
  const { owner, repo } = runner.repository;
  const { consultant } = configuration.report;
  return {
    result,
    view: buildViewModel(result, { ...(consultant && { consultant }) }),
    repository: { owner, repo },
    headSha: subject.head,
    externalId: reviewKey(runner, inputs, subject.pull),
    pullRequests: configuration.pullRequests,
    context: {
      templates,
      annotated: configuration.pullRequests.annotations,
      repositoryUrl: `${runner.serverUrl}/${owner}/${repo}`,
    },
    startedAt,
    completedAt: state.clock(),
  };
}

function addressOf(handle: CheckHandle): Pick<Outputs, 'checkUrl'> {
  return handle.kind === 'check-run' && handle.url !== undefined ? { checkUrl: handle.url } : {};
}
