import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { SourceError } from './source.ts';

/** Where a git process works, and on which repository. */
export interface GitPlace {
  /** The working directory of the process. */
  readonly folder: string;
  /** The repository's own directory; absent: git looks for it from `folder` upwards. */
  readonly gitDir?: string;
  /** `folder` is the root of a repository that may be another user's; absent: git refuses one of those. Git takes it since 2.38. */
  readonly isTrusted?: boolean;
  /** Variables for this call alone, such as a temporary index. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** The most that one git command may print before it is stopped: a bound on memory. */
export const MAX_GIT_OUTPUT_BYTES = 1024 * 1024 * 1024;

/** Text larger than this is not compared line by line (git's `core.bigFileThreshold`): nobody reads such a diff. */
export const MAX_DIFFED_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Nothing a repository configures may run: no hook, monitor, signature check, external diff, pager or text conversion.
 * Filters run only where git reads or writes working files, which no command of ours does.
 */
const SAFE_CONFIGURATION = [
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.quotePath=true',
  `core.bigFileThreshold=${MAX_DIFFED_FILE_BYTES}`,
  // It would warn of the empty list of grafts that it is given.
  'advice.graftFileDeprecated=false',
  'diff.external=',
  'log.showSignature=false',
  'log.showRoot=false',
  'protocol.allow=never',
];

/** What the caller's environment may say about git: who is trusted and where git is, never which repository. */
const KEPT_VARIABLES = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_EXEC_PATH',
  'GIT_CEILING_DIRECTORIES',
]);

/** Runs git to its end and gives what it printed. Throws {@link SourceError}. */
export async function runGit(place: GitPlace, args: readonly string[], input?: Buffer | string): Promise<Buffer> {
  const child = startGit(place, args);
  const ended = exitOf(child);
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_GIT_OUTPUT_BYTES) child.kill('SIGKILL');
    else output.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (errors.length < 100) errors.push(chunk);
  });
  child.stdin.on('error', () => undefined); // git ended before it read all: its exit code says why
  child.stdin.end(input);
  const code = await ended;
  if (size > MAX_GIT_OUTPUT_BYTES) {
    throw new SourceError('too-large', `git ${args[0]} printed more than ${MAX_GIT_OUTPUT_BYTES} bytes`, {
      advice: 'Review a smaller range, or a part of the repository.',
    });
  }
  if (code !== 0) throw explainGitFailure(args[0] ?? '', { code, errors: Buffer.concat(errors).toString('utf8') });
  return Buffer.concat(output);
}

export function startGit(place: GitPlace, args: readonly string[]): ChildProcessWithoutNullStreams {
  const trusted = place.isTrusted ? [`safe.directory=${place.folder}`] : [];
  const configuration = [...SAFE_CONFIGURATION, ...trusted].flatMap((setting) => ['-c', setting]);
  return spawn('git', ['--no-pager', ...configuration, ...args], {
    cwd: place.folder,
    env: gitEnvironment(place),
    windowsHide: true,
  });
}

/** Resolves to the exit code, or the signal's name. A git that cannot be started is a {@link SourceError}. */
export function exitOf(child: ChildProcessWithoutNullStreams): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(couldNotStart(cause)));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}

function gitEnvironment(place: GitPlace): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.toUpperCase().startsWith('GIT_') || KEPT_VARIABLES.has(name.toUpperCase()),
  );
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    // An object that a partial clone lacks is reported, not fetched. GIT_NO_LAZY_FETCH is known to newer gits only;
    // older ones are stopped by allowing no transport at all.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_REPLACE_OBJECTS: '1',
    // What a commit's parents are, it says itself.
    GIT_GRAFT_FILE: '/dev/null',
    ...(place.gitDir && objectsOnly(place.gitDir)),
    ...place.variables,
  };
}

/**
 * With the git directory as its own work tree and no index, git finds no .gitattributes: whether a file is text is
 * decided by its content, the same in every checkout.
 */
function objectsOnly(gitDir: string): Record<string, string> {
  return { GIT_DIR: gitDir, GIT_WORK_TREE: gitDir, GIT_INDEX_FILE: join(gitDir, 'plumbline-has-no-index') };
}

function couldNotStart(cause: Error): SourceError {
  const missing = 'code' in cause && cause.code === 'ENOENT';
  return missing
    ? new SourceError('no-git', 'git was not found', {
        advice: 'Install git 2.30 or newer and make sure that it is on the PATH.',
        cause,
      })
    : new SourceError('git-failed', `git could not be started: ${cause.message}`, {
        advice: 'Check that git can be run from here.',
        cause,
      });
}

/** Turns git's own words into what to do about it. */
export function explainGitFailure(
  command: string,
  failure: { readonly code: number | string; readonly errors: string },
): SourceError {
  const said = failure.errors.trim();
  if (/dubious ownership|unsafe repository/.test(said)) {
    const folder = /repository (?:at )?\(?'([^']+)'/.exec(said)?.[1] ?? 'the folder';
    return new SourceError('git-failed', `git refuses ${folder}: it belongs to another user`, {
      advice: `If you trust it: git config --global --add safe.directory '${folder}'`,
    });
  }
  if (/not a git repository/.test(said)) {
    return new SourceError('not-a-repository', 'this folder is not in a git repository', {
      advice: 'Run it inside a git repository, or review the folder without a base.',
    });
  }
  if (/promisor|lazy fetch|transport '.*' not allowed/i.test(said)) {
    return new SourceError('missing-object', 'this partial clone lacks an object that the review needs', {
      advice: 'Fetch the rest with `git fetch --refetch --no-filter`, or clone without --filter.',
      cause: said,
    });
  }
  if (/bad object|unable to read|missing (?:blob|tree|object)|loose object .* is corrupt|Could not read/i.test(said)) {
    return new SourceError('missing-object', `git cannot read an object that the review needs: ${firstLine(said)}`, {
      advice: 'The repository is incomplete or damaged: `git fsck` tells what is wrong, a fresh clone repairs it.',
      cause: said,
    });
  }
  const how = typeof failure.code === 'number' ? `exit code ${failure.code}` : `stopped by ${failure.code}`;
  return new SourceError('git-failed', `git ${command} failed (${how})${said && `: ${firstLine(said)}`}`, {
    advice: 'Run `git fsck`; if it finds nothing, please report this.',
  });
}

/** Git's reason, without the warnings before it. */
function firstLine(text: string): string {
  const lines = text.split('\n');
  return (lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines[0]!).replace(/^(?:fatal|error): /, '');
}
