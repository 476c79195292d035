import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuiltAction, type BuiltAction } from '../support/a-built-action.ts';
import { anApp, type AppDouble } from '../support/an-app.ts';
import { checksAt, pullRequestEvent } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
let action: BuiltAction;
let app: AppDouble;
beforeAll(async () => {
  [github, app] = await Promise.all([startGitHubDouble(), anApp()]);
  action = aBuiltAction();
});
afterAll(async () => {
  await Promise.all([github.close(), app.close()]);
  action.remove();
});

let owners = 0;
/** The built Action on a pull request, told of an App. */
async function act(url: string) {
  const shop = await github.createRepository(`apps${++owners}/shop`, { files: { 'a.js': 'export const a = 1;\n' } });
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.js': 'export function a(b) {\n  return b;\n}\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const run = await action.run(github, shop, {
    event: await pullRequestEvent(github, shop, number),
    env: app.env,
    inputs: { 'app-url': url, coverage: 'lcov.info', matrix: 'null' },
    made: { 'lcov.info': 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n' },
  });
  return { ...run, headSha, checks: checksAt(shop, headSha).map(({ conclusion }) => conclusion) };
}

test('the built Action leaves the check to the App, and hands over what it measured', async () => {
  const { code, log, checks, headSha } = await act(app.url);
  expect([code, checks]).toEqual([0, []]);
  expect(log).not.toContain('::');
  expect(app.measurements).toMatchObject([{ head: headSha, job: 'review/__run', files: [{ name: 'lcov.info' }] }]);
});

test('it shows its own where the App fails, or is not there', async () => {
  app.replies.entitlements = [{ status: 500, body: 'Oops' }];
  for (const url of [app.url, 'http://127.0.0.1:9']) {
    const { code, log, checks } = await act(url);
    expect([code, checks]).toEqual([0, ['success']]);
    expect(log).toContain(`::notice::The App at ${url} did not say what may be used here: `);
  }
});
