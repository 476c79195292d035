import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../action/run.ts';
import { openGitRepository } from '../../engine/source/git-repository.ts';
import {
  aRunner,
  PACE,
  pullRequestEvent,
  pushEvent,
  type Checkout,
  type RunOptions,
} from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import { writeHistory } from '../support/github/site/write-history.ts';

let github: GitHubDouble;
let programs: string;
beforeAll(async () => {
  github = await startGitHubDouble();
  programs = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  // Git has a variable for its own tests of this.
  const refusing = `case "$(pwd -P)" in */workspace*) export GIT_TEST_ASSUME_DIFFERENT_OWNER=1 ;; esac\n`;
  // Before 2.38, git did not listen where it was told on its command line whom to trust.
  const deaf = `for argument; do\n  shift\n  case "$argument" in safe.directory=*) argument=a.b=c ;; esac\n  set -- "$@" "$argument"\ndone\n`;
  for (const [name, script] of [
    ['new', refusing],
    ['old', refusing + deaf],
  ] as const) {
    mkdirSync(join(programs, name));
    writeFileSync(join(programs, name, 'git'), `#!/bin/sh\n${script}exec '${git}' "$@"\n`, { mode: 0o755 });
  }
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  rmSync(programs, { recursive: true });
  await github.close();
});

let owners = 0;
async function aPullRequest() {
  const shop = await github.createRepository(`owned${++owners}/shop`, { files: { 'a.py': 'a = 1\n' } });
  await shop.push({ branch: 'feature', from: 'main', files: { 'b.py': 'def b():\n    breakpoint()\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  return { shop, headSha, event: await pullRequestEvent(github, shop, number) };
}

const fetches = (): number => github.calls.count('git/info-refs') + github.calls.count('git/upload-pack');

/** With a git that takes the workspace for another user's, once it is checked out. */
async function runInAnothers(git: 'new' | 'old' | undefined, shop: RepositoryHandle, options: RunOptions) {
  const runner = await aRunner(github, shop, options);
  if (git !== undefined) vi.stubEnv('PATH', `${join(programs, git)}:${process.env.PATH}`);
  try {
    const before = fetches();
    let log = '';
    const write = (text: string) => void (log += text);
    const code = await run({ env: runner.variables, write, clock: () => new Date(), pace: PACE });
    const fetchedAll = existsSync(join(runner.folder, 'temp/plumbline/git'));
    return { code, log, fetched: fetches() - before, fetchedAll, ...runner.written() };
  } finally {
    vi.unstubAllEnvs();
    runner.remove();
  }
}

// As in the job of a container, where it is the runner's, and the Action is root.
test('the workspace is used although it belongs to another user', async () => {
  const { shop, event } = await aPullRequest();
  const { outputs, fetched } = await runInAnothers('new', shop, { event });
  expect([outputs.conclusion, outputs.high, fetched]).toEqual(['failure', '1', 0]);
});

test('what a shallow one has is not fetched again', async () => {
  const shop = await github.createRepository(`owned${++owners}/shop`);
  const commits = [300, 200, 20, 10].map((daysAgo) => ({
    name: `${daysAgo}`,
    branch: 'main',
    daysAgo,
    files: { 'a.py': `breakpoint()  # ${daysAgo}\n` },
  }));
  const ids = await writeHistory(shop, commits);
  const [before = '', after = ''] = ['20', '10'].map((name) => ids.get(name));
  const event = pushEvent(shop, { before, after });
  const fetched = async (git: 'new' | undefined, checkout: Checkout) =>
    (await runInAnothers(git, shop, { event, checkout })).fetched;
  expect(await fetched('new', { depth: 3 })).toBe(0);
  const lacking = await fetched(undefined, { depth: 1 });
  expect(await fetched('new', { depth: 1 })).toBe(lacking);
  expect(await fetched(undefined, 'none')).toBeGreaterThan(lacking);
});

const ESLINT = { 'eslint-config': 'true' };

test('its own ESLint runs there', async () => {
  const { shop, headSha, event } = await aPullRequest();
  const { log, report } = await runInAnothers('new', shop, { event, inputs: ESLINT, checkout: { ref: headSha } });
  expect(log).not.toContain('The input eslint-config');
  expect(report).toContain('"id": "eslint-config"');
});

test('a git that cannot be told whom to trust fetches, and says what is wrong where that does not do', async () => {
  const { shop, headSha, event } = await aPullRequest();
  const { outputs, fetched } = await runInAnothers('old', shop, { event, checkout: { ref: headSha } });
  expect([outputs.conclusion, outputs.high]).toEqual(['failure', '1']);
  expect(fetched).toBeGreaterThan(0);
  const asked = await runInAnothers('old', shop, { event, inputs: ESLINT, checkout: { ref: headSha } });
  expect([asked.code, asked.outputs.conclusion]).toEqual([1, 'action_required']);
  expect(asked.log).toMatch(
    /^::error::The input eslint-config lints the files on disk: git refuses \S+\/workspace: it belongs to another user\. If you trust it: git config --global --add safe\.directory '\S+\/workspace'$/m,
  );
});

test('nobody else trusts it, and nothing but that folder is trusted', async () => {
  const { shop, event } = await aPullRequest();
  const { folder, remove } = await aRunner(github, shop, { event });
  const below = join(folder, 'workspace', 'below');
  mkdirSync(below);
  vi.stubEnv('PATH', `${join(programs, 'new')}:${process.env.PATH}`);
  const refused = /^git refuses \S+\/workspace: it belongs to another user$/;
  await expect(openGitRepository(join(folder, 'workspace'))).rejects.toThrow(refused);
  await expect(openGitRepository(below, { isTrusted: true })).rejects.toThrow(refused);
  const repository = await openGitRepository(join(folder, 'workspace'), { isTrusted: true });
  expect(await repository.resolve('HEAD')).toBe(event.sha);
  repository.close();
  remove();
});
