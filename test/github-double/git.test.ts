import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { untilTrue } from '../support/until.ts';
import { doubles } from './a-double.ts';

const start = doubles();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
    },
  });
  return stdout.trim();
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  folders.push(made);
  return made;
}

test('a private repository is fetched by a token, and a pull request from a fork by its number', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { private: true, files: { 'a.ts': '1\n' } });
  const fork = await shop.fork('visitor');
  await fork.push({ branch: 'fix', from: await shop.tip(), files: { 'a.ts': '2\n' } });
  const pull = await shop.openPullRequest({ head: 'visitor:fix' });
  const token = github.tokenFor(github.install('acme'));
  const url = shop.cloneUrl.replace('://', `://x-access-token:${token}@`);
  const at = folder();

  await git(at, 'init', '-q', '--bare');
  await git(at, 'fetch', '-q', '--filter=blob:none', url, `+refs/pull/${pull.number}/head:refs/heads/head`);

  expect(await git(at, 'rev-parse', 'head')).toBe(pull.headSha);
  expect(pull.state.headRepository?.owner.login).toBe('visitor');
  await expect(git(at, 'ls-remote', shop.cloneUrl)).rejects.toThrow(/could not read Username|Authentication failed/);
  await expect(git(at, 'ls-remote', url.replace(token, 'ghs_wrong'))).rejects.toThrow(
    /Authentication failed|could not read/,
  );
  expect(github.violations).toEqual([]);
});

test('a push by git moves the branch and is told of', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const token = github.tokenFor(github.install('acme'));
  const at = folder();
  await git(at, 'clone', '-q', shop.cloneUrl.replace('://', `://x-access-token:${token}@`), '.');
  await git(at, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'More');
  await git(at, 'push', '-q', 'origin', 'HEAD:more');
  await github.settled();

  expect(await shop.tip('more')).toBe(await git(at, 'rev-parse', 'HEAD'));
  expect(github.webhooks.deliveries.map(({ event, payload }) => [event, payload['ref'] ?? payload['action']])).toEqual([
    ['installation', 'created'],
    ['push', 'refs/heads/more'],
    ['check_suite', 'requested'],
  ]);
  expect(github.violations).toEqual([]);
});

test('a fetch is held until the test lets it go, and sees what is there then', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const { until, letGo } = aPromise();
  github.failNext('git/upload-pack', { kind: 'held', until });
  const asked = git(folder(), 'ls-remote', shop.cloneUrl, 'refs/heads/main');
  await untilTrue(() => github.calls.count('git/upload-pack') === 1);
  const tip = await shop.push({ files: { 'a.ts': '2\n' } });
  letGo();

  expect(await asked).toBe(`${tip}\trefs/heads/main`);
  expect(github.calls.of('git/upload-pack').map(({ status }) => status)).toEqual([200]);
});

test('a fetch that is given up while it is held leaves nothing under way', async () => {
  const github = await start();
  const shop = await github.createRepository('acme/shop', { files: { 'a.ts': '1\n' } });
  const { until, letGo } = aPromise();
  github.failNext('git/upload-pack', { kind: 'held', until });
  const giveUp = new AbortController();
  const asked = fetch(`${shop.cloneUrl}/git-upload-pack`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-git-upload-pack-request', 'git-protocol': 'version=2' },
    body: '0014command=ls-refs\n0000',
    signal: giveUp.signal,
  });
  await untilTrue(() => github.calls.count('git/upload-pack') === 1);
  giveUp.abort();
  await expect(asked).rejects.toThrow('aborted');
  // Meanwhile it is heard of.
  await shop.push({ files: { 'a.ts': '2\n' } });
  letGo();

  await github.settled();
  expect(github.calls.of('git/upload-pack').map(({ status }) => status)).toEqual([0]);
});

function aPromise(): { readonly until: Promise<void>; readonly letGo: () => void } {
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { until, letGo };
}
