import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { GITHUB_PACE } from '../../../github/client/rate-pace.ts';
import { aCustomer, checkAt, shownAt } from '../../support/a-customer.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ testTimeout: 110_000 });

/** A problem that blocks, and one with a fix that is suggested. */
const WRONG = {
  'c.js':
    'import http from "node:http";\nhttp.createServer((request, response) => {\n  debugger;\n  response.end(Buffer.allocUnsafe(8));\n});\n',
};

let test: TestService;
beforeAll(async () => {
  // What notifies people: one at once, and the next one after minutes.
  const content = [{ units: 4, window: 600_000 }];
  test = await startTestService({ pace: { ...GITHUB_PACE, pauseBetweenWrites: 50, poll: 20, content } });
});
afterAll(() => test.close());

it('a check that has ended keeps its verdict while the suggestions wait for a limit', async () => {
  const { shop } = await aCustomer(test, 'limited');
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const pull = await shop.openPullRequest({ head: 'feature' });
  const waiting = `
    select from graphile_worker.jobs
    where task_identifier = 'review' and locked_at is null and run_at > now() + interval '1 minute'`;
  await untilTrue(async () => (await test.database.query(waiting)).length === 1, 60_000);
  expect([shop.state.comments.size, shop.state.reviewComments.size]).toEqual([1, 0]);
  expect(shownAt(shop, pull.headSha)).toEqual([
    ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'],
  ]);
  expect(checkAt(shop, pull.headSha).output.summary).toMatch(/^❌/);
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
