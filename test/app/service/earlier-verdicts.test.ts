import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ testTimeout: 110_000 });

const RIGHT = { 'web/c.js': 'export const c = 1;\n' };

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '1' } });
});
afterAll(() => test.close());

it('a review that is done anew says so in its check', async () => {
  const { shop, handled, settled } = await aCustomer(test, 'anew');
  await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
  using fetching = holdFetching(test.github, shop);
  const pull = await shop.openPullRequest({ head: 'feature' });
  await fetching.begun();
  const before = checkAt(shop, pull.headSha);
  await pull.comment('/plumbline review', { by: 'mira' });
  const superseded = "select from reviews where repository_id = $1 and state = 'superseded'";
  await handled();
  await untilTrue(async () => (await test.database.query(superseded, [shop.id])).length === 1);
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

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
