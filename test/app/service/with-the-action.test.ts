import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import { claimsOf } from '../../support/a-run.ts';
import { pullRequestEvent, pushEvent, runAction, type ActionEvent } from '../../support/an-action-run.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startOidcDouble, type OidcDouble } from '../../support/oidc-double.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 4, testTimeout: 110_000 });

const CODE = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const LCOV = 'SF:b.js\nDA:1,1\nDA:2,0\nend_of_record\n';
const UNCOVERED = [['Plumbline', 'success', '1 new problem; it does not block this change.']];

let oidc: OidcDouble;
let test: TestService;
beforeAll(async () => {
  oidc = await startOidcDouble();
  test = await startTestService({ env: { WORKERS: '4', ACTIONS_OIDC_ISSUER: oidc.issuer } });
  // What GitHub Actions is told as an App is not for us.
  const { id } = test.github.addApp('github-actions', 15368);
  test.github.webhooks.targets.set(id, { url: 'http://127.0.0.1:9', secret: 'none' });
});
afterAll(async () => {
  await test.close();
  await oidc.close();
});

/** The Action in a workflow that made coverage before, and that knows the App. */
function act(shop: RepositoryHandle, event: ActionEvent, pull?: number) {
  const run = { shop, sha: event.sha, ...(pull !== undefined && { pull }) };
  return runAction(test.github, shop, {
    event,
    inputs: { 'app-url': `${test.service.url}/`, coverage: 'lcov.info' },
    made: { 'lcov.info': LCOV },
    env: oidc.jobMayAsk(claimsOf(run)),
  });
}

function namesAt({ state }: RepositoryHandle, headSha: string): (string | null)[] {
  return [...state.checkRuns.values()].filter((run) => run.headSha === headSha).map(({ conclusion }) => conclusion);
}

describe.concurrent('the Action where the App is installed', () => {
  it('leaves the check to it, which shows what the job measured; both come to the same', async () => {
    const { shop, settled } = await aCustomer(test, 'together');
    await shop.push({ branch: 'feature', from: 'main', files: CODE });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    const run = await act(shop, await pullRequestEvent(test.github, shop, pull.number), pull.number);
    expect(run.code).toBe(0);
    expect(run.log).not.toMatch(/^::(warning|error)/m);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual(UNCOVERED);
    // Each is a review of the App: before it knew of the coverage, and after.
    expect(namesAt(shop, pull.headSha)).toEqual(['success', 'success']);
    const { summary } = checkAt(shop, pull.headSha).output;
    expect(summary).toContain('**Coverage**: 50 % of the changed lines (1 of 2), 50 % of all lines.');
    const [, link = ''] = /\[JSON\]\(<([^>]*)>\)/.exec(summary ?? '') ?? [];
    const { findings, coverage, verdict } = (await (await fetch(link)).json()) as Record<string, unknown>;
    expect({ findings, coverage, verdict }).toEqual(pick(JSON.parse(run.report ?? '{}') as Record<string, unknown>));
    // The workflow runs again: nothing has changed.
    await act(shop, await pullRequestEvent(test.github, shop, pull.number), pull.number);
    await settled();
    expect(namesAt(shop, pull.headSha).length).toBe(2);
  });

  it('may be ahead of the webhook', async () => {
    const { shop, settled } = await aCustomer(test, 'ahead');
    await shop.push({ branch: 'feature', from: 'main', files: CODE });
    using fetching = holdFetching(test.github, shop);
    const pull = await shop.openPullRequest({ head: 'feature' });
    await fetching.begun();
    await act(shop, await pullRequestEvent(test.github, shop, pull.number), pull.number);
    fetching.letGo();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual(UNCOVERED);
    expect(namesAt(shop, pull.headSha).filter((conclusion) => conclusion === null)).toEqual([]);
  });

  it('measures a push to the default branch', async () => {
    const { shop, settled } = await aCustomer(test, 'pushed');
    const before = await shop.tip();
    const after = await shop.push({ files: CODE });
    await settled();
    const run = await act(shop, pushEvent(shop, { before, after }));
    expect(run.log).not.toMatch(/^::(warning|error)/m);
    await settled();
    expect(namesAt(shop, after).length).toBe(2);
    expect(checkAt(shop, after).output.summary).toContain('50 % of all lines');
  });

  it('shows the check by itself where the App is not installed', async () => {
    const shop = await test.github.createRepository('stranger/shop', { files: { 'a.js': 'export const a = 1;\n' } });
    await shop.push({ branch: 'feature', from: 'main', files: CODE });
    const pull = await shop.openPullRequest({ head: 'feature' });
    const run = await act(shop, await pullRequestEvent(test.github, shop, pull.number), pull.number);
    expect(run.code).toBe(0);
    expect(run.log).toContain('The App is not installed on stranger/shop');
    expect(shownAt(shop, pull.headSha)).toEqual(UNCOVERED);
    expect(namesAt(shop, pull.headSha)).toEqual(['success']);
  });
});

function pick({ findings, coverage, verdict }: Record<string, unknown>) {
  return { findings, coverage, verdict };
}

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
