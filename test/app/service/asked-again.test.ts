import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { suiteOutcome } from '../../support/github/state/checks.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '1' } });
});
afterAll(() => test.close());

async function openPullRequest(shop: RepositoryHandle) {
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  return shop.openPullRequest({ head: 'feature' });
}

/** What GitHub shows of all our checks at a commit together. */
function suiteOf(shop: RepositoryHandle, headSha: string) {
  const suite = [...shop.state.checkSuites.values()].find((one) => one.headSha === headSha);
  return suite && suiteOutcome(shop.state, suite);
}

it('a check of a closed pull request that is asked for again ends as it had ended, with why', async () => {
  const { shop, settled } = await aCustomer(test, 'closed-again');
  const pull = await openPullRequest(shop);
  await settled();
  const before = checkAt(shop, pull.headSha);
  const { summary, text } = before.output;
  await pull.close();
  await settled();
  await shop.rerequestRun(before.id);
  await settled();
  await shop.rerequestSuites(pull.headSha);
  await settled();
  expect(suiteOf(shop, pull.headSha)).toEqual({ status: 'completed', conclusion: 'failure' });
  expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  const after = checkAt(shop, pull.headSha);
  expect([after.id, after.annotations.length, after.output.text]).toEqual([before.id, 1, text]);
  expect(after.output.summary).toBe(
    `↪️ **Not reviewed again.** The pull request is closed. What follows is from before.\n\n<!-- plumbline:answer rerun -->\n\n${summary}`,
  );
});

it('one of a head that was pushed over ends as it had ended, and the newer one is reviewed again', async () => {
  const { shop, settled } = await aCustomer(test, 'overtaken-again');
  const pull = await openPullRequest(shop);
  await settled();
  const older = pull.headSha;
  await pull.push({ files: RIGHT });
  await settled();
  const newer = checkAt(shop, pull.headSha).id;
  await shop.rerequestSuites(older);
  await settled();
  expect(suiteOf(shop, older)).toEqual({ status: 'completed', conclusion: 'failure' });
  expect(checkAt(shop, older).output.summary).toContain(
    `**Not reviewed again.** A newer commit is reviewed instead: ${pull.headSha.slice(0, 7)}.`,
  );
  expect(checkAt(shop, pull.headSha).id).not.toBe(newer);
});

it('one whose pull request is closed before the review begins ends, too', async () => {
  const { shop, handled, settled } = await aCustomer(test, 'closed-meanwhile');
  const pull = await openPullRequest(shop);
  await settled();
  // The one place for reviews is taken.
  const other = await aCustomer(test, 'busy');
  using fetching = holdFetching(test.github, other.shop);
  await openPullRequest(other.shop);
  await fetching.begun();
  await shop.rerequestRun(checkAt(shop, pull.headSha).id);
  const waiting =
    "select from reviews where repository_id = $1 and trigger = 'check_run.rerequested' and state = 'queued'";
  await expect.poll(() => test.database.query(waiting, [shop.id]), { timeout: 3_000 }).toHaveLength(1);
  await pull.close();
  await handled();
  fetching.letGo();
  await settled();
  expect(suiteOf(shop, pull.headSha)).toEqual({ status: 'completed', conclusion: 'cancelled' });
  expect(shownAt(shop, pull.headSha)).toEqual([
    ['Plumbline', 'cancelled', 'Not reviewed: The pull request was closed.'],
  ]);
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
