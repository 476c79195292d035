import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksAt, pullRequestEvent, pushEvent, runAction, USUAL, type RunOptions } from '../support/an-action-run.ts';
import { anApp, runWithApp } from '../support/an-app.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import type { Permissions } from '../support/github/state/entities.ts';
import { readCommands } from '../support/runner-commands.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

const WRONG = { 'b.py': 'import yaml\n\nb = yaml.load(input())\n' };
const LCOV = 'SF:b.py\nDA:1,1\nDA:3,0\nend_of_record\n';
const EVERYTHING: Permissions = { ...USUAL, statuses: 'write', security_events: 'write' };
const MEASURED = { inputs: { show: 'false', coverage: 'lcov.info' }, made: { 'lcov.info': LCOV } };

let owners = 0;
async function aPullRequest(before: Readonly<Record<string, string>> = {}) {
  const shop = await github.createRepository(`unshown${++owners}/shop`, { files: { 'a.py': 'a = 1\n', ...before } });
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  const act = (options: Omit<RunOptions, 'event'> = {}) =>
    runAction(github, shop, { event, checkout: 'none', permissions: EVERYTHING, ...options });
  return { shop, headSha, event, act };
}

function shownAt({ state }: RepositoryHandle): number[] {
  const { checkRuns, statuses, comments, reviewComments, sarifUploads } = state;
  return [checkRuns.size, statuses.length, comments.size, reviewComments.size, sarifUploads.size];
}
const NOTHING = [0, 0, 0, 0, 0];
const BLOCKED = { command: 'error', properties: {}, data: '1 new high-severity problem blocks this change.' };

test('nothing is shown on GitHub, whatever the token may; the run has the rest', async () => {
  const { shop, act } = await aPullRequest();
  const { code, log, outputs, report, summary, state } = await act({
    ...MEASURED,
    inputs: { ...MEASURED.inputs, 'upload-sarif': 'true' },
  });
  expect(shownAt(shop)).toEqual(NOTHING);
  expect(code).toBe(1);
  expect(readCommands(log)).toEqual([BLOCKED]);
  expect(summary).toContain('[b.py:3]');
  expect(report).toContain('security/python-yaml-unsafe-load');
  expect(outputs).toMatchObject({ conclusion: 'failure', high: '1' });
  expect(outputs.measurements).toMatch(/measurements\.json\.gz$/);
  expect(outputs).not.toHaveProperty('check-url');
  // There is no check that the step's end would have to end.
  expect(state).toEqual({});
});

test('with it, all of that is', async () => {
  const { shop, act } = await aPullRequest();
  await act({ inputs: { 'upload-sarif': 'true' } });
  expect(shownAt(shop)).toEqual([1, 0, 1, 1, 1]);
});

test('a job without rights is not told to ask for them', async () => {
  const { act } = await aPullRequest();
  const { log } = await act({ ...MEASURED, permissions: { metadata: 'read', contents: 'read' } });
  expect(readCommands(log)).toEqual([BLOCKED]);
});

test('nor is anything shown where there is no verdict', async () => {
  const skipped = await aPullRequest({ '.plumbline.yml': 'pullRequests:\n  paths: { skip: ["**"] }\n' });
  expect((await skipped.act(MEASURED)).outputs).toEqual({ conclusion: 'neutral' });
  const broken = await aPullRequest({ '.plumbline.yml': 'version: 7\n' });
  expect((await broken.act(MEASURED)).outputs).toEqual({ conclusion: 'action_required' });
  const failed = await aPullRequest();
  const inputs = { ...MEASURED.inputs, coverage: '../lcov.info' };
  expect((await failed.act({ inputs })).outputs).toEqual({ conclusion: 'action_required' });
  expect([skipped, broken, failed].map(({ shop }) => shownAt(shop))).toEqual([NOTHING, NOTHING, NOTHING]);
});

test('the App gets what was measured; where it does not answer, the job shows nothing in its place', async () => {
  const { shop, headSha, event } = await aPullRequest();
  const app = await anApp();
  const inputs = { ...MEASURED.inputs, 'app-url': app.url };
  const options = { ...MEASURED, event, inputs, permissions: EVERYTHING, checkout: 'none', env: app.env } as const;
  try {
    await runWithApp(github, shop, options);
    expect(app.measurements).toMatchObject([{ head: headSha, files: [{ name: 'lcov.info' }] }]);
    const after = await shop.tip('feature');
    const push = pushEvent(shop, { branch: 'feature', before: await shop.tip(), after });
    // Of a branch's commit, which the App does not review, the run would show findings beside the code.
    expect(readCommands((await runWithApp(github, shop, { ...options, event: push })).log)).toEqual([BLOCKED]);
    app.replies.entitlements = [{ status: 404, body: { code: 'not-installed', message: 'Not on this one.' } }];
    expect(readCommands((await runWithApp(github, shop, options)).log)).toEqual([
      {
        command: 'notice',
        properties: {},
        data: `The App at ${app.url} did not say what may be used here: Not on this one. Install it there, or leave out the input app-url. The review is made with what is free.`,
      },
    ]);
  } finally {
    await app.close();
  }
  expect(checksAt(shop, headSha)).toEqual([]);
  expect(shownAt(shop)).toEqual(NOTHING);
});
