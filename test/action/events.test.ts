import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checksAt, pullRequestEvent, pushEvent, runAction, type Checkout } from '../support/an-action-run.ts';
import { startGitHubDouble, type GitHubDouble } from '../support/github/github-double.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';

let github: GitHubDouble;
beforeAll(async () => {
  github = await startGitHubDouble();
});
afterAll(() => github.close());

// Python, for ESLint would take longer to load than all else.
const SOUND = { 'a.py': 'a = 1\n' };
const WRONG = { 'b.py': 'def b():\n    breakpoint()\n' };
const CHECKOUTS: readonly Checkout[] = ['full', 'shallow', 'none'];
const ONE_NEW = '1 new high-severity problem blocks this change.';

let owners = 0;
const aShop = (files: Readonly<Record<string, string>> = SOUND): Promise<RepositoryHandle> =>
  github.createRepository(`events${++owners}/shop`, { files });

const failed = (title: string) => ({
  name: 'Plumbline',
  status: 'completed',
  conclusion: 'failure',
  title,
  annotations: ['b.py:2'],
});

describe.each(CHECKOUTS)('with a checkout that is %s', (checkout) => {
  test('pull_request: the change is reviewed', async () => {
    const shop = await aShop();
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
    // The base moves on, with a problem of its own: it is none of the pull request's.
    await shop.push({ files: { 'c.py': 'breakpoint()\n' } });
    const event = await pullRequestEvent(github, shop, number);
    const { code, outputs } = await runAction(github, shop, { event, checkout });
    expect({ code, conclusion: outputs.conclusion }).toEqual({ code: 1, conclusion: 'failure' });
    expect(checksAt(shop, headSha)).toEqual([failed(ONE_NEW)]);
  });

  test('pull_request: the configuration is the one that the base has now', async () => {
    const shop = await aShop({ ...SOUND, '.plumbline.yml': 'rules:\n  practice/python-debugger-left: off\n' });
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
    const event = await pullRequestEvent(github, shop, number);
    await shop.push({ files: { '.plumbline.yml': 'version: 1\n' } });
    expect((await runAction(github, shop, { event, checkout })).code).toBe(1);
    expect(checksAt(shop, headSha)).toEqual([failed(ONE_NEW)]);
  });

  test('push: what was pushed is reviewed', async () => {
    const shop = await aShop({ ...SOUND, 'old.py': 'breakpoint()\n' });
    const before = await shop.tip();
    const after = await shop.push({ files: WRONG });
    const { code } = await runAction(github, shop, { event: pushEvent(shop, { before, after }), checkout });
    expect(code).toBe(1);
    expect(checksAt(shop, after)).toEqual([failed(ONE_NEW)]);
  });

  test('merge_group: what the group adds is reviewed', async () => {
    const shop = await aShop();
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const { number } = await shop.openPullRequest({ head: 'feature' });
    const sha = await shop.requestMergeGroup({ pullRequest: number });
    const group = { head_sha: sha, base_sha: await shop.tip() };
    const event = { name: 'merge_group', payload: { action: 'checks_requested', merge_group: group }, sha };
    expect((await runAction(github, shop, { event, checkout })).code).toBe(1);
    expect(checksAt(shop, sha)).toEqual([failed(ONE_NEW)]);
  });

  test('schedule: the repository is reviewed', async () => {
    const shop = await aShop({ ...SOUND, ...WRONG });
    const sha = await shop.tip();
    const event = { name: 'schedule', payload: {}, sha };
    const { outputs } = await runAction(github, shop, { event, checkout });
    expect(outputs).toMatchObject({ conclusion: 'failure', high: '1' });
    expect(checksAt(shop, sha)).toMatchObject([{ status: 'completed', annotations: ['b.py:2'] }]);
  });
});

test.each(['pull_request_target', 'workflow_dispatch'])('%s is reviewed, too', async (name) => {
  const shop = await aShop();
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const { payload } = await pullRequestEvent(github, shop, number);
  const event = { name, payload, sha: headSha };
  expect((await runAction(github, shop, { event, checkout: 'none' })).outputs).toMatchObject({ high: '1' });
  expect(checksAt(shop, headSha)).toMatchObject([{ conclusion: 'failure', annotations: ['b.py:2'] }]);
});

describe('push', () => {
  test('of a new branch is compared with the default branch', async () => {
    const shop = await aShop();
    const after = await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const event = pushEvent(shop, { branch: 'feature', before: '0'.repeat(40), after });
    await runAction(github, shop, { event });
    expect(checksAt(shop, after)).toEqual([failed(ONE_NEW)]);
  });

  test('that deletes a branch has nothing to review', async () => {
    const shop = await aShop();
    const { name, payload, sha } = pushEvent(shop, { before: await shop.tip(), after: '0'.repeat(40) });
    const event = { name, payload: { ...payload, deleted: true }, sha };
    expect(await runAction(github, shop, { event, checkout: 'none' })).toMatchObject({
      code: 0,
      log: 'There is nothing to review: the branch or the pull request has gone or moved on, or has nothing new.\n',
    });
  });
});

test('a sound change passes', async () => {
  const shop = await aShop();
  await shop.push({ branch: 'feature', from: 'main', files: { 'a.py': 'a = 2\n' } });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const event = await pullRequestEvent(github, shop, number);
  expect(await runAction(github, shop, { event })).toMatchObject({ code: 0, outputs: { conclusion: 'success' } });
  expect(checksAt(shop, headSha)).toMatchObject([{ conclusion: 'success', title: 'No new problems.' }]);
});

test('a draft is not reviewed, and each of its checks says so', async () => {
  const projects = 'projects:\n  - { name: web, paths: [web] }\n';
  const shop = await aShop({ ...SOUND, '.plumbline.yml': projects });
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature', draft: true });
  const event = await pullRequestEvent(github, shop, number);
  expect((await runAction(github, shop, { event })).code).toBe(0);
  const title = 'Not reviewed: It is a draft: it is reviewed once it is ready.';
  expect(checksAt(shop, headSha)).toMatchObject([
    { name: 'Plumbline', status: 'completed', conclusion: 'neutral', title },
    { name: 'Plumbline / web', status: 'completed', conclusion: 'neutral', title },
  ]);
});

test('a configuration that cannot be followed is told with its place', async () => {
  const shop = await aShop({ ...SOUND, '.plumbline.yml': 'version: 1\nexcludes: [a]\n' });
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const { code, log } = await runAction(github, shop, { event: await pullRequestEvent(github, shop, number) });
  expect(code).toBe(1);
  expect(log).toContain('::error file=.plumbline.yml,line=2,col=1::');
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'action_required' }]);
});

test('another event is refused, with those that there are', async () => {
  const shop = await aShop();
  const event = { name: 'issues', payload: {}, sha: await shop.tip() };
  const { code, log } = await runAction(github, shop, { event, checkout: 'none' });
  expect(code).toBe(1);
  expect(log).toBe(
    '::error::The event issues starts no review. Those that do: pull_request, pull_request_target, merge_group, push, schedule, workflow_dispatch, workflow_run.\n',
  );
});

test('a head that is gone ends the check, and says why', async () => {
  const shop = await aShop();
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const { number, headSha } = await shop.openPullRequest({ head: 'feature' });
  const { name, payload, sha } = await pullRequestEvent(github, shop, number);
  const event = { name, payload: { ...payload, pull_request: { ...pullOf(payload), base: { ref: 'gone' } } }, sha };
  const { code, log } = await runAction(github, shop, { event, checkout: 'none' });
  expect(code).toBe(1);
  expect(log).toContain(`::error::The commits could not be fetched from ${new URL(github.webUrl).host}. `);
  expect(checksAt(shop, headSha)).toMatchObject([{ status: 'completed', conclusion: 'action_required' }]);
});

function pullOf(payload: object): object {
  return 'pull_request' in payload && typeof payload.pull_request === 'object' ? (payload.pull_request ?? {}) : {};
}
