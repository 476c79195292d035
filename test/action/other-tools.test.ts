import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../action/run.ts';
import { withinWorkspace } from '../../action/within-workspace.ts';
import { findReports } from '../../engine/find-reports.ts';
import { aRunner, checksAt, PACE, pullRequestEvent, runAction, type RunOptions } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const BEFORE = { 'a.js': 'export const a = 1;\n' };
const AFTER = { 'a.js': 'export function a(b) {\n  return b;\n}\n' };

let owners = 0;
async function aPullRequest(files: Readonly<Record<string, string>> = AFTER, before: typeof files = BEFORE) {
  const shop = await github.createRepository(`tools${++owners}/shop`, { files: before });
  await shop.push({ branch: 'feature', from: 'main', files });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = { ...(await pullRequestEvent(github, shop, number)), sha: headSha };
  const act = (options: Omit<RunOptions, 'event'> = {}) => runAction(github, shop, { event, ...options });
  return { shop, headSha, act, event };
}

const warnings = (log: string): string[] => log.split('\n').filter((line) => line.startsWith('::warning'));

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

const MISSING = 'The input coverage names coverage/lcov.info: there is no such file in the workspace.';

test('a report that an input names and nobody made, as where the tests failed, is missing, and the review is made', async () => {
  const { shop, headSha, act } = await aPullRequest();
  const { code, log, summary } = await act({ inputs: { coverage: 'coverage/lcov.info', tests: 'junit.xml' } });
  expect(code).toBe(0);
  expect(warnings(log)).toEqual([
    `::warning::Reviewed without files that were to be there. ${MISSING} The input tests names junit.xml: there is no such file in the workspace.`,
  ]);
  expect(summary).toContain(MISSING);
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
});

test('where the configuration requires it, that is no pass', async () => {
  const configuration = 'version: 1\nanalyzers:\n  coverage: { required: true }\n';
  const { shop, headSha, act } = await aPullRequest(AFTER, { ...BEFORE, '.plumbline.yml': configuration });
  const { code, outputs, log } = await act({ inputs: { coverage: 'coverage/lcov.info' } });
  expect([code, outputs.conclusion]).toEqual([1, 'neutral']);
  expect(warnings(log)).toEqual([`::warning::Reviewed without files that were to be there. ${MISSING}`]);
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'neutral' }]);
});

test('a path that begins with ./ or with the workspace is one from the workspace', async () => {
  const { shop, event } = await aPullRequest();
  const made = { 'lcov.info': 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n', 'junit.xml': '<testsuite name="s"/>' };
  const runner = await aRunner(github, shop, { event, made, inputs: { coverage: './lcov.info' } });
  const { GITHUB_WORKSPACE: workspace = '' } = runner.variables;
  const env = { ...runner.variables, INPUT_TESTS: `${workspace}/*.xml` };
  let log = '';
  await run({ env, write: (text) => void (log += text), clock: () => new Date(), pace: PACE });
  const { outputs, report = '{}' } = runner.written();
  runner.remove();
  expect(warnings(log)).toEqual([]);
  expect(outputs['rating-coverage']).toMatch(/^[A-E]$/);
  expect(JSON.parse(report)).toMatchObject({ tests: { reports: ['junit.xml'] } });
});

test.each([
  ['./coverage//lcov.info', '/w/shop', posix, 'coverage/lcov.info'],
  ['/w/shop/packages/*/lcov.info', '/w/shop/', posix, 'packages/*/lcov.info'],
  ['a/../**/*.{xml,json}', '/w/shop', posix, '**/*.{xml,json}'],
  ['..\\lcov.info', '/w/shop', posix, '..\\lcov.info'],
  ['/w/shop2/lcov.info', '/w/shop', posix, undefined],
  ['../shop2/lcov.info', '/w/shop', posix, undefined],
  ['/w/shop', '/w/shop', posix, undefined],
  ['coverage\\lcov.info', 'D:\\a\\shop', win32, 'coverage/lcov.info'],
  ['d:\\a\\shop\\coverage\\lcov.info', 'D:\\a\\shop', win32, 'coverage/lcov.info'],
  ['D:/a/shop/./**/lcov.info', 'D:\\a\\shop', win32, '**/lcov.info'],
  ['E:\\lcov.info', 'D:\\a\\shop', win32, undefined],
  ['..\\lcov.info', 'D:\\a\\shop', win32, undefined],
])('%s, from %s', (given, workspace, path, inner) => {
  expect(withinWorkspace(given, workspace, path)).toBe(inner);
});

test('a path that leads out of the workspace is refused', async () => {
  const { shop, headSha, act } = await aPullRequest();
  const { code, log } = await act({ inputs: { coverage: '../lcov.info' } });
  expect(code).toBe(1);
  expect(log).toMatch(
    /::error::The input coverage names \.\.\/lcov\.info, which is not in the workspace \S+\/workspace\.\n/,
  );
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'action_required' }]);
});

test('a glob may have alternatives', async () => {
  const { act } = await aPullRequest();
  const { log, outputs } = await act({
    inputs: { coverage: '{a,lcov}.info' },
    made: { 'lcov.info': 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n' },
  });
  expect(warnings(log)).toEqual([]);
  expect(outputs['rating-coverage']).toMatch(/^[A-E]$/);
});

test('a glob that cannot be followed is refused, and why', async () => {
  const { act } = await aPullRequest();
  const { code, log, outputs } = await act({ inputs: { coverage: '!(a).info' } });
  expect([code, outputs.conclusion]).toEqual([1, 'action_required']);
  expect(log).toContain(
    '::error::The input coverage names !(a).info: expected a pattern without "!" (name what is left out under `exclude`).\n',
  );
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
