import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 10, testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];
const FORK_IS_GONE = /^(\/\d+)?\/head\/repo must be object \(object\)$/;
const PASSED = ['Plumbline', 'success', 'No new problems.'];

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '4' } });
});
afterAll(async () => {
  await test.close();
});

async function openPullRequest(shop: RepositoryHandle, head = 'feature') {
  await shop.push({ branch: head, from: 'main', files: WRONG });
  return shop.openPullRequest({ head });
}

describe.concurrent('the head of a pull request', () => {
  it('is the one of before, after a push that was taken back during its review', async () => {
    const { shop, handled, settled } = await aCustomer(test, 'taken-back');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    const first = pull.headSha;
    await fetching.begun();
    await pull.push({ files: RIGHT });
    await shop.moveBranch('feature', first);
    await handled();
    fetching.letGo();
    // Whether the commit in between was ever seen as the head is up to chance; if so, its check has ended.
    await settled();
    expect(shownAt(shop, first)).toEqual([FAILED]);
  });

  it('is compared with its new base where that was changed during its review', async () => {
    const { shop, settled } = await aCustomer(test, 'retargeted');
    await shop.push({ branch: 'next', from: 'main', files: WRONG });
    await shop.push({ branch: 'feature', from: 'next', files: { 'c.js': 'export const c = 1;\n' } });
    using fetching = holdFetching(test.github, shop);
    const pull = await shop.openPullRequest({ head: 'feature' });
    await fetching.begun();
    await pull.edit({ base: 'next' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
  });

  it('is reviewed once the pull request is open again, where closing had ended the review', async () => {
    const { shop, handled, settled } = await aCustomer(test, 'open-again');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    await fetching.begun();
    await pull.close();
    await handled();
    await pull.reopen();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('can be reviewed again when the fork is gone', async () => {
    const { shop, settled } = await aCustomer(test, 'forkless');
    const fork = await shop.fork('passer-by');
    await fork.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'passer-by:feature' });
    await settled();
    await fork.delete();
    const first = checkAt(shop, pull.headSha);
    await shop.rerequestRun(first.id);
    await settled();
    expect(checkAt(shop, pull.headSha).id).not.toBe(first.id);
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('cannot be judged when its base is gone', async () => {
    const { shop, settled } = await aCustomer(test, 'baseless');
    await shop.push({ branch: 'next', from: 'main', files: RIGHT });
    await shop.push({ branch: 'feature', from: 'next', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature', base: 'next' });
    await settled();
    await shop.deleteBranch('next');
    await shop.rerequestRun(checkAt(shop, pull.headSha).id);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([['Plumbline', 'neutral', 'Not reviewed: the review failed']]);
  });

  it('that is merged ends the review of the pull request, and the branch is reviewed', async () => {
    const { shop, settled } = await aCustomer(test, 'merged');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    await fetching.begun();
    const merge = await pull.merge();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'cancelled', 'Not reviewed: The pull request was closed.'],
    ]);
    expect(shownAt(shop, merge).map(([name, conclusion]) => [name, conclusion])).toEqual([['Plumbline', 'failure']]);
  });

  it('of a draft that is made ready during its review is judged', async () => {
    const { shop, handled, settled } = await aCustomer(test, 'hardly-draft');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    using fetching = holdFetching(test.github, shop);
    const pull = await shop.openPullRequest({ head: 'feature', draft: true });
    await fetching.begun();
    await pull.markReady();
    await handled();
    fetching.letGo();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });
});

describe.concurrent('the check of the default branch', () => {
  it('is made anew when it is asked for again, and when its button is pressed', async () => {
    const { shop, settled } = await aCustomer(test, 'branch-again');
    const tip = await shop.push({ files: WRONG });
    await settled();
    const first = checkAt(shop, tip);
    await shop.rerequestRun(first.id);
    await settled();
    const second = checkAt(shop, tip);
    await shop.pressButton(second.id, 're-review', { by: 'mira' });
    await settled();
    const third = checkAt(shop, tip);
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    expect([first, second, third].map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure', 'failure']);
  });

  it('of an older tip comes to its end when a newer one is pushed, which is reviewed after it', async () => {
    const { shop, handled, settled } = await aCustomer(test, 'branch-overtaken');
    using fetching = holdFetching(test.github, shop);
    const first = await shop.push({ files: WRONG });
    await fetching.begun();
    const second = await shop.push({ files: RIGHT });
    await handled();
    fetching.letGo();
    await settled();
    expect(checkAt(shop, first).conclusion).toBe('failure');
    expect(checkAt(shop, second).conclusion).toBe('success');
    const metrics = await test.database.query<{ sha: string }>(
      'select sha from commit_metrics where repository_id = $1 and sha = any($2)',
      [shop.id, [first, second]],
    );
    expect(metrics).toHaveLength(2);
  });
});

it('all of it was as GitHub describes it', () => {
  // Of a fork that is gone GitHub answers null, whatever its description says.
  const surprising = test.github.violations.filter(
    ({ problems }) => !problems.every((problem) => FORK_IS_GONE.test(problem)),
  );
  expect(surprising).toEqual([]);
});
