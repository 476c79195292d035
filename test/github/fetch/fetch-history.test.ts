import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchHistory, type HistoryRequest } from '../../../github/fetch/fetch-history.ts';
import { aGitServer, type GitServer } from '../../support/git/a-git-server.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { writeHistory } from '../../support/github/site/write-history.ts';

let github: GitHubDouble;
let shop: RepositoryHandle;
let ids: ReadonlyMap<string, string>;
let server: GitServer;
let folder: string;

/** Three years of `main`, a commit each ten days, and a branch of two months ago. */
beforeAll(async () => {
  github = await startGitHubDouble();
  shop = await github.createRepository('acme/tool');
  const main = Array.from({ length: 110 }, (_, index) => ({
    name: `main${index}`,
    branch: 'main',
    daysAgo: 1095 - 10 * index,
    files: { 'a.js': `let a = ${index};\n`, [`f${index}.js`]: `let f = ${index};\n` },
  }));
  const feature = {
    name: 'feature',
    parents: ['main103'],
    branch: 'feature',
    daysAgo: 50,
    files: { 'b.js': 'let b;\n' },
  };
  ids = await writeHistory(shop, [...main, feature]);
});
afterAll(() => github.close());
beforeEach(async () => {
  server = await aGitServer({ 'acme/tool': shop.state.gitDir });
  folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const id = (name: string): string => ids.get(name) ?? '';

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function aCheckout(depth: number): string {
  const checkout = join(folder, 'checkout');
  git('clone', '-q', `--depth=${depth}`, '--branch=feature', `file://${shop.state.gitDir}`, checkout);
  git('-C', checkout, 'remote', 'set-url', 'origin', `${server.url}/acme/tool.git`);
  return checkout;
}

function fetching(asked: Partial<HistoryRequest> & Pick<HistoryRequest, 'checkout'>) {
  const request = {
    gitDir: join(folder, 'fetched.git'),
    githubUrl: server.url,
    repository: { id: 7, owner: 'acme', name: 'tool' },
    token: 'ghs_secret',
    head: { commit: id('feature') },
    base: { branch: 'main' },
    days: 90,
    ...asked,
  };
  return fetchHistory(request, new AbortController().signal);
}

test('as much history is fetched as a review reads, and what the checkout has is not fetched again', async () => {
  const checkout = aCheckout(1);
  server.requests.length = 0;
  const gitDir = join(folder, 'fetched.git');
  expect(await fetching({ checkout })).toEqual({ gitDir, head: id('feature'), base: id('main109') });
  const among = (...args: string[]) => git('--git-dir', gitDir, ...args);
  expect(among('merge-base', 'refs/plumbline/head', id('main109'))).toBe(id('main103'));
  // 90 days before the head and 14 more, of a commit each ten days; then the branch.
  expect(among('rev-list', '--count', id('main109'))).toBe('15');
  // Once.
  expect(server.requests.filter(({ path }) => path.startsWith('GET'))).toHaveLength(1);
  // Of each commit itself, a tree and two files, and nothing of the files that the checkout has.
  expect(Number(/^in-pack: (\d+)$/m.exec(among('count-objects', '-v'))?.[1])).toBeLessThan(15 * 4 + 3);
  // The checkout is as it was.
  expect(git('-C', checkout, 'rev-list', '--count', 'HEAD')).toBe('1');
  expect(git('-C', checkout, 'for-each-ref', '--format=%(refname)').split('\n')).toEqual([
    'refs/heads/feature',
    'refs/remotes/origin/feature',
  ]);
});

test('nothing of the checkout decides how it is fetched, and nothing of it runs', async () => {
  const checkout = aCheckout(1);
  const elsewhere = await aGitServer({ 'acme/tool': shop.state.gitDir });
  const ran = join(folder, 'ran');
  const command = `touch '${ran}'`;
  const hook = `#!/bin/sh\n${command}\n`;
  const hooks = join(checkout, '.git/hooks');
  mkdirSync(hooks, { recursive: true });
  for (const name of ['reference-transaction', 'post-checkout', 'pre-auto-gc', 'post-rewrite']) {
    writeFileSync(join(hooks, name), hook, { mode: 0o755 });
  }
  appendFileSync(
    join(checkout, '.git/config'),
    `
[core]
	fsmonitor = "${command}"
	sshCommand = "${command}"
	gitProxy = "${command}"
	askPass = "${command}"
	alternateRefsCommand = "${command}; :"
	hooksPath = ${hooks}
[url "${elsewhere.url}/"]
	insteadOf = ${server.url}/
[http]
	proxy = ${elsewhere.url}
[credential]
	helper = "!${command}; :"
[remote "${server.url}/acme/tool.git"]
	vcs = ext
	uploadpack = "${command}"
[uploadpack]
	packObjectsHook = "${command}; :"
[alias]
	for-each-ref = "!${command}"
[gpg]
	program = "${command}"
[log]
	showSignature = true
[fetch]
	recurseSubmodules = true
`,
  );
  // And the same for a repository that the checkout borrows from.
  const other = join(folder, 'other.git');
  git('clone', '-q', '--bare', '--depth=1', `file://${shop.state.gitDir}`, other);
  appendFileSync(
    join(other, 'config'),
    `[core]\n\talternateRefsCommand = "${command}; :"\n\tfsmonitor = "${command}"\n`,
  );
  writeFileSync(join(checkout, '.git/objects/info/alternates'), `${other}/objects\n`);
  server.requests.length = 0;
  try {
    expect(await fetching({ checkout })).toMatchObject({ head: id('feature'), base: id('main109') });
    expect(existsSync(ran)).toBe(false);
    expect(elsewhere.requests).toEqual([]);
    const header = `Basic ${Buffer.from('x-access-token:ghs_secret').toString('base64')}`;
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(new Set([header]));
  } finally {
    await elsewhere.close();
  }
});

test('the token is in no file', async () => {
  await fetching({ checkout: aCheckout(1) });
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'));
  for (const secret of ['ghs_secret', Buffer.from('x-access-token:ghs_secret').toString('base64')]) {
    expect(written.filter((text) => text.includes(secret))).toEqual([]);
  }
});

test.each<[string, (checkout: string) => void]>([
  ['is none', (checkout) => rmSync(join(checkout, '.git'), { recursive: true })],
  ['lacks files', (checkout) => void git('-C', checkout, 'config', 'remote.origin.partialclonefilter', 'blob:none')],
  [
    'is of another repository',
    (checkout) => void git('-C', checkout, 'remote', 'set-url', 'origin', `${server.url}/acme/other.git`),
  ],
  [
    'has a list of where it ends that is none',
    (checkout) => writeFileSync(join(checkout, '.git/shallow'), 'root:x:0:0\n'),
  ],
])('a checkout that %s is not used: what a review reads is fetched, and not all history', async (_, prepare) => {
  const checkout = aCheckout(1);
  prepare(checkout);
  const gitDir = join(folder, 'fetched.git');
  expect(await fetching({ checkout })).toEqual({ gitDir, head: id('feature'), base: id('main109') });
  expect(existsSync(join(gitDir, 'objects/info/alternates'))).toBe(false);
  const among = (...args: string[]) => git('--git-dir', gitDir, ...args);
  expect(among('merge-base', 'refs/plumbline/head', id('main109'))).toBe(id('main103'));
  expect(among('rev-list', '--count', id('main109'))).toBe('15');
});

test.each<[string, (checkout: string) => Partial<HistoryRequest> | void]>([
  ['of a repository that is not there', () => ({ repository: { id: 8, owner: 'acme', name: 'other' } })],
  ['of a checkout without objects', (checkout) => rmSync(join(checkout, '.git/objects/pack'), { recursive: true })],
  ['to be compared with a branch that is gone', () => ({ base: { branch: 'gone' } })],
  ['to be compared with what is no branch', () => ({ base: { branch: '--upload-pack=x' } })],
])('a head %s is not found, and the disk is left alone', async (_, prepare) => {
  const checkout = aCheckout(1);
  const asked = prepare(checkout) ?? {};
  expect(await fetching({ checkout, ...asked })).toBe(undefined);
  expect(existsSync(join(folder, 'fetched.git'))).toBe(false);
});

test('a server that cuts connections is not asked for ever', async () => {
  const checkout = aCheckout(1);
  server.requests.length = 0;
  server.interrupt((request) => {
    request.socket.destroy();
    return true;
  });
  expect(await fetching({ checkout })).toBe(undefined);
  expect(server.requests.length).toBeLessThanOrEqual(8);
});
