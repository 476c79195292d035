import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBuiltAction, type BuiltAction } from '../support/a-built-action.ts';
import { aForwardProxy, type ForwardProxy } from '../support/a-forward-proxy.ts';
import { anApp, type AppDouble } from '../support/an-app.ts';
import { checksAt, pullRequestEvent, type RunOptions } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';

let github: GitHubDouble;
let app: AppDouble;
let action: BuiltAction;
let proxy: ForwardProxy;
/** It waits between its attempts: the others run meanwhile. */
let withoutAnswer: ReturnType<typeof act>;
beforeAll(async () => {
  [github, app] = await Promise.all([startGitHubDouble(), anApp()]);
  action = aBuiltAction();
  proxy = await aForwardProxy({
    'api.example.invalid': github.url,
    'github.example.invalid': github.webUrl,
    'tokens.example.invalid': app.url,
    localhost: app.url,
  });
  withoutAnswer = act({ http_proxy: 'http://127.0.0.1:9' });
});
afterAll(async () => {
  await withoutAnswer;
  await Promise.all([github.close(), app.close(), proxy.close()]);
  action.remove();
});

let owners = 0;
/** The built Action on a pull request, where names lead nowhere but through the proxy. */
async function act(
  env: Readonly<Record<string, string>>,
  { checkout = 'none', inputs = {} }: Omit<RunOptions, 'event'> = {},
) {
  const shop = await github.createRepository(`proxied${++owners}/shop`, { files: { 'a.py': 'a = 1\n' } });
  await shop.push({ branch: 'feature', from: 'main', files: { 'b.py': 'breakpoint()\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const run = await action.run(github, shop, {
    event: await pullRequestEvent(github, shop, number),
    checkout,
    inputs: { reports: 'json', ...inputs },
    made: { 'lcov.info': 'SF:b.py\nDA:1,1\nend_of_record\n' },
    env: {
      GITHUB_API_URL: 'http://api.example.invalid',
      GITHUB_SERVER_URL: 'http://github.example.invalid',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'http://tokens.example.invalid/token',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: app.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '',
      ...env,
    },
  });
  return { ...run, headSha, checks: checksAt(shop, headSha).map(({ conclusion }) => conclusion) };
}

test.each([
  ['http_proxy', 'none'],
  // Git does not know it by that name.
  ['HTTP_PROXY', 'full'],
] as const)('%s is the way to GitHub', async (name, checkout) => {
  const { code, log, checks } = await act({ [name]: proxy.url }, { checkout });
  expect(log.match(/^::.*/gm)).toEqual([expect.stringMatching(/^::error::\d+ new /)]);
  expect([code, checks]).toEqual([1, ['failure']]);
  expect(proxy.asked).toContain('CONNECT api.example.invalid:80');
});

test('it is the way to the App, and to the token that is shown there', async () => {
  const { code, checks, headSha } = await act(
    { http_proxy: proxy.url.replace('http://', '') },
    { inputs: { 'app-url': 'http://localhost', coverage: 'lcov.info' } },
  );
  expect([code, checks]).toEqual([1, []]);
  expect(app.measurements).toMatchObject([{ head: headSha }]);
});

test('what no_proxy names is asked without it', async () => {
  const { code, checks } = await act({
    http_proxy: 'http://127.0.0.1:9',
    no_proxy: '127.0.0.1',
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.webUrl,
  });
  expect([code, checks]).toEqual([1, ['failure']]);
});

test('where a proxy does not answer, the host that was to be asked is named', async () => {
  const { code, log } = await withoutAnswer;
  expect(code).toBe(1);
  expect(log).toContain(
    '::error::GitHub cannot be reached at api.example.invalid, or is out of order. Run the job again.\n',
  );
});
