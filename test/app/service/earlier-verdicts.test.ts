import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  aCustomer,
  checkAt,
  hold,
  holdFetching,
  shownAt,
  type Customer,
  type HeldCall,
} from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ testTimeout: 110_000 });

const WRONG = { 'web/b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'web/c.js': 'export const c = 1;\n' };
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];
const WAITS = ['Plumbline', null, 'The review waits for its turn'];

let test: TestService;
let other: Customer;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '1' } });
  other = await aCustomer(test, 'other');
});
afterAll(() => test.close());

/** A branch `feature` that brings a problem to `main`, and none to `next`, which has it already. */
async function branches(shop: RepositoryHandle): Promise<void> {
  await shop.push({ branch: 'next', from: 'main', files: WRONG });
  await shop.push({ branch: 'feature', from: 'next', files: RIGHT });
}

let opened = 0;

/** Another review is next in the one place for reviews, and keeps it until it is let go. */
async function takeTheNextPlace(): Promise<HeldCall> {
  const { shop, handled } = other;
  const branch = `feature-${++opened}`;
  const place = holdFetching(test.github, shop);
  await shop.push({ branch, from: 'main', files: { 'd.js': `export const d = ${opened};\n` } });
  await shop.openPullRequest({ head: branch });
  await handled();
  return place;
}

/** The review of the repository has come to its verdict, and GitHub is about to be told. */
function holdVerdict({ fullName }: RepositoryHandle): HeldCall {
  return hold(test.github, ({ operationId, path }) => operationId === 'checks/get' && path.includes(fullName));
}

function superseded({ id }: RepositoryHandle): Promise<unknown[]> {
  return test.database.query("select from reviews where repository_id = $1 and state = 'superseded'", [id]);
}

it('a verdict that is on its way to GitHub when the base changes does not count while the new review waits', async () => {
  const { shop, handled, settled } = await aCustomer(test, 'on-its-way');
  await branches(shop);
  using verdict = holdVerdict(shop);
  const pull = await shop.openPullRequest({ head: 'feature', base: 'next' });
  await verdict.begun();
  using place = await takeTheNextPlace();
  await pull.edit({ base: 'main' });
  await handled();
  verdict.letGo();
  await place.begun();
  await untilTrue(() => shownAt(shop, pull.headSha)[0]?.[1] === null);
  expect(shownAt(shop, pull.headSha)).toEqual([WAITS]);
  place.letGo();
  await settled();
  expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
});

it('neither does it, nor those on projects, while the review of another pull request with the same head waits', async () => {
  const projects = 'version: 1\nprojects:\n  - { name: web, paths: [web/**] }\n';
  const files = { 'a.js': 'export const a = 1;\n', '.plumbline.yml': projects };
  const { shop, handled, settled } = await aCustomer(test, 'same-head', { files });
  await branches(shop);
  using verdict = holdVerdict(shop);
  const pull = await shop.openPullRequest({ head: 'feature', base: 'next' });
  await verdict.begun();
  using place = await takeTheNextPlace();
  await shop.moveBranch('copy', pull.headSha);
  await shop.openPullRequest({ head: 'copy' });
  await handled();
  verdict.letGo();
  await place.begun();
  await untilTrue(() => shownAt(shop, pull.headSha)[0]?.[1] === null);
  expect(shownAt(shop, pull.headSha)).toEqual([WAITS]);
  place.letGo();
  await settled();
  expect(shownAt(shop, pull.headSha).map(([name, conclusion]) => [name, conclusion])).toEqual([
    ['Plumbline', 'failure'],
    ['Plumbline / web', 'failure'],
  ]);
});

it('a review that is done anew says so in its check', async () => {
  const { shop, handled, settled } = await aCustomer(test, 'anew');
  await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
  using fetching = holdFetching(test.github, shop);
  const pull = await shop.openPullRequest({ head: 'feature' });
  await fetching.begun();
  const before = checkAt(shop, pull.headSha);
  await pull.comment('/plumbline review', { by: 'mira' });
  await handled();
  await untilTrue(async () => (await superseded(shop)).length === 1);
  fetching.letGo();
  await settled();
  expect(shownAt(shop, pull.headSha)).toEqual([['Plumbline', 'success', 'No new problems.']]);
  const { conclusion, output } = shop.state.checkRuns.get(before.id) ?? before;
  expect([conclusion, output.title, output.summary]).toEqual([
    'cancelled',
    'Superseded: this commit is reviewed anew',
    '↪️ **Superseded.** This commit is reviewed anew: see its latest check.\n',
  ]);
});

it('one that is done anew while another pull request with the same head waits ends, too', async () => {
  const { shop, handled, settled } = await aCustomer(test, 'anew-beside');
  await branches(shop);
  using fetching = holdFetching(test.github, shop);
  const pull = await shop.openPullRequest({ head: 'feature', base: 'next' });
  await fetching.begun();
  const before = checkAt(shop, pull.headSha);
  await shop.moveBranch('copy', pull.headSha);
  await shop.openPullRequest({ head: 'copy' });
  await handled();
  await pull.comment('/plumbline review', { by: 'mira' });
  await handled();
  await untilTrue(async () => (await superseded(shop)).length === 1);
  fetching.letGo();
  await settled();
  const { conclusion, output } = shop.state.checkRuns.get(before.id) ?? before;
  expect([conclusion, output.title]).toEqual(['cancelled', 'Superseded: this commit is reviewed anew']);
  expect(shownAt(shop, pull.headSha).map(([name, shown]) => [name, shown])).toEqual([['Plumbline', 'failure']]);
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
