import { annotation, checkRun } from '../answers/checks.ts';
import { requireInstallation } from '../auth/authorize.ts';
import type { Caller } from '../auth/caller.ts';
import { forbidden, notFound, unprocessable, validationFailed } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { created, ok, repositoryRoute, type Route } from '../http/route.ts';
import { addCheckRun, changeCheckRun, latestRuns, suiteOutcome, type CheckRunChange } from '../state/checks.ts';
import type { Annotation, CheckRun, Repository } from '../state/entities.ts';
import { resolveRef } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { tellCheckRun, tellCheckSuite } from '../webhooks/payloads.ts';

export const CHECK_ROUTES: readonly Route[] = [
  repositoryRoute('checks/create', 'checks:write', async ({ world, caller, body }, repo) => {
    const { app } = requireInstallation(caller).installation;
    const headSha = await commitOf(repo, body.head_sha);
    const change = body as CheckRunChange & { readonly name: string };
    refuseContradictions(change);
    const run = addCheckRun(world, repo, { app, headSha, headBranch: await branchAt(repo, headSha), change });
    tellCheckRun(world, repo, { run, action: 'created', sender: app.bot });
    if (run.status === 'completed') await tellCompleted(world, repo, run);
    return created(checkRun(world, repo, run));
  }),

  repositoryRoute('checks/update', 'checks:write', async ({ world, caller, path, body }, repo) => {
    const run = ownRun(repo, caller, Number(path.check_run_id));
    const change = body as CheckRunChange;
    refuseContradictions(change);
    const before = run.status;
    changeCheckRun(world, run, change);
    if (before !== 'completed' && run.status === 'completed') await tellCompleted(world, repo, run);
    return ok(checkRun(world, repo, run));
  }),

  repositoryRoute('checks/get', 'checks:read', ({ world, path }, repo) =>
    ok(checkRun(world, repo, findRun(repo, Number(path.check_run_id)))),
  ),

  repositoryRoute('checks/list-for-ref', 'checks:read', async (call, repo) => {
    const sha = await resolveRef(repo, call.path.ref);
    if (!sha) throw unprocessable(`No commit found for SHA: ${call.path.ref}`);
    return runsAnswer(call, repo, (run) => run.headSha === sha && (call.query.app_id ?? run.app.id) === run.app.id);
  }),

  repositoryRoute('checks/list-annotations', 'checks:read', (call, repo) => {
    const run = findRun(repo, Number(call.path.check_run_id));
    const page = paginate(call, run.annotations);
    return { ...ok(page.items.map((one) => annotation(call.world, repo, one, run))), headers: page.headers };
  }),
];

interface RunsCall {
  readonly world: World;
  readonly url: URL;
  readonly query: {
    readonly check_name?: string | undefined;
    readonly status?: string | undefined;
    readonly filter?: 'latest' | 'all' | undefined;
  };
}

/** A page of the runs that are meant, newest first; by default the latest of each name. */
export function runsAnswer(call: RunsCall, repo: Repository, meant: (run: CheckRun) => boolean) {
  const { check_name: name, status, filter = 'latest' } = call.query;
  const runs = filter === 'latest' ? latestRuns(repo) : [...repo.checkRuns.values()].reverse();
  const found = runs.filter(
    (run) => meant(run) && (name ?? run.name) === run.name && (status ?? run.status) === run.status,
  );
  const page = paginate(call, found);
  const body = { total_count: found.length, check_runs: page.items.map((run) => checkRun(call.world, repo, run)) };
  return { ...ok(body), headers: page.headers };
}

export function findRun(repo: Repository, id: number): CheckRun {
  const run = repo.checkRuns.get(id);
  if (!run) throw notFound();
  return run;
}

/** Only the App that made a check run may change it. */
function ownRun(repo: Repository, caller: Caller, id: number): CheckRun {
  const run = findRun(repo, id);
  if (requireInstallation(caller).installation.app.id !== run.app.id) {
    throw forbidden(
      'Invalid app_id `' + String(run.app.id) + '` - check run can only be modified by the GitHub App that created it.',
    );
  }
  return run;
}

async function commitOf(repo: Repository, sha: string): Promise<string> {
  const found = /^[0-9a-f]{40}$/.test(sha) ? await resolveRef(repo, sha) : undefined;
  if (!found) throw unprocessable(`No commit found for SHA: ${sha}`);
  return found;
}

export async function branchAt(repo: Repository, sha: string): Promise<string | null> {
  const pull = [...repo.pullRequests.values()].find((one) => one.headSha === sha && one.headRepository?.id === repo.id);
  if (pull) return pull.headBranch;
  return (await resolveRef(repo, repo.defaultBranch)) === sha ? repo.defaultBranch : null;
}

function refuseContradictions(change: CheckRunChange): void {
  const completes = change.status === 'completed' || change.completed_at !== undefined;
  if (completes && change.conclusion === undefined) {
    throw validationFailed({ resource: 'CheckRun', field: 'conclusion', code: 'missing_field' });
  }
  for (const one of change.output?.annotations ?? []) refuseAnnotation(one);
}

function refuseAnnotation(one: Annotation): void {
  const invalid = (message: string) =>
    validationFailed({ resource: 'CheckRun', field: 'annotations', code: 'custom', message });
  const columns = one.start_column !== undefined || one.end_column !== undefined;
  if (one.end_line < one.start_line) throw invalid('end_line must be greater than or equal to start_line');
  if (columns && one.start_line !== one.end_line) {
    throw invalid('start_column and end_column can only be provided if start_line and end_line have the same value');
  }
  if ((one.title?.length ?? 0) > 255) throw invalid('title is too long (maximum is 255 characters)');
  if (Buffer.byteLength(one.message) > 65_536) throw invalid('message is too long (maximum is 64 KB)');
  if (Buffer.byteLength(one.raw_details ?? '') > 65_536) throw invalid('raw_details is too long (maximum is 64 KB)');
}

/** The last run of a suite to complete completes the suite. */
async function tellCompleted(world: World, repo: Repository, run: CheckRun): Promise<void> {
  const sender = run.app.bot;
  tellCheckRun(world, repo, { run, action: 'completed', sender });
  if (suiteOutcome(repo, run.suite).status !== 'completed') return;
  await tellCheckSuite(world, repo, { suite: run.suite, action: 'completed', sender });
}
