import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchCommits, type FetchRequest } from '../../../github/fetch/fetch-commits.ts';
import type { FetchedCommits, FetchOutcome } from '../../../github/fetch/fetch-outcome.ts';
import { aGitServer, type GitServer } from '../../support/git/a-git-server.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';
import type { TestRepository } from '../../support/git/a-repository.ts';
import { processesIn, until } from '../../support/processes.ts';

const repositories = testRepositories();
let upstream: TestRepository;
let server: GitServer;
let cacheFolder: string;

beforeEach(async () => {
  upstream = repositories.make();
  server = await aGitServer({ 'acme/tool': join(upstream.folder, '.git') });
  cacheFolder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
});
afterEach(async () => {
  await server.close();
  rmSync(cacheFolder, { recursive: true, force: true });
});

function fetching(
  asked: Partial<FetchRequest> & Pick<FetchRequest, 'head'>,
  signal?: AbortSignal,
): Promise<FetchOutcome> {
  return fetchCommits(
    {
      cacheFolder,
      githubUrl: server.url,
      repository: { id: 7, owner: 'acme', name: 'tool' },
      token: 'ghs_secret',
      ...asked,
    },
    { signal: signal ?? new AbortController().signal, now: new Date('2026-11-21T09:00:00Z') },
  );
}

function fetched(outcome: FetchOutcome): FetchedCommits {
  if (outcome.kind !== 'fetched') throw new Error(JSON.stringify(outcome));
  return outcome;
}

function git(gitDir: string, ...args: string[]): string {
  return execFileSync('git', ['--git-dir', gitDir, ...args], { encoding: 'utf8' }).trim();
}

/** A base that went on after the pull request left it. */
function aPullRequest() {
  const left = upstream.commit({ 'a.js': 'let a = 1;\n' });
  upstream.git('checkout', '-q', '-b', 'change');
  const head = upstream.commit({ 'b.js': 'let b = 2;\n' });
  upstream.git('checkout', '-q', 'main');
  const tip = upstream.commit({ 'c.js': 'let c = 3;\n' });
  upstream.git('update-ref', 'refs/pull/1/head', head);
  upstream.git('branch', '-q', '-D', 'change');
  return { left, head, tip };
}

test('the tip of the base and the head of a pull request are fetched, and where they part is found', async () => {
  const { left, head, tip } = aPullRequest();
  const commits = fetched(await fetching({ head: { commit: head, pull: 1 }, base: { branch: 'main' } }));
  expect({ base: commits.base, head: commits.head, mergeBase: commits.mergeBase }).toEqual({
    base: tip,
    head,
    mergeBase: left,
  });
  expect(git(commits.gitDir, 'show', `${head}:b.js`)).toBe('let b = 2;');
  await commits.release();
});

/** Bytes of a path that systems take. */
const LONGEST_PATH = process.platform === 'darwin' ? 1023 : 4095;

test('where room for others cannot be made, the repository is not marked as in use for ever', async () => {
  const { head } = aPullRequest();
  const { host } = new URL(server.url);
  // Too long to be named once it is put aside.
  const other = join(cacheFolder, host.replace(':', '+'), '9.git');
  let deep = other;
  while (deep.length < LONGEST_PATH - 20) deep = join(deep, 'd'.repeat(Math.min(200, LONGEST_PATH - 10 - deep.length)));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(other, 'a'), 'a');
  try {
    const asked = { head: { commit: head, pull: 1 }, limits: { maxCacheBytes: 0 } };
    await expect(fetching(asked)).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
    expect(readdirSync(join(dirname(other), '7.users'))).toEqual([]);
  } finally {
    const aside = readdirSync(dirname(other)).find((name) => name.startsWith('9.git.'));
    if (aside !== undefined) renameSync(join(dirname(other), aside), other);
  }
});

test('a second fetch asks only for what is new, and sees what was pushed over', async () => {
  const { left, head } = aPullRequest();
  const asked = { head: { commit: head, pull: 1 }, base: { branch: 'main' } } as const;
  const first = fetched(await fetching(asked));
  await first.release();
  upstream.git('checkout', '-q', '-B', 'change', left);
  const pushed = upstream.commit({ 'b.js': 'let b = 3;\n' });
  upstream.git('update-ref', 'refs/pull/1/head', pushed);
  upstream.git('checkout', '-q', 'main');
  const tip = upstream.commit({ 'd.js': 'let d = 4;\n' });
  server.requests.length = 0;
  const second = fetched(await fetching({ ...asked, head: { commit: pushed, pull: 1 } }));
  await second.release();
  expect(JSON.parse(JSON.stringify(second))).toEqual({
    kind: 'fetched',
    gitDir: first.gitDir,
    head: pushed,
    base: tip,
    mergeBase: left,
  });
  expect(server.requests.map(({ path }) => path)).toEqual([
    'GET /acme/tool.git/info/refs?service=git-upload-pack',
    'POST /acme/tool.git/git-upload-pack',
    'POST /acme/tool.git/git-upload-pack',
  ]);
  // Three objects for each of the two new commits.
  const counted = git(second.gitDir, 'count-objects', '-v');
  expect(/^in-pack: (\d+)$/m.exec(counted)?.[1]).toBe(String(9 + 6));
});

test('a branch is fetched by itself where there is nothing to compare it with', async () => {
  const tip = upstream.commit({ 'a.js': 'let a = 1;\n' });
  upstream.git('tag', 'v1');
  const commits = fetched(await fetching({ head: { branch: 'main' } }));
  expect({ head: commits.head, base: commits.base, mergeBase: commits.mergeBase }).toEqual({ head: tip });
  expect(git(commits.gitDir, 'tag', '--list')).toBe('');
  await commits.release();
});

test('branches whose names get in each other’s way, and long ones, are told apart', async () => {
  const one = upstream.commit({ 'a.js': 'let a = 1;\n' });
  upstream.git('branch', 'topic');
  await fetched(await fetching({ head: { branch: 'topic' } })).release();
  upstream.git('branch', '-D', 'topic');
  const two = upstream.commit({ 'a.js': 'let a = 2;\n' });
  const long = `topic/${'ü'.repeat(100)}/"quoted"/$(touch$IFS/x);\u2028&`;
  upstream.git('branch', long);
  const commits = fetched(await fetching({ head: { branch: long }, base: { commit: one } }));
  expect([commits.head, commits.mergeBase]).toEqual([two, one]);
  await commits.release();
});

test('the token goes to the server alone: not to a command line, a file or another host', async () => {
  const { head } = aPullRequest();
  const log = join(cacheFolder, 'commands.log');
  const wrapper = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  writeFileSync(join(wrapper, 'git'), `#!/bin/sh\necho "$@" >> '${log}'\nPATH="\${PATH#*:}" exec git "$@"\n`, {
    mode: 0o755,
  });
  const path = process.env.PATH;
  process.env.PATH = `${wrapper}:${path}`;
  try {
    await fetched(await fetching({ head: { commit: head, pull: 1 }, base: { branch: 'main' } })).release();
  } finally {
    process.env.PATH = path;
    rmSync(wrapper, { recursive: true });
  }
  const header = `Basic ${Buffer.from('x-access-token:ghs_secret').toString('base64')}`;
  expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(new Set([header]));
  const written = filesBelow(cacheFolder).map((file) => readFileSync(file, 'latin1'));
  expect(readFileSync(log, 'utf8')).toContain('fetch');
  for (const secret of ['ghs_secret', header.slice('Basic '.length)]) {
    expect(written.filter((text) => text.includes(secret))).toEqual([]);
  }
});

test('a redirect is not followed: the token would go with it', async () => {
  const elsewhere = await aGitServer({ 'acme/tool': join(upstream.folder, '.git') });
  const head = upstream.commit({ 'a.js': 'let a = 1;\n' });
  server.interrupt((request, response) => {
    response.writeHead(301, { location: `${elsewhere.url}${request.url}` }).end();
    return true;
  });
  expect(await fetching({ head: { commit: head } })).toEqual({
    kind: 'problem',
    problem: 'moved',
    message: 'The repository has another name by now.',
    detail: `fatal: unable to access '${server.url}/acme/tool.git/': The requested URL returned error: 301`,
    retry: true,
  });
  expect(elsewhere.requests).toEqual([]);
  await elsewhere.close();
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

test.each([
  [404, 'not-found', false],
  [401, 'not-permitted', true],
  [403, 'not-permitted', false],
  [429, 'network', true],
  [500, 'network', true],
  [503, 'network', true],
])('an answer with status %i is the outcome %s', async (status, problem, retry) => {
  upstream.commit();
  server.interrupt((_, response) => {
    response.writeHead(status).end();
    return true;
  });
  expect(await fetching({ head: { branch: 'main' } })).toMatchObject({ kind: 'problem', problem, retry });
});

test('what GitHub no longer has is told apart', async () => {
  const { head } = aPullRequest();
  const base = { branch: 'main' };
  const gone = 'f'.repeat(40);
  const problemOf = async (asked: Parameters<typeof fetching>[0]) => {
    const outcome = await fetching(asked);
    return outcome.kind === 'problem' ? [outcome.problem, outcome.retry] : outcome;
  };
  expect(await problemOf({ head: { commit: gone, pull: 1 }, base })).toEqual(['gone-head', false]);
  expect(await problemOf({ head: { commit: gone, pull: 99 }, base })).toEqual(['gone-head', false]);
  expect(await problemOf({ head: { commit: gone }, base })).toEqual(['gone-head', false]);
  expect(await problemOf({ head: { commit: head, pull: 1 }, base: { branch: 'gone' } })).toEqual(['gone-base', false]);
  expect(await problemOf({ head: { commit: head, pull: 1 }, base: { commit: gone } })).toEqual(['gone-base', false]);
  const other = { id: 8, owner: 'acme', name: 'gone' };
  expect(await problemOf({ repository: other, head: { commit: head } })).toEqual(['not-found', false]);
  upstream.git('checkout', '-q', '--orphan', 'apart');
  const apart = upstream.commit({ 'z.js': '' });
  expect(await problemOf({ head: { commit: apart }, base })).toEqual(['no-merge-base', false]);
});

test.each([
  { repository: { id: 7, owner: '..', name: 'tool' } },
  { repository: { id: 7, owner: 'acme', name: 'tool.git?x' } },
  { head: { branch: '--upload-pack=touch x' } },
  { head: { branch: 'a:b' } },
  { head: { commit: '--all' } },
  { base: { branch: 'main\nmain' } },
  { base: { branch: '' } },
])('a name that git or a server could take for something else asks nobody: %j', async (asked) => {
  expect(await fetching({ head: { branch: 'main' }, ...asked })).toMatchObject({ kind: 'problem', retry: false });
  expect(server.requests).toEqual([]);
});

test('a server that gives no commit by its id gives it with the pull request', async () => {
  const left = upstream.commit({ 'a.js': 'let a = 1;\n' });
  upstream.git('checkout', '-q', '-b', 'change');
  const head = upstream.commit({ 'b.js': 'let b = 2;\n' });
  const later = upstream.commit({ 'b.js': 'let b = 3;\n' });
  upstream.git('checkout', '-q', 'main');
  upstream.git('update-ref', 'refs/pull/1/head', later);
  upstream.git('branch', '-D', 'change');
  server.interrupt((request) => {
    // As behind a proxy that keeps the newer protocol from git: only what is advertised is given.
    delete request.headers['git-protocol'];
    return false;
  });
  const commits = fetched(await fetching({ head: { commit: head, pull: 1 }, base: { branch: 'main' } }));
  expect([commits.head, commits.mergeBase]).toEqual([head, left]);
  await commits.release();
});

test('a connection that is cut is an outcome, and the next fetch goes on', async () => {
  const { head } = aPullRequest();
  const asked = { head: { commit: head, pull: 1 }, base: { branch: 'main' } } as const;
  let requests = 0;
  server.interrupt((_, response) => {
    if (++requests < 3) return false;
    response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
    response.write('000dpackfile\n');
    setTimeout(() => response.destroy(), 20);
    return true;
  });
  expect(await fetching(asked)).toMatchObject({ kind: 'problem', problem: 'network', retry: true });
  server.interrupt(undefined);
  await fetched(await fetching(asked)).release();
});

test('a repository beyond the limit is an outcome, and leaves nothing behind', async () => {
  upstream.commit({ 'a.bin': randomBytes(2 ** 20) });
  const tooLarge = {
    kind: 'problem',
    problem: 'too-large',
    message: 'The repository is larger than 1 MiB with its history, which is the most that is fetched.',
    retry: false,
  };
  const limits = { maxRepositoryBytes: 2 ** 20 };
  expect(await fetching({ head: { branch: 'main' }, limits })).toEqual(tooLarge);
  expect(filesBelow(cacheFolder)).toEqual([]);
});

test('a cache that grew by what was pushed over is made anew before it counts as too large', async () => {
  const limits = { maxRepositoryBytes: 3 * 2 ** 19 };
  const left = upstream.commit({ 'a.js': '' });
  for (const _ of [1, 2, 3]) {
    upstream.git('checkout', '-q', '-B', 'main', left);
    upstream.commit({ 'a.bin': randomBytes(2 ** 20) });
    await fetched(await fetching({ head: { branch: 'main' }, limits })).release();
  }
});

test('a fetch that hangs ends when it is called off, with all of its processes, or when its time is over', async () => {
  upstream.commit();
  server.interrupt(() => true);
  const controller = new AbortController();
  const waiting = fetching({ head: { branch: 'main' } }, controller.signal);
  await until(() => server.requests.length > 0);
  expect(processesIn(cacheFolder)).not.toEqual([]);
  controller.abort();
  expect(await waiting).toEqual({
    kind: 'problem',
    problem: 'aborted',
    message: 'The fetch was called off.',
    retry: true,
  });
  await until(() => processesIn(cacheFolder).length === 0);
  expect(await fetching({ head: { branch: 'main' }, limits: { timeoutMs: 300 } })).toMatchObject({
    problem: 'time-out',
    message: 'Fetching the commits took longer than 1 min.',
    retry: true,
  });
  server.interrupt(undefined);
  await fetched(await fetching({ head: { branch: 'main' } })).release();
});
