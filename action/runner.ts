import { join } from 'node:path';
import { ActionError } from './action-error.ts';

/** What the runner says of where the step runs. Source: docs.github.com/en/actions/reference/workflows-and-actions/variables */
export interface Runner {
  readonly apiUrl: string;
  /** Of the pages and of git: `https://github.com`. */
  readonly serverUrl: string;
  readonly repository: { readonly id: number; readonly owner: string; readonly repo: string };
  readonly event: { readonly name: string; readonly file: string };
  /** The commit that the event is about; of a pull request, one that merges it. */
  readonly sha: string;
  /** Full: the branch that the event is about, or `refs/pull/7/merge`. */
  readonly ref: string;
  /** Tells this step of this attempt of this job from all others; jobs of a matrix share it. */
  readonly runKey: string;
  /** Tells this step of this job from others of the workflow, in every run of it; jobs of a matrix share it. */
  readonly step: string;
  /** The page of the run. */
  readonly runUrl: string;
  readonly workspace: string;
  /** Emptied before and after each job. */
  readonly temp: string;
  /** Files that the runner reads; absent where there is no runner. */
  readonly files: { readonly output?: string; readonly summary?: string; readonly state?: string };
}

/** Events in which other people's code is reviewed with the rights of the repository. */
const PRIVILEGED: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

/** Whether what lies in the workspace may be a stranger's, and must decide nothing. */
export function isPrivileged({ name }: Runner['event']): boolean {
  return PRIVILEGED.has(name);
}

/** Reads the runner's variables. Throws {@link ActionError} where one is missing. */
export function readRunner(env: NodeJS.ProcessEnv): Runner {
  const need = (name: string): string => {
    const value = env[name];
    if (value) return value;
    throw new ActionError(`${name} is not set: this program is started by a GitHub Actions runner.`);
  };
  const numberOf = (name: string): number => {
    const value = Number(need(name));
    if (Number.isSafeInteger(value)) return value;
    throw new ActionError(`${name} is no number: this program is started by a GitHub Actions runner.`);
  };
  const [owner = '', repo = ''] = need('GITHUB_REPOSITORY').split('/');
  const serverUrl = need('GITHUB_SERVER_URL').replace(/\/+$/, '');
  const runId = need('GITHUB_RUN_ID');
  const step = [env.GITHUB_JOB ?? '', env.GITHUB_ACTION ?? ''].join('/');
  const files = { output: env.GITHUB_OUTPUT, summary: env.GITHUB_STEP_SUMMARY, state: env.GITHUB_STATE };
  return {
    apiUrl: need('GITHUB_API_URL').replace(/\/+$/, ''),
    serverUrl,
    repository: { id: numberOf('GITHUB_REPOSITORY_ID'), owner, repo },
    event: { name: need('GITHUB_EVENT_NAME'), file: need('GITHUB_EVENT_PATH') },
    sha: need('GITHUB_SHA'),
    ref: need('GITHUB_REF'),
    runKey: [runId, env.GITHUB_RUN_ATTEMPT ?? '1', step].join('/'),
    step,
    runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${runId}`,
    workspace: need('GITHUB_WORKSPACE'),
    temp: join(need('RUNNER_TEMP'), 'plumbline'),
    files: Object.fromEntries(Object.entries(files).flatMap(([name, file]) => (file ? [[name, file]] : []))),
  };
}
