import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endCancelled } from '../../action/end-cancelled.ts';
import { GitHubOctokit } from '../../github/client/github-client.ts';
import { startCheck } from '../../github/publish/start-check.ts';
import { aRunner, checksAt, PACE, pullRequestEvent, runAction, USUAL } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { Permissions } from '../support/github/state/entities.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(async () => {
  await github.close();
  expect(github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path')).toEqual([]);
});

/** A check run is not permitted, so a commit status stands in. */
const STATUS_ONLY: Permissions = { metadata: 'read', contents: 'read', pull_requests: 'write', statuses: 'write' };
const TITLE = 'Not reviewed: The job ended before the review did.';

let owners = 0;
async function aPullRequest(permissions: Permissions = USUAL) {
  const shop = await github.createRepository(`cancelled${++owners}/shop`, { files: { 'README.md': '# Shop\n' } });
  await shop.push({ branch: 'feature', from: 'main', files: { 'b.py': 'breakpoint()\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const options = { event: await pullRequestEvent(github, shop, number), permissions, checkout: 'none' } as const;
  const act = () => runAction(github, shop, options);
  /** What cleans up. Gives what it writes. */
  const cleanUp = async (check: string) => {
    const runner = await aRunner(github, shop, options);
    let log = '';
    const write = (text: string) => void (log += text);
    const state = {
      env: { ...runner.variables, STATE_check: check },
      write,
      clock: () => new Date(),
      pace: PACE,
    };
    expect(await endCancelled(state)).toBe(0);
    runner.remove();
    return log;
  };
  /** What a job has begun and kept when it is cancelled. */
  const begin = async (begun: boolean) => {
    const runner = await aRunner(github, shop, options);
    runner.remove();
    const client = new GitHubOctokit({ auth: runner.variables['INPUT_TOKEN'], baseUrl: github.url });
    const [owner = '', repo = ''] = shop.fullName.split('/');
    const repository = { owner, repo };
    const check = {
      repository,
      headSha,
      name: 'Plumbline',
      externalId: 'cancelled',
      detailsUrl: `${shop.cloneUrl}/run`,
    };
    const output = { title: 'The review is under way', summary: '' };
    await startCheck(client, { ...check, startedAt: new Date(), output });
    return JSON.stringify({ ...check, begun });
  };
  const statuses = () => shop.state.statuses.map(({ context, state, description }) => [context, state, description]);
  return { act, cleanUp, begin, statuses, checks: () => checksAt(shop, headSha) };
}

// Before the answer came, the job knew no more of it.
describe.each([true, false])('a job that is cancelled, and knows whether its check has begun: %s', (begun) => {
  test('leaves no check in progress', async () => {
    const { begin, cleanUp, checks } = await aPullRequest();
    expect(await cleanUp(await begin(begun))).toBe('');
    expect(checks()).toMatchObject([{ status: 'completed', conclusion: 'cancelled', title: TITLE }]);
  });

  test('leaves no commit status pending', async () => {
    const { begin, cleanUp, statuses } = await aPullRequest(STATUS_ONLY);
    expect(await cleanUp(await begin(begun))).toBe('');
    expect(statuses()).toEqual([
      ['Plumbline', 'pending', 'The review is under way'],
      ['Plumbline', 'error', TITLE],
    ]);
  });
});

test("a commit status of another run is left to that one's end", async () => {
  const { begin, cleanUp, statuses } = await aPullRequest(STATUS_ONLY);
  const check = JSON.parse(await begin(true)) as object;
  expect(await cleanUp(JSON.stringify({ ...check, detailsUrl: 'https://github.com/a/b/actions/runs/1' }))).toBe('');
  expect(statuses()).toHaveLength(1);
});

test.each([USUAL, STATUS_ONLY])('what is completed is none of the business of what cleans up', async (permissions) => {
  const { act, checks, statuses } = await aPullRequest(permissions);
  expect((await act()).state).toEqual({ check: '' });
  expect([...checks().map(({ conclusion }) => conclusion), ...statuses().map(([, state]) => state)].at(-1)).toBe(
    'failure',
  );
});

/** The token has expired. */
const refuseToken = () => github.failNext('checks/list-for-ref', { kind: 'status', status: 401 });

test('where no check could begin, only the step says so', async () => {
  const { act, cleanUp } = await aPullRequest();
  refuseToken();
  const { code, log, state } = await act();
  expect(code).toBe(1);
  expect(log).toContain('::error::GitHub does not accept the input token.');
  refuseToken();
  expect(await cleanUp(state['check'] ?? '')).toBe('');
});

test('a check that has begun and cannot be ended is told', async () => {
  const { begin, cleanUp } = await aPullRequest();
  const check = await begin(true);
  refuseToken();
  expect(await cleanUp(check)).toMatch(/^::warning::The check could not be ended: /);
});
