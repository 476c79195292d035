import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 10, testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '4' } });
});
afterAll(async () => {
  await test.close();
});

describe.concurrent('a push to the default branch', () => {
  it("keeps the commit's metrics, and its check leads to badge and trend", async () => {
    const { shop, settled } = await aCustomer(test, 'metrics');
    const first = await shop.push({ files: WRONG });
    await settled();
    const second = await shop.push({ files: RIGHT });
    await settled();
    expect(shownAt(shop, first).map(([name, conclusion]) => [name, conclusion])).toEqual([['Plumbline', 'failure']]);
    expect(shownAt(shop, second).map(([name, conclusion]) => [name, conclusion])).toEqual([['Plumbline', 'success']]);
    const kept = await test.database.query(
      `select sha, (measures -> 'findings' ->> 'high')::int as high from commit_metrics
       where repository_id = $1 order by committed_at`,
      [shop.id],
    );
    expect(kept).toEqual([
      { sha: first, high: 1 },
      { sha: second, high: 0 },
    ]);
    const { summary } = checkAt(shop, second).output;
    const images = await Promise.all(
      ['badge', 'trend'].map(async (kind) => {
        const [, link = ''] = new RegExp(`(http://[^\\s>)]*/${kind}/[^\\s>)]*\\.svg)`).exec(summary ?? '') ?? [];
        const answer = await fetch(link);
        return [answer.status, answer.headers.get('content-type'), (await answer.text()).includes('<svg')];
      }),
    );
    expect(images).toEqual([
      [200, 'image/svg+xml', true],
      [200, 'image/svg+xml', true],
    ]);
  });

  it('moves the baseline on: its check says what opened and closed since, also when it is asked for again', async () => {
    const { shop, settled } = await aCustomer(test, 'baseline');
    const first = await shop.push({ files: WRONG });
    await settled();
    expect(checkAt(shop, first).output.summary).not.toContain('opened');
    const second = await shop.push({ files: { 'c.js': 'export function c() {\n  debugger;\n}\n' } });
    await settled();
    const third = await shop.push({ files: RIGHT });
    await settled();
    const day = /The oldest open finding dates from \d{1,2} [A-Z][a-z]+ \d{4}\./.source;
    const summaryAt = (sha: string) => checkAt(shop, sha).output.summary ?? '';
    expect(summaryAt(second)).toMatch(
      new RegExp(`Since \`${first.slice(0, 8)}\`: 1 finding opened, 0 closed\\. ${day}`),
    );
    expect(summaryAt(third)).toMatch(
      new RegExp(`Since \`${second.slice(0, 8)}\`: 0 findings opened, 1 closed\\. ${day}`),
    );
    await shop.rerequestRun(checkAt(shop, third).id, { by: 'mira' });
    await settled();
    expect(summaryAt(third)).toContain(`Since \`${second.slice(0, 8)}\`: 0 findings opened, 1 closed.`);
  });

  it('to another branch is none of it', async () => {
    const { shop, settled } = await aCustomer(test, 'other-branch');
    const sha = await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    await settled();
    expect(shownAt(shop, sha)).toEqual([]);
  });
});

describe.concurrent('a merge group', () => {
  it('with the tree of its pull request is answered from that review', async () => {
    const { shop, settled } = await aCustomer(test, 'same-tree');
    await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    const group = await shop.requestMergeGroup({ pullRequest: pull.number });
    await settled();
    expect(shownAt(shop, group)).toEqual([['Plumbline', 'success', 'No new problems.']]);
    expect(checkAt(shop, group).output.summary).toContain(
      `Reused from \`${pull.headSha.slice(0, 8)}\`: it has the same tree.`,
    );
  });

  it('with another tree is reviewed anew', async () => {
    const { shop, settled } = await aCustomer(test, 'other-tree');
    await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    await shop.push({ files: { 'c.js': 'export const c = 1;\n' } });
    const group = await shop.requestMergeGroup({ pullRequest: pull.number });
    await settled();
    expect(shownAt(shop, group)).toEqual([['Plumbline', 'success', 'No new problems.']]);
    expect(checkAt(shop, group).output.summary).not.toContain('Reused');
  });

  it('with the tree of its pull request is reviewed anew where that went by another configuration', async () => {
    const strict = { '.plumbline.yml': 'version: 1\n' };
    const { shop, settled } = await aCustomer(test, 'lax-for-a-moment', {
      files: { 'a.js': 'export const a = 1;\n', ...strict },
    });
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    await shop.push({ files: { '.plumbline.yml': 'rules:\n  eslint/no-debugger: off\n' } });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([['Plumbline', 'success', 'No new problems.']]);
    await shop.push({ files: strict });
    const group = await shop.requestMergeGroup({ pullRequest: pull.number });
    await settled();
    expect(shownAt(shop, group).map(([, conclusion]) => conclusion)).toEqual(['failure']);
  });

  it('with another tree leaves out what was accepted in its pull request, also when it is asked for again', async () => {
    const { shop, settled } = await aCustomer(test, 'accepted');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    const [fingerprint = ''] = /[0-9a-f]{32}/.exec(checkAt(shop, pull.headSha).annotations[0]?.raw_details ?? '') ?? [];
    await pull.comment(`/plumbline ignore ${fingerprint} a debugging aid`, { by: 'mira' });
    await settled();
    await shop.push({ files: { 'c.js': 'export const c = 1;\n' } });
    const group = await shop.requestMergeGroup({ pullRequest: pull.number });
    await settled();
    expect(shownAt(shop, group)).toEqual([['Plumbline', 'success', 'No new problems.']]);
    await shop.rerequestRun(checkAt(shop, group).id, { by: 'mira' });
    await settled();
    expect(shownAt(shop, group)).toEqual([['Plumbline', 'success', 'No new problems.']]);
    expect([...shop.state.checkRuns.values()].filter(({ headSha }) => headSha === group)).toHaveLength(2);
  });

  it('that is merged during its review leaves a check of the branch, which has metrics', async () => {
    const { shop, settled } = await aCustomer(test, 'merged-group');
    await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await shop.push({ files: { 'c.js': 'export const c = 1;\n' } });
    await settled();
    using fetching = holdFetching(test.github, shop);
    const group = await shop.requestMergeGroup({ pullRequest: pull.number });
    await fetching.begun();
    await shop.mergeMergeGroup(group);
    await settled();
    const checks = [...shop.state.checkRuns.values()].filter(({ headSha }) => headSha === group);
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'success']);
    const metrics = await test.database.query('select from commit_metrics where repository_id = $1 and sha = $2', [
      shop.id,
      group,
    ]);
    expect(metrics).toHaveLength(1);
  });

  it('that is destroyed during its review has a check that ends', async () => {
    const { shop, installation, settled } = await aCustomer(test, 'destroyed');
    await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    await shop.push({ files: { 'c.js': 'export const c = 1;\n' } });
    await settled();
    using fetching = holdFetching(test.github, shop);
    const group = await shop.requestMergeGroup({ pullRequest: pull.number });
    await fetching.begun();
    const requested = test.github.webhooks.deliveries.findLast(
      ({ event, repositoryId }) => event === 'merge_group' && repositoryId === shop.id,
    );
    const payload = { ...requested!.payload, action: 'destroyed', reason: 'dequeued' };
    await test.github.deliver('merge_group', payload, installation);
    await settled();
    expect(shownAt(shop, group)).toEqual([['Plumbline', 'cancelled', 'Not reviewed: The merge group is gone.']]);
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
