import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requestReconciliation } from '../../../app/upkeep/request-reconciliation.ts';
import { aCustomer, checkAt, hold, holdFetching, shownAt } from '../../support/a-customer.ts';
import type { RecordedCall } from '../../support/github/http/failures.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];

async function openPullRequest(
  shop: RepositoryHandle,
  head = 'feature',
  files: Readonly<Record<string, string>> = WRONG,
) {
  await shop.push({ branch: head, from: 'main', files });
  return shop.openPullRequest({ head });
}

describe('one worker', () => {
  let test: TestService;
  beforeAll(async () => {
    test = await startTestService({ env: { WORKERS: '1' } });
  });
  afterAll(async () => {
    await test.close();
  });

  it('ends the review of an older head though it has no place for another one', async () => {
    const { shop, settled } = await aCustomer(test, 'busy');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    const old = pull.headSha;
    await fetching.begun();
    const head = await pull.push({ files: { 'c.js': 'export const c = 1;\n' } });
    await settled();
    expect(shownAt(shop, old)).toEqual([['Plumbline', 'cancelled', `Superseded by ${head.slice(0, 7)}`]]);
    expect(shownAt(shop, head)).toEqual([FAILED]);
  });

  it('takes up what came last from somebody else before the forty that somebody has waiting', async () => {
    const crowd = await aCustomer(test, 'crowd');
    const lone = await aCustomer(test, 'lone');
    const heads = Array.from({ length: 40 }, (_, at) => `feature-${at}`);
    for (const head of heads) await openPullRequest(crowd.shop, head);
    const pull = await openPullRequest(lone.shop);
    await lone.settled();
    expect(shownAt(lone.shop, pull.headSha)).toEqual([FAILED]);
    const [waiting] = await test.database.query<{ count: number }>(
      `select count(*) from reviews where repository_id = $1 and state = 'queued'`,
      [crowd.shop.id],
    );
    expect(waiting?.count).toBeGreaterThan(20);
    await test.github.installations.uninstall(crowd.installation);
    await crowd.settled();
  });

  it('hears of a pull request while more accounts are looked through than there are places', async () => {
    const { shop, begun, settled } = await aCustomer(test, 'heard');
    const accounts = ['one', 'two', 'three', 'four', 'five'].map((name) => aCustomer(test, `looked-through-${name}`));
    const others = await Promise.all(accounts);
    const isOthers = ({ operationId, path }: RecordedCall) =>
      operationId === 'pulls/list' && path.includes('looked-through');
    using lists = hold(test.github, isOthers, Infinity);
    await test.database.transaction(async (tx) => {
      const wanted = { since: new Date(0), wantedAt: new Date() };
      for (const { installation } of others)
        await requestReconciliation(tx, { ...wanted, installationId: installation.id });
    });
    await lists.begun();
    const pull = await openPullRequest(shop);
    await begun(pull.headSha);
    // None of them is through yet.
    expect(await test.database.query('select from reconciliations')).toHaveLength(others.length);
    lists.letGo();
    await settled();
    for (const other of others) await other.settled();
  });

  it('shows of a commit what its last review came to, also where an earlier one never began and ends later', async () => {
    const busy = await aCustomer(test, 'engaged');
    const { shop, settled } = await aCustomer(test, 'overtaken');
    using fetching = holdFetching(test.github, busy.shop);
    await openPullRequest(busy.shop);
    await fetching.begun();
    // The more of an installation wait, the later the next one runs.
    const one = await openPullRequest(shop, 'one', RIGHT);
    const two = await openPullRequest(shop, 'two', { 'c.js': RIGHT['b.js'] });
    const pull = await openPullRequest(shop, 'three');
    await reviewsAre(['queued', 'queued', 'queued']);
    await one.close();
    await two.close();
    await reviewsAre(['cancelled', 'cancelled', 'queued']);
    await shop.rerequestSuites(pull.headSha);
    await reviewsAre(['cancelled', 'cancelled', 'superseded', 'queued']);
    fetching.letGo();
    await settled();
    await reviewsAre(['cancelled', 'cancelled', 'superseded', 'completed']);
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    await busy.settled();

    async function reviewsAre(states: readonly string[]): Promise<void> {
      await expect
        .poll(() => test.database.query('select state from reviews where repository_id = $1 order by seq', [shop.id]), {
          timeout: 20_000,
        })
        .toEqual(states.map((state) => ({ state })));
    }
  });

  it('all of it was as GitHub describes it', () => {
    expect(test.github.violations).toEqual([]);
  });
});

describe('several workers', () => {
  let test: TestService;
  beforeAll(async () => {
    test = await startTestService({
      only: 'app',
      env: { WORKERS: '3', PLUMBLINE_KEY: randomBytes(32).toString('base64') },
    });
  });
  afterAll(async () => {
    await test.close();
  });

  it('hand back what they have not finished when they are stopped, and another one goes on', async () => {
    const first = await test.startWorker();
    const { shop, settled } = await aCustomer(test, 'handed-back');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    await fetching.begun();
    const { id } = checkAt(shop, pull.headSha);
    await first.stop({ finishWithin: 0 });
    expect(checkAt(shop, pull.headSha)).toMatchObject({ id, status: 'in_progress' });
    const jobs = await test.database.query(
      `select locked_by, attempts from graphile_worker.jobs where task_identifier = 'review'`,
    );
    expect(jobs).toEqual([{ locked_by: null, attempts: 0 }]);
    const second = await test.startWorker();
    await settled();
    expect(checkAt(shop, pull.headSha).id).toBe(id);
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    // It is the other process that serves the report.
    expect((await fetch(checkAt(shop, pull.headSha).detailsUrl ?? '')).status).toBe(200);
    await second.stop();
  });

  it('review a pull request one after the other, however many ask for it at once', async () => {
    const workers = await Promise.all([test.startWorker(), test.startWorker()]);
    const { shop, settled } = await aCustomer(test, 'asked-again');
    const pull = await openPullRequest(shop);
    await settled();
    const { id } = checkAt(shop, pull.headSha);
    await Promise.all(Array.from({ length: 5 }, () => shop.rerequestRun(id)));
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    const ends = await test.database.query<{ state: string }>(
      'select state from reviews where repository_id = $1 order by seq',
      [shop.id],
    );
    expect(ends.length).toBe(6);
    expect(ends.at(-1)).toEqual({ state: 'completed' });
    const overlapping = await test.database.query(
      `select earlier.id from reviews earlier join reviews later on earlier.repository_id = later.repository_id
         and later.started_at > earlier.started_at and later.started_at < earlier.published_at
       where earlier.repository_id = $1`,
      [shop.id],
    );
    expect(overlapping).toEqual([]);
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  it('all of it was as GitHub describes it', () => {
    expect(test.github.violations).toEqual([]);
  });
});
