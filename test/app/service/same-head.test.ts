import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, holdFetching, shownAt, type Customer } from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ maxConcurrency: 3, testTimeout: 110_000 });

const WRONG = { 'web/b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'web/c.js': 'export const c = 1;\n' };
const PROBLEM = '1 new high-severity problem blocks this change.';
const FAILED = ['Plumbline', 'failure', PROBLEM];
const PASSED = ['Plumbline', 'success', 'No new problems.'];

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '2' } });
});
afterAll(() => test.close());

/** A branch `feature` that brings a problem to `main`, and none to `staging`, which has it already. */
async function branches({ shop }: Customer): Promise<void> {
  await shop.push({ branch: 'staging', from: 'main', files: WRONG });
  await shop.push({ branch: 'feature', from: 'staging', files: RIGHT });
}

/** All that were made, the oldest first. */
function checksAt({ state }: RepositoryHandle, headSha: string): (string | null)[] {
  return [...state.checkRuns.values()].filter((run) => run.headSha === headSha).map(({ conclusion }) => conclusion);
}

describe.concurrent('a commit that is the head of two pull requests', () => {
  it('shows the gravest verdict, whichever came last, and whose it is', async () => {
    const customer = await aCustomer(test, 'gravest');
    const { shop, settled } = customer;
    await branches(customer);
    const grave = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, grave.headSha)).toEqual([FAILED]);
    await shop.moveBranch('copy', grave.headSha);
    const light = await shop.openPullRequest({ head: 'copy', base: 'staging' });
    await settled();
    const led = ['Plumbline', 'failure', `#${grave.number} into main: ${PROBLEM}`];
    expect(shownAt(shop, grave.headSha)).toEqual([led]);

    // 1. The graver one is closed, and opened again: neither is a new review.
    await grave.close();
    await settled();
    expect(shownAt(shop, light.headSha)).toEqual([PASSED]);
    await grave.reopen();
    await settled();
    expect(shownAt(shop, light.headSha)).toEqual([led]);

    // 2. Its head moves on.
    const next = await grave.push({ files: { 'web/b.js': 'export const b = 1;\n' } });
    await settled();
    expect(shownAt(shop, light.headSha)).toEqual([PASSED]);
    expect(shownAt(shop, next)).toEqual([PASSED]);
  });

  it('shows it when both are reviewed at the same time', async () => {
    const customer = await aCustomer(test, 'at-once');
    const { shop, settled } = customer;
    await branches(customer);
    const [light, grave] = await Promise.all([
      shop.openPullRequest({ head: 'feature', base: 'staging' }),
      shop.openPullRequest({ head: 'feature' }),
    ]);
    await settled();
    expect(shownAt(shop, light.headSha)).toEqual([
      ['Plumbline', 'failure', expect.stringMatching(new RegExp(`^(#${grave.number} into main: )?1 new high`))],
    ]);
    expect(checksAt(shop, light.headSha)).toEqual(['failure', 'failure']);
  });

  it('does not pass while one of them is still reviewed', async () => {
    const customer = await aCustomer(test, 'one-waits');
    const { shop, settled } = customer;
    await branches(customer);
    using fetching = holdFetching(test.github, shop);
    const grave = await shop.openPullRequest({ head: 'feature' });
    await fetching.begun();
    const light = await shop.openPullRequest({ head: 'feature', base: 'staging' });
    const seen = new Set<string | null>();
    const look = setInterval(() => shownAt(shop, light.headSha).forEach(([, conclusion]) => seen.add(conclusion)), 20);
    // Both are under way: they fetch one after the other, as they are of one repository.
    await untilTrue(() => checksAt(shop, light.headSha).length === 2);
    fetching.letGo();
    await settled();
    clearInterval(look);
    expect([...seen].filter((conclusion) => conclusion !== null)).toEqual(['failure']);
    expect(shownAt(shop, light.headSha)).toEqual([['Plumbline', 'failure', `#${grave.number} into main: ${PROBLEM}`]]);
  });

  it('shows what is left where the later one is closed during its review', async () => {
    const customer = await aCustomer(test, 'later-closed');
    const { shop, settled } = customer;
    await branches(customer);
    const left = await shop.openPullRequest({ head: 'feature', base: 'staging' });
    await settled();
    using fetching = holdFetching(test.github, shop);
    const closed = await shop.openPullRequest({ head: 'feature' });
    await fetching.begun();
    expect(shownAt(shop, left.headSha).map(([, conclusion]) => conclusion)).toEqual([null]);
    await closed.close();
    await settled();
    expect(shownAt(shop, left.headSha)).toEqual([
      ['Plumbline', 'success', `#${left.number} into staging: No new problems.`],
    ]);
  });

  it('shows the gravest verdict on each project', async () => {
    const projects = 'version: 1\nprojects:\n  - { name: web, paths: [web/**] }\n';
    const customer = await aCustomer(test, 'of-projects', { files: { 'a.js': 'a();\n', '.plumbline.yml': projects } });
    const { shop, settled } = customer;
    await branches(customer);
    const grave = await shop.openPullRequest({ head: 'feature' });
    await settled();
    const before = shownAt(shop, grave.headSha);
    expect(before.map(([name, conclusion]) => [name, conclusion])).toEqual([
      ['Plumbline', 'failure'],
      ['Plumbline / web', 'failure'],
    ]);
    const light = await shop.openPullRequest({ head: 'feature', base: 'staging' });
    await settled();
    expect(shownAt(shop, light.headSha)).toEqual(
      before.map(([name, conclusion, title]) => [name, conclusion, `#${grave.number} into main: ${title}`]),
    );
    await grave.close();
    await settled();
    expect(shownAt(shop, light.headSha).map(([name, conclusion]) => [name, conclusion])).toEqual([
      ['Plumbline', 'success'],
      ['Plumbline / web', 'success'],
    ]);
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
