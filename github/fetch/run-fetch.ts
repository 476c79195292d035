import { spawn } from 'node:child_process';
import { guardProcess, GUARDED, killGuarded } from '../../engine/processes/guard-process.ts';
import { folderBytes } from './folder-bytes.ts';

export interface FetchOrder {
  readonly gitDir: string;
  /** `https://…`, or `http://…` where a test or an old server speaks nothing else. Without credentials. */
  readonly url: string;
  readonly token: string | undefined;
  readonly refspecs: readonly string[];
  /** How much of the history, as an option of `git fetch`; absent: all of it. */
  readonly depth?: string;
  /** Of the whole repository. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type FetchEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'failed'; readonly errors: string };

/** How often a growing repository is measured. */
const MEASURE_MS = 250;
/** Of what git says, for the operator: the reason comes first. */
const MOST_ERRORS = 10_000;
/** Below 1,000 bytes a second for a minute, a connection is as good as cut. */
const SLOWEST = ['http.lowSpeedLimit=1000', 'http.lowSpeedTime=60'];

/**
 * Nothing on this machine or in the repository decides how git behaves, and nothing runs: no hook, helper, prompt,
 * maintenance or submodule. A redirect is not followed, for the token would go with it.
 */
const CONFIGURATION = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'credential.helper=',
  'core.askPass=',
  // Of a repository whose objects are borrowed nothing is asked: that would follow its configuration.
  'core.alternateRefsCommand=true',
  'advice.graftFileDeprecated=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  // One pack for each fetch instead of many small files.
  'fetch.unpackLimit=1',
  'http.followRedirects=false',
  'transfer.bundleURI=false',
  'fetch.uriProtocols=',
  'pack.threads=2',
  // A file larger than this is read as a stream: a small pack may hold a very large one.
  'core.bigFileThreshold=4m',
  ...SLOWEST,
];

/** What of our environment git may know: how to reach the network from here. */
const KEPT_VARIABLES = [
  'PATH',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'GIT_EXEC_PATH',
];

/** Runs `git fetch` in a group of its own, which is killed when it grows too large or the signal says so. */
export async function runFetch(order: FetchOrder): Promise<FetchEnd> {
  const { gitDir, maxBytes, signal } = order;
  if (signal.aborted) return { kind: 'aborted' };
  const child = spawn('git', fetchArguments(order), {
    cwd: gitDir,
    env: fetchEnvironment(order),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...GUARDED,
  });
  guardProcess(child);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(0, MOST_ERRORS)));
  let tooLarge = false;
  const measuring = setInterval(() => {
    void folderBytes(gitDir).then((bytes) => {
      tooLarge ||= bytes > maxBytes;
      if (tooLarge) killGuarded(child);
    });
  }, MEASURE_MS);
  const kill = () => killGuarded(child);
  signal.addEventListener('abort', kill, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    tooLarge ||= (await folderBytes(gitDir)) > maxBytes;
    if (signal.aborted) return { kind: 'aborted' };
    if (tooLarge) return { kind: 'too-large' };
    return code === 0 ? { kind: 'done' } : { kind: 'failed', errors };
  } finally {
    clearInterval(measuring);
    signal.removeEventListener('abort', kill);
  }
}

function fetchArguments({ url, refspecs, depth }: FetchOrder): string[] {
  return [
    ...CONFIGURATION.flatMap((setting) => ['-c', setting]),
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-write-fetch-head',
    '--no-recurse-submodules',
    '--no-auto-maintenance',
    '--no-show-forced-updates',
    ...(depth === undefined ? [] : [depth]),
    '--end-of-options',
    url,
    ...refspecs,
  ];
}

/** The token is a variable of git's own process: no other user sees it, and nothing writes it to a disk. */
function fetchEnvironment({ gitDir, url, token }: FetchOrder): NodeJS.ProcessEnv {
  const kept = KEPT_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    // No .netrc and no configuration of whoever runs the service.
    HOME: gitDir,
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: new URL(url).protocol.slice(0, -1),
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    ...(token !== undefined && {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${new URL(url).origin}/.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
    }),
  };
}
