import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { pullRequest } from './github/answers/pull-request.ts';
import type { GitHubDouble } from './github/github-double.ts';
import type { RepositoryHandle } from './github/site/repository-handle.ts';
import type { Permissions } from './github/state/entities.ts';

/** How a checkout was made before the Action: by `fetch-depth`, or not at all. */
export type Checkout = 'full' | 'shallow' | 'none' | ParticularCheckout;

export interface ParticularCheckout {
  /** `fetch-depth`; absent: 0, with all branches. */
  readonly depth?: number;
  /** `ref`; absent: the commit of the event. */
  readonly ref?: string;
  /** `repository`; absent: the one that is reviewed. */
  readonly of?: RepositoryHandle;
  /** `filter`, as `sparse-checkout` sets it. */
  readonly filter?: string;
}

export interface ActionEvent {
  readonly name: string;
  readonly payload: object;
  /** `GITHUB_SHA`. */
  readonly sha: string;
}

export interface ActionRun {
  readonly code: number | null;
  /** What was written to standard output. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** `report.json`; absent where none was written. */
  readonly report?: string;
  /** What the step's end is told. */
  readonly state: Readonly<Record<string, string>>;
}

export interface RunOptions {
  readonly event: ActionEvent;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly permissions?: Permissions;
  readonly checkout?: Checkout;
  readonly env?: Readonly<Record<string, string>>;
  /** Files that steps before it left in the workspace. */
  readonly made?: Readonly<Record<string, string | Buffer>>;
}

/** What `permissions: { checks: write, contents: read, pull-requests: write }` grants. */
export const USUAL: Permissions = { metadata: 'read', checks: 'write', contents: 'read', pull_requests: 'write' };
/** What a fork's pull request gets, whatever the workflow asks for. */
export const READ_ONLY: Permissions = { metadata: 'read', checks: 'read', contents: 'read', pull_requests: 'read' };

const git = promisify(execFile);
/** GitHub's wish for pauses is for GitHub. */
export const PACE = { pauseBetweenWrites: 0, poll: 1, points: { units: 1e6, window: 60_000 }, content: [] };
let runs = 0;

/** A runner's machine, as far as the Action sees it: a workspace, a folder for what is temporary, and variables. */
export async function aRunner(github: GitHubDouble, repository: RepositoryHandle, options: RunOptions) {
  const { event, inputs = {}, permissions = USUAL, checkout = 'full', env = {}, made = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-action-'));
  const at = (name: string): string => join(folder, name);
  for (const name of ['workspace', 'temp']) mkdirSync(at(name));
  for (const name of ['output', 'summary', 'state']) writeFileSync(at(name), '');
  writeFileSync(at('event.json'), JSON.stringify(event.payload));
  const token = tokenOf(github, repository, permissions);
  if (checkout !== 'none') await checkOut(repository, { workspace: at('workspace'), sha: event.sha, token, checkout });
  for (const [name, content] of Object.entries(made)) writeFileSync(join(at('workspace'), name), content);
  const variables: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.webUrl,
    GITHUB_REPOSITORY: repository.fullName,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_SHA: event.sha,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: String(++runs),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'review',
    GITHUB_ACTION: '__run',
    GITHUB_WORKSPACE: at('workspace'),
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_STATE: at('state'),
    RUNNER_TEMP: at('temp'),
    ...Object.fromEntries(
      Object.entries({ token, ...inputs }).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...env,
  };
  return {
    folder,
    variables,
    written(): Omit<ActionRun, 'code' | 'log'> {
      const outputs = readVariables(readFileSync(at('output'), 'utf8'));
      const report = outputs.reports?.split('\n').find((path) => path.endsWith('.json'));
      return {
        summary: readFileSync(at('summary'), 'utf8'),
        outputs,
        ...(report !== undefined && { report: readFileSync(report, 'utf8') }),
        state: readVariables(readFileSync(at('state'), 'utf8')),
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs the Action in this process. */
export async function runAction(
  github: GitHubDouble,
  repository: RepositoryHandle,
  options: RunOptions,
): Promise<ActionRun> {
  // What runs the built Action alone need not wait for the engine.
  const { run } = await import('../../action/run.ts');
  const runner = await aRunner(github, repository, options);
  try {
    let log = '';
    const write = (text: string) => void (log += text);
    const code = await run({ env: runner.variables, write, clock: () => new Date(), pace: PACE });
    return { code, log, ...runner.written() };
  } finally {
    runner.remove();
  }
}

/** Runs a program of the built Action, from where there is nothing but it. */
export function runBuilt(
  program: string,
  given: { variables: Readonly<Record<string, string>>; workspace: string; cancelled?: () => boolean },
): Promise<{ code: number | null; log: string }> {
  const { variables, workspace, cancelled = () => false } = given;
  const child = spawn(process.execPath, [program], {
    cwd: workspace,
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  // A runner interrupts first.
  const watching = setInterval(() => cancelled() && child.kill('SIGINT'), 5);
  child.once('close', () => clearInterval(watching));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, log }));
  });
}

export const BUILT = resolve('dist-action');

/** `pull_request`, as the workflow of a pull request gets it. */
export async function pullRequestEvent(
  github: GitHubDouble,
  repository: RepositoryHandle,
  number: number,
  name = 'pull_request',
): Promise<ActionEvent> {
  const { state } = repository.pullRequest(number);
  const answer = await pullRequest(github.world, state);
  const { merge_commit_sha: merged } = answer;
  const payload = { action: 'synchronize', number, pull_request: answer, repository: repositoryAnswer(repository) };
  return { name, payload, sha: typeof merged === 'string' ? merged : state.headSha };
}

/** `workflow_run`, as the workflow that follows the one of a pull request gets it. */
export async function workflowRunEvent(repository: RepositoryHandle, number: number): Promise<ActionEvent> {
  const { headSha, headBranch, headOwner } = repository.pullRequest(number).state;
  const run = { event: 'pull_request', head_sha: headSha, head_branch: headBranch };
  const payload = { workflow_run: { ...run, head_repository: { owner: { login: headOwner.login } } } };
  return { name: 'workflow_run', payload, sha: await repository.tip() };
}

export function pushEvent(
  repository: RepositoryHandle,
  push: { readonly branch?: string; readonly before: string; readonly after: string; readonly forced?: boolean },
): ActionEvent {
  const { branch = 'main', before, after, forced = false } = push;
  const payload = { ref: `refs/heads/${branch}`, before, after, forced, repository: repositoryAnswer(repository) };
  return { name: 'push', payload, sha: after };
}

/** The check runs at a commit, in the order they were made. */
export function checksAt({ state }: RepositoryHandle, headSha: string) {
  return [...state.checkRuns.values()]
    .filter((run) => run.headSha === headSha)
    .map(({ name, status, conclusion, output, annotations }) => ({
      name,
      status,
      conclusion,
      title: output.title,
      annotations: annotations.map(({ path, start_line }) => `${path}:${start_line}`),
    }));
}

function repositoryAnswer({ state }: RepositoryHandle) {
  return { id: state.id, default_branch: state.defaultBranch };
}

/** A workflow's token speaks as the App `github-actions`. */
function tokenOf(github: GitHubDouble, { fullName }: RepositoryHandle, permissions: Permissions): string {
  const app = [...github.world.apps.values()].find(({ slug }) => slug === 'github-actions');
  const [owner = ''] = fullName.split('/');
  return github.tokenFor(github.install(owner, { app: app ?? github.addApp('github-actions', 15368), permissions }));
}

/** What actions/checkout does: the commit of the event, with all branches or alone. */
async function checkOut(
  repository: RepositoryHandle,
  given: { workspace: string; sha: string; token: string; checkout: Exclude<Checkout, 'none'> },
): Promise<void> {
  const { workspace, sha, token, checkout } = given;
  const { depth, ref = sha, of = repository, filter } = particular(checkout);
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  const run = (...args: string[]) =>
    git('git', ['-c', `http.extraHeader=Authorization: Basic ${credentials}`, ...args], { cwd: workspace });
  await run('init', '--quiet');
  await run('remote', 'add', 'origin', of.cloneUrl);
  const all = ['+refs/heads/*:refs/remotes/origin/*', '+refs/pull/*:refs/remotes/pull/*'];
  const how = [
    ...(depth === undefined ? [] : [`--depth=${depth}`]),
    ...(filter === undefined ? [] : [`--filter=${filter}`]),
  ];
  await run('fetch', '--quiet', ...how, 'origin', ...(depth === undefined ? all : []), ref);
  await run('checkout', '--quiet', '--detach', depth === undefined ? ref : 'FETCH_HEAD');
}

function particular(checkout: Exclude<Checkout, 'none'>): ParticularCheckout {
  if (checkout === 'full') return {};
  return checkout === 'shallow' ? { depth: 1 } : checkout;
}

/** The runner's format: `name<<end`, the lines of the value, `end`. */
function readVariables(text: string): Record<string, string> {
  const lines = text.split('\n');
  const variables: Record<string, string> = {};
  for (let line = 0; line < lines.length; line++) {
    const [, name, end] = /^([^<]+)<<(.+)$/.exec(lines[line] ?? '') ?? [];
    if (name === undefined || end === undefined) continue;
    const last = lines.indexOf(end, line + 1);
    variables[name] = lines.slice(line + 1, last).join('\n');
    line = last;
  }
  return variables;
}
