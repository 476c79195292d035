import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ maxConcurrency: 10, testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const UNSAFE = {
  'c.js': 'import http from "node:http";\nhttp.createServer((q, res) => {\n  res.end(Buffer.allocUnsafe(8));\n});\n',
};
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];
const ALL = {
  metadata: 'read',
  contents: 'write',
  checks: 'write',
  pull_requests: 'write',
  statuses: 'write',
} as const;

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ enterprise: true, env: { WORKERS: '4' } });
});
afterAll(async () => {
  await test.close();
});

async function openPullRequest(shop: RepositoryHandle, files: Readonly<Record<string, string>> = WRONG) {
  await shop.push({ branch: 'feature', from: 'main', files });
  return shop.openPullRequest({ head: 'feature' });
}

function own(shop: RepositoryHandle): (string | undefined)[] {
  return [...shop.state.comments.values()]
    .filter(({ author }) => author.type === 'Bot')
    .map(({ body }) => body.trim().split('\n')[0]);
}

function statusesAt(shop: RepositoryHandle, head: string): string[][] {
  return shop.state.statuses.filter(({ sha }) => sha === head).map(({ context, state }) => [context, state]);
}

describe.concurrent('on an Enterprise Server', () => {
  it('with everything granted', async () => {
    const { shop, settled } = await aCustomer(test, 'enterprise');
    const pull = await openPullRequest(shop, { ...WRONG, ...UNSAFE });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    // Nobody can be booked.
    expect(checkAt(shop, pull.headSha).actions.map(({ identifier }) => identifier)).toEqual(['fix', 're-review']);
    expect(own(shop)).toEqual(['### ❌ 1 new high-severity problem blocks this change.']);
    expect([...shop.state.reviewComments.values()].map(({ path }) => path)).toContain('c.js');
  });

  it('without checks there is a commit status, and a check as soon as that is granted', async () => {
    const { checks: _, ...permissions } = ALL;
    const { shop, installation, settled } = await aCustomer(test, 'statuses', { permissions });
    const pull = await openPullRequest(shop);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([]);
    expect(statusesAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'pending'],
      ['Plumbline', 'failure'],
    ]);
    await test.github.installations.changePermissions(installation, ALL);
    const second = await pull.push({ files: RIGHT });
    await settled();
    expect(shownAt(shop, second)).toEqual([['Plumbline', 'success', 'No new problems.']]);
  });

  it('without checks for a moment, the one that was begun ends', async () => {
    const { shop, settled } = await aCustomer(test, 'moment');
    // The first refusal is not believed.
    test.github.failNext(
      ({ operationId, path }) => operationId === 'checks/get' && path.includes(`/${shop.fullName}/`),
      { kind: 'status', status: 404 },
      2,
    );
    const pull = await openPullRequest(shop);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect(statusesAt(shop, pull.headSha)).toEqual([['Plumbline', 'failure']]);
  });

  it('with checks taken away during a review there is a commit status, and the check ends once they are granted again', async () => {
    const { checks: _, ...permissions } = ALL;
    const { shop, installation, settled } = await aCustomer(test, 'withdrawn');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    await fetching.begun();
    await test.github.installations.changePermissions(installation, permissions);
    fetching.letGo();
    await untilTrue(() => statusesAt(shop, pull.headSha).some(([, state]) => state === 'failure'), 60_000);
    expect([...shop.state.checkRuns.values()].map(({ status }) => status)).toEqual(['in_progress']);
    await test.github.installations.changePermissions(installation, ALL);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('without the code nothing is green', async () => {
    const { contents: _, ...permissions } = ALL;
    const { shop, settled } = await aCustomer(test, 'blind', { permissions });
    const pull = await openPullRequest(shop, RIGHT);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([['Plumbline', 'neutral', 'Not reviewed: the review failed']]);
    expect(checkAt(shop, pull.headSha).output.summary).toContain(
      'Plumbline may not read the code: it needs the permission `contents: read`.',
    );
  });

  it('with the right to change code taken away it says so when a fix is asked for', async () => {
    const { shop, installation, settled } = await aCustomer(test, 'read-only');
    const pull = await openPullRequest(shop, UNSAFE);
    await settled();
    const before = pull.headSha;
    await test.github.installations.changePermissions(installation, { ...ALL, contents: 'read' });
    await shop.pressButton(checkAt(shop, before).id, 'fix', { by: 'mira' });
    await settled();
    expect(pull.headSha).toBe(before);
    expect(own(shop)).toEqual([
      '⚠️ **Nothing was committed.** GitHub does not permit it: the App has no write access to the content of this repository, or the branch is protected.',
    ]);
  });

  it('without pull requests being writable the check alone tells', async () => {
    const { shop, settled } = await aCustomer(test, 'mute', { permissions: { ...ALL, pull_requests: 'read' } });
    const pull = await openPullRequest(shop, { ...WRONG, ...UNSAFE });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect(own(shop)).toEqual([]);
    expect([...shop.state.reviewComments.values()]).toEqual([]);
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
