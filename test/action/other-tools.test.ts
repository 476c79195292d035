import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findReports } from '../../engine/find-reports.ts';
import { checksAt, pullRequestEvent, runAction, type RunOptions } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const BEFORE = { 'a.js': 'export const a = 1;\n' };
const AFTER = { 'a.js': 'export function a(b) {\n  return b;\n}\n' };

let owners = 0;
async function aPullRequest(files: Readonly<Record<string, string>> = AFTER) {
  const shop = await github.createRepository(`tools${++owners}/shop`, { files: BEFORE });
  await shop.push({ branch: 'feature', from: 'main', files });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = { ...(await pullRequestEvent(github, shop, number)), sha: headSha };
  const act = (options: Omit<RunOptions, 'event'> = {}) => runAction(github, shop, { event, ...options });
  return { shop, headSha, act, event };
}

test('coverage and test reports that a step before made are part of the review', async () => {
  const { act } = await aPullRequest();
  const { summary, outputs } = await act({
    inputs: { coverage: 'lcov.info', tests: '*.xml' },
    made: {
      'lcov.info': 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n',
      'junit.xml': '<testsuite name="s"><testcase name="t"><failure message="no"/></testcase></testsuite>',
    },
  });
  expect(summary).toContain('50');
  expect(outputs['rating-coverage']).toMatch(/^[A-E]$/);
});

test('a report that an input names and nobody made ends the step, and the check', async () => {
  const { shop, headSha, act } = await aPullRequest();
  const { code, log } = await act({ inputs: { coverage: 'coverage/lcov.info' } });
  expect(code).toBe(1);
  expect(log).toBe(
    'Not reviewed: the review failed\n' +
      '::error::The input coverage names coverage/lcov.info: there is no such file in the workspace.\n',
  );
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'action_required' }]);
});

test("the repository's own ESLint is used where it is asked for", async () => {
  const { act } = await aPullRequest({
    ...AFTER,
    'eslint.config.mjs': "export default [{ rules: { 'no-restricted-syntax': ['error', 'ReturnStatement'] } }];\n",
  });
  const { summary } = await act({ inputs: { 'eslint-config': 'true' } });
  expect(summary).toContain('no-restricted-syntax');
});

test('one that is broken is told, and the review goes on', async () => {
  const { act } = await aPullRequest({ ...AFTER, 'eslint.config.mjs': 'throw new Error("broken on purpose");\n' });
  const { summary, outputs } = await act({ inputs: { 'eslint-config': 'true' } });
  expect(summary).toContain('broken on purpose');
  expect(outputs['conclusion']).toBe('success');
});

test('it is not used with the rights of the repository, nor on another commit than the head', async () => {
  const { act, event } = await aPullRequest();
  const inputs = { 'eslint-config': 'true' };
  const privileged = await runAction(github, (await aPullRequest()).shop, {
    event: { ...event, name: 'pull_request_target' },
    inputs,
    checkout: 'none',
  });
  expect(privileged.code).toBe(1);
  const { log } = await act({ inputs, checkout: 'none' });
  expect(log).toContain('::error::');
});

test('a folder that leads out of the workspace holds no reports', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
  try {
    mkdirSync(join(folder, 'workspace'));
    mkdirSync(join(folder, 'secret'));
    writeFileSync(join(folder, 'secret', 'lcov.info'), 'SF:a.js\n');
    symlinkSync(join(folder, 'secret'), join(folder, 'workspace', 'coverage'));
    symlinkSync(join(folder, 'secret', 'lcov.info'), join(folder, 'workspace', 'lcov.info'));
    expect(await findReports(join(folder, 'workspace'), ['coverage/lcov.info', '*.info', '../secret/*'])).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
