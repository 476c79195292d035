import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
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
