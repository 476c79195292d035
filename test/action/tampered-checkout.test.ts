import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../action/run.ts';
import { aRunner, PACE, pullRequestEvent } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
});

let owners = 0;
async function aPullRequest() {
  const shop = await github.createRepository(`tampered${++owners}/shop`, {
    files: { 'a.js': 'export const a = 1;\n' },
  });
  await shop.push({ branch: 'feature', from: 'main', files: { 'b.js': 'debugger;\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  return { shop, headSha, event: await pullRequestEvent(github, shop, number) };
}

/** Runs the Action in a job in which a step before did something to the checkout. */
async function after(step: (workspace: string, commits: { base: string; head: string }) => void) {
  const { shop, headSha, event } = await aPullRequest();
  const runner = await aRunner(github, shop, { event });
  try {
    step(join(runner.folder, 'workspace'), { base: await shop.tip(), head: headSha });
    let log = '';
    const write = (text: string) => void (log += text);
    const fetched = github.calls.count('git/upload-pack');
    const code = await run({ env: runner.variables, write, clock: () => new Date(), pace: PACE });
    return {
      code,
      findings: runner.written().outputs.findings,
      fetches: github.calls.count('git/upload-pack') - fetched,
    };
  } finally {
    runner.remove();
  }
}

const git = (workspace: string, ...args: string[]) => execFileSync('git', args, { cwd: workspace });
const ONE_FINDING = { code: 1, findings: '1' };

test('a complete checkout needs no fetch', async () => {
  expect(await after(() => undefined)).toEqual({ ...ONE_FINDING, fetches: 0 });
});

test('where the base is, GitHub says, not the checkout', async () => {
  const moved = await after((workspace, { head }) => git(workspace, 'update-ref', 'refs/remotes/origin/main', head));
  expect(moved).toEqual({ ...ONE_FINDING, fetches: 0 });
});

test('where GitHub does not say it, what is needed is fetched', async () => {
  const stop = github.failAlways(({ operationId }) => operationId === 'git/get-ref', { kind: 'status', status: 403 });
  const moved = await after((workspace, { head }) => git(workspace, 'update-ref', 'refs/remotes/origin/main', head));
  stop();
  expect(moved).toMatchObject(ONE_FINDING);
  expect(moved.fetches).toBeGreaterThan(0);
});

test('what parents a commit has, it says itself', async () => {
  const grafted = await after((workspace, { base, head }) => {
    mkdirSync(join(workspace, '.git/info'), { recursive: true });
    writeFileSync(join(workspace, '.git/info/grafts'), `${base} ${head}\n`);
  });
  expect(grafted).toEqual({ ...ONE_FINDING, fetches: 0 });
  const replaced = await after((workspace, { base, head }) => git(workspace, 'replace', head, base));
  expect(replaced).toEqual({ ...ONE_FINDING, fetches: 0 });
});

test.each(['/', '/tmp', '..'])('a checkout that calls %s its work tree is not used', async (folder) => {
  expect(await after((workspace) => git(workspace, 'config', 'core.worktree', folder))).toMatchObject(ONE_FINDING);
});
