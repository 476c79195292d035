import type { Annotation, App, CheckAction, CheckRun, CheckStatus, CheckSuite, Repository } from './entities.ts';
import type { World } from './world.ts';

export interface NewCheckRun {
  readonly app: App;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly change: CheckRunChange & { readonly name: string };
}

/** What a request may set. What is missing stays as it is. */
export interface CheckRunChange {
  readonly name?: string;
  readonly status?: CheckStatus;
  readonly conclusion?: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
  readonly actions?: readonly CheckAction[];
}

/** An App has one suite for a commit; it is made by the push, or by the first check run. */
export function suiteFor(
  world: World,
  repository: Repository,
  {
    app,
    headSha,
    headBranch,
    before = null,
  }: { app: App; headSha: string; headBranch: string | null; before?: string | null },
): CheckSuite {
  const known = findSuite(repository, { app, headSha });
  if (known) return known;
  const now = world.now();
  const times = { createdAt: now, updatedAt: now };
  const suite: CheckSuite = { id: world.nextId(), app, headSha, headBranch, before, ...times, isReset: false };
  repository.checkSuites.set(suite.id, suite);
  return suite;
}

export function findSuite(
  repository: Repository,
  { app, headSha }: { app: App; headSha: string },
): CheckSuite | undefined {
  return [...repository.checkSuites.values()].find((suite) => suite.app.id === app.id && suite.headSha === headSha);
}

export function addCheckRun(
  world: World,
  repository: Repository,
  { app, headSha, headBranch, change }: NewCheckRun,
): CheckRun {
  const run: CheckRun = {
    id: world.nextId(),
    app,
    suite: suiteFor(world, repository, { app, headSha, headBranch }),
    headSha,
    name: change.name,
    status: 'queued',
    conclusion: null,
    externalId: null,
    detailsUrl: null,
    startedAt: change.started_at === undefined ? world.now() : undefined,
    completedAt: undefined,
    output: { title: null, summary: null, text: null },
    annotations: [],
    actions: [],
  };
  repository.checkRuns.set(run.id, run);
  run.suite.isReset = false;
  changeCheckRun(world, run, change);
  return run;
}

/**
 * Applies a change. Annotations are added to those that are there; the rest of `output` is replaced.
 * A conclusion completes the run; a run that is set to another status again loses its conclusion.
 */
export function changeCheckRun(world: World, run: CheckRun, change: CheckRunChange): void {
  if (change.name !== undefined) run.name = change.name;
  if (change.external_id !== undefined) run.externalId = change.external_id;
  if (change.details_url !== undefined) run.detailsUrl = change.details_url;
  if (change.started_at !== undefined) run.startedAt = new Date(change.started_at);
  if (change.actions !== undefined) run.actions = change.actions;
  if (change.status !== undefined) run.status = change.status;
  if (change.conclusion !== undefined) {
    run.status = 'completed';
    run.conclusion = change.conclusion;
  }
  if (run.status === 'completed') {
    if (change.completed_at !== undefined) run.completedAt = new Date(change.completed_at);
    run.completedAt ??= world.now();
  } else {
    run.conclusion = null;
    run.completedAt = undefined;
  }
  if (change.status !== undefined || change.conclusion !== undefined) run.suite.isReset = false;
  const { output } = change;
  if (output) {
    run.output = {
      title: output.title ?? run.output.title,
      summary: output.summary,
      text: output.text ?? run.output.text,
    };
    run.annotations.push(...(output.annotations ?? []));
  }
  run.suite.updatedAt = world.now();
}

/**
 * "When a check run is rerequested, the status of the check suite it belongs to is reset to queued and the conclusion is
 * cleared. The check run itself is not updated." Source: docs.github.com/en/rest/checks/runs#rerequest-a-check-run
 */
export function resetSuite(suite: CheckSuite): void {
  suite.isReset = true;
}

/** A suite is as far as the run that is least far; its conclusion is the worst. */
export function suiteOutcome(
  repository: Repository,
  suite: CheckSuite,
): { status: CheckStatus; conclusion: string | null } {
  const runs = latestRuns(repository).filter((run) => run.suite.id === suite.id);
  if (runs.length === 0 || suite.isReset) return { status: 'queued', conclusion: null };
  if (runs.some((run) => run.status !== 'completed')) {
    return { status: runs.every((run) => run.status === 'queued') ? 'queued' : 'in_progress', conclusion: null };
  }
  const order = ['failure', 'timed_out', 'action_required', 'cancelled', 'stale', 'success', 'neutral', 'skipped'];
  const conclusions = runs.map((run) => run.conclusion ?? 'neutral');
  return { status: 'completed', conclusion: order.find((conclusion) => conclusions.includes(conclusion)) ?? 'neutral' };
}

/** The newest run of each name in each suite, newest first. */
export function latestRuns(repository: Repository): CheckRun[] {
  const latest = new Map<string, CheckRun>();
  for (const run of repository.checkRuns.values()) latest.set(`${run.suite.id} ${run.name}`, run);
  return [...latest.values()].sort((a, b) => b.id - a.id);
}
