import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { enqueue } from '../../../database/queue.ts';
import { aCustomer, checkAt, holdFetching, shownAt, type Customer, type HeldCall } from '../../support/a-customer.ts';
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

let opened = 0;

/** The one place for reviews is taken until it is let go. */
async function takeThePlace(): Promise<HeldCall> {
  const { shop } = other;
  const branch = `feature-${++opened}`;
  const place = holdFetching(test.github, shop);
  await shop.push({ branch, from: 'main', files: { 'd.js': `export const d = ${opened};\n` } });
  await shop.openPullRequest({ head: branch });
  await place.begun();
  return place;
}

it('the verdict on another base does not stay while the review waits for its turn, and neither do those on projects', async () => {
  const projects = 'version: 1\nprojects:\n  - { name: web, paths: [web/**] }\n';
  const { shop, settled } = await aCustomer(test, 'retargeted');
  await shop.push({ branch: 'next', from: 'main', files: { ...WRONG, '.plumbline.yml': projects } });
  await shop.push({ branch: 'feature', from: 'next', files: RIGHT });
  const pull = await shop.openPullRequest({ head: 'feature', base: 'next' });
  await settled();
  expect(shownAt(shop, pull.headSha).map(([name, conclusion]) => [name, conclusion])).toEqual([
    ['Plumbline', 'success'],
    ['Plumbline / web', 'success'],
  ]);
  using place = await takeThePlace();
  await pull.edit({ base: 'main' });
  await untilTrue(() => shownAt(shop, pull.headSha).every(([, conclusion]) => conclusion === null));
  expect(shownAt(shop, pull.headSha)).toEqual([WAITS, ['Plumbline / web', null, 'The review waits for its turn']]);
  expect(checkAt(shop, pull.headSha).status).toBe('queued');
  place.letGo();
  await settled();
  // The configuration of the new base has no projects.
  expect(shownAt(shop, pull.headSha)).toEqual([
    FAILED,
    ['Plumbline / web', 'neutral', 'Not reviewed: The configuration has no such project.'],
  ]);
});

it("a draft's neutral check does not stay when it is ready; an announcement that comes twice, or late, is none", async () => {
  const { shop, settled } = await aCustomer(test, 'made-ready');
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const pull = await shop.openPullRequest({ head: 'feature', draft: true });
  await settled();
  using place = await takeThePlace();
  await pull.markReady();
  await untilTrue(() => checkAt(shop, pull.headSha).status === 'queued');
  const announced = checkAt(shop, pull.headSha);
  const announceAgain = () =>
    enqueue(test.database, { task: 'announce-review', payload: { reviewId: announced.externalId } });
  await announceAgain();
  const announcing = "select from graphile_worker.jobs where task_identifier = 'announce-review'";
  await untilTrue(async () => (await test.database.query(announcing)).length === 0);
  place.letGo();
  await settled();
  await announceAgain();
  await settled();
  expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  // The review took it over.
  expect(checkAt(shop, pull.headSha).id).toBe(announced.id);
});

it('what was announced ends where the pull request is closed, or pushed over, before its turn', async () => {
  const { shop, handled, settled } = await aCustomer(test, 'never-begun');
  await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
  const pull = await shop.openPullRequest({ head: 'feature' });
  await settled();
  const first = pull.headSha;
  using firstTime = await takeThePlace();
  await shop.rerequestRun(checkAt(shop, first).id);
  await untilTrue(() => checkAt(shop, first).status === 'queued');
  const second = await pull.push({ files: { 'web/c.js': 'export const c = 2;\n' } });
  await handled();
  firstTime.letGo();
  await settled();
  expect(shownAt(shop, first)).toEqual([['Plumbline', 'cancelled', `Superseded by ${second.slice(0, 7)}`]]);
  using secondTime = await takeThePlace();
  await shop.rerequestRun(checkAt(shop, second).id);
  await untilTrue(() => checkAt(shop, second).status === 'queued');
  await pull.close();
  await handled();
  secondTime.letGo();
  await settled();
  expect(shownAt(shop, second)).toEqual([['Plumbline', 'cancelled', 'Not reviewed: The pull request was closed.']]);
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
