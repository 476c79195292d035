import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, holdFetching, shownAt } from '../../support/a-customer.ts';
import type { Delivery } from '../../support/github/webhooks/sender.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ maxConcurrency: 10, testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const RIGHT = { 'b.js': 'export function b() {\n  return 1;\n}\n' };
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];
const PASSED = ['Plumbline', 'success', 'No new problems.'];

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '4' } });
});
afterAll(async () => {
  await test.close();
});

describe.concurrent('a pull request', () => {
  it('is reviewed when it is opened', async () => {
    const { shop, settled } = await aCustomer(test, 'opened');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('is reviewed when it is pushed to', async () => {
    const { shop, settled } = await aCustomer(test, 'pushed');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    const first = pull.headSha;
    await settled();
    const second = await pull.push({ files: RIGHT });
    await settled();
    expect(shownAt(shop, first)).toEqual([FAILED]);
    expect(shownAt(shop, second)).toEqual([PASSED]);
  });

  it('is reviewed anew when it was reopened with another head', async () => {
    const { shop, settled } = await aCustomer(test, 'reopened');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    await pull.close();
    const head = await shop.push({ branch: 'feature', files: RIGHT });
    pull.state.headSha = head;
    await pull.reopen();
    await settled();
    expect(shownAt(shop, head)).toEqual([PASSED]);
  });

  it('is not reviewed as a draft, and says so; then it is ready', async () => {
    const { shop, settled } = await aCustomer(test, 'draft');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature', draft: true });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'neutral', 'Not reviewed: It is a draft: it is reviewed once it is ready.'],
    ]);
    await pull.markReady();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('is not reviewed for a bot where the configuration says so', async () => {
    const files = { 'a.js': 'export const a = 1;\n', '.plumbline.yml': 'pullRequests:\n  bots: false\n' };
    const { shop, settled } = await aCustomer(test, 'bot', { files });
    test.github.account('renovate[bot]', 'Bot');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature', by: 'renovate[bot]' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'neutral', 'Not reviewed: A bot opened it, and the configuration leaves bots out.'],
    ]);
  });

  it('is reviewed against its new base when that was changed', async () => {
    const { shop, settled } = await aCustomer(test, 'edited');
    await shop.push({ branch: 'next', from: 'main', files: WRONG });
    await shop.push({ branch: 'feature', from: 'next', files: { 'c.js': 'export const c = 1;\n' } });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    await pull.edit({ base: 'next' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
  });

  it('is passed over by a label, and reviewed once that is taken away', async () => {
    const files = {
      'a.js': 'export const a = 1;\n',
      '.plumbline.yml': 'pullRequests:\n  labels:\n    skip: [wip]\n',
    };
    const { shop, settled } = await aCustomer(test, 'labelled', { files });
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature', draft: true });
    await pull.label('wip');
    await pull.markReady();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([['Plumbline', 'neutral', 'Not reviewed: It has the label "wip".']]);
    await pull.unlabel('wip');
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('that is closed during its review has a check that ends', async () => {
    const { shop, settled } = await aCustomer(test, 'closed');
    using fetching = holdFetching(test.github, shop);
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await fetching.begun();
    await pull.close();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'cancelled', 'Not reviewed: The pull request was closed.'],
    ]);
    expect([...shop.state.comments.values()]).toEqual([]);
  });

  it('from a fork is reviewed', async () => {
    const { shop, settled } = await aCustomer(test, 'forked');
    const fork = await shop.fork('visitor');
    await fork.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'visitor:feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    const second = await pull.push({ files: RIGHT });
    await settled();
    expect(shownAt(shop, second)).toEqual([PASSED]);
  });

  it('from a fork of a private repository is reviewed', async () => {
    const { shop, settled } = await aCustomer(test, 'private-fork', { private: true });
    const fork = await shop.fork('guest');
    await fork.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'guest:feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('that is pushed to by force during a review shows the new head, and the old one as superseded', async () => {
    const { shop, settled } = await aCustomer(test, 'forced');
    using fetching = holdFetching(test.github, shop);
    await shop.push({ branch: 'feature', from: 'main', files: { ...WRONG, 'c.js': WRONG['b.js'] } });
    const pull = await shop.openPullRequest({ head: 'feature' });
    const old = pull.headSha;
    await fetching.begun();
    const head = await pull.forcePush({ files: WRONG });
    await settled();
    expect(shownAt(shop, old)).toEqual([['Plumbline', 'cancelled', `Superseded by ${head.slice(0, 7)}`]]);
    expect(shownAt(shop, head)).toEqual([FAILED]);
    expect([...shop.state.comments.values()].map(({ body }) => body.split('\n')[0])).toEqual([
      '### ❌ 1 new high-severity problem blocks this change.',
    ]);
  });

  it('that is pushed to twice within a second ends with the last one', async () => {
    const { shop, settled } = await aCustomer(test, 'hasty');
    await shop.push({ branch: 'feature', from: 'main', files: RIGHT });
    const pull = await shop.openPullRequest({ head: 'feature' });
    const first = pull.push({ files: { 'c.js': 'export const c = 1;\n' } });
    const told = ({ action, repositoryId }: Delivery) => action === 'synchronize' && repositoryId === shop.id;
    await untilTrue(() => test.github.webhooks.deliveries.some(told));
    const [, second] = await Promise.all([first, pull.push({ files: WRONG })]);
    await settled();
    expect(shownAt(shop, second)).toEqual([FAILED]);
    expect([...shop.state.comments.values()].length).toBe(1);
  });

  it('is reviewed once where a webhook comes twice', async () => {
    const { shop, settled } = await aCustomer(test, 'twice');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    const [opened] = test.github.webhooks.deliveries.filter(
      ({ event, action, repositoryId }) => repositoryId === shop.id && event === 'pull_request' && action === 'opened',
    );
    const again = test.github.webhooks.redeliver(opened!);
    await again.done;
    expect(again.statusCode).toBe(202);
    await settled();
    await test.github.webhooks.redeliver(opened!).done;
    await settled();
    const runs = [...shop.state.checkRuns.values()].filter(({ headSha }) => headSha === pull.headSha);
    expect(runs.map(({ name, conclusion }) => [name, conclusion])).toEqual([['Plumbline', 'failure']]);
  });

  it('is reviewed once more when its check is asked for again', async () => {
    const { shop, settled } = await aCustomer(test, 'again');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    const first = checkAt(shop, pull.headSha);
    await shop.rerequestRun(first.id);
    await settled();
    const second = checkAt(shop, pull.headSha);
    expect(second.id).not.toBe(first.id);
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    await shop.rerequestSuites(pull.headSha);
    await settled();
    const third = checkAt(shop, pull.headSha);
    expect(third.id).not.toBe(second.id);
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect([...shop.state.comments.values()].length).toBe(1);
  });

  it('has a check for each project of a monorepo', async () => {
    const files = {
      'shop/a.js': 'export const a = 1;\n',
      '.plumbline.yml': 'projects:\n  - { name: shop, paths: [shop] }\n  - { name: mail, paths: [mail] }\n',
    };
    const { shop, settled } = await aCustomer(test, 'monorepo', { files });
    await shop.push({ branch: 'feature', from: 'main', files: { 'shop/b.js': WRONG['b.js'] } });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([
      FAILED,
      ['Plumbline / mail', 'success', 'Nothing of mail was changed'],
      ['Plumbline / shop', 'failure', '1 new high-severity problem; none allowed.'],
    ]);
  });

  it('cannot be judged where the configuration of its base is broken', async () => {
    const files = { 'a.js': 'export const a = 1;\n', '.plumbline.yml': 'pullRequests:\n  drafts: maybe\n' };
    const { shop, settled } = await aCustomer(test, 'broken', { files });
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([
      ['Plumbline', 'action_required', 'The configuration has 1 mistake at .plumbline.yml:2:11'],
    ]);
  });

  it('is judged by the configuration of its base, and fails where it would break that', async () => {
    const { shop, settled } = await aCustomer(test, 'breaking');
    await shop.push({
      branch: 'feature',
      from: 'main',
      files: { ...RIGHT, '.plumbline.yml': 'pullRequests:\n  drafts: maybe\n' },
    });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect(checkAt(shop, pull.headSha).output.summary).toContain('.plumbline.yml:2:11');
  });

  it('goes by the configuration that its base has now, not by that of the commit it was branched off', async () => {
    const { shop, settled } = await aCustomer(test, 'old-base', {
      files: { 'a.js': 'export const a = 1;\n', '.plumbline.yml': 'rules:\n  eslint/no-debugger: off\n' },
    });
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    await shop.push({ files: { '.plumbline.yml': 'version: 1\n' } });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('is not reviewed anew when the configuration of its base changed: run again, it goes by the new one', async () => {
    const { shop, settled } = await aCustomer(test, 'new-configuration');
    await shop.push({ branch: 'feature', from: 'main', files: WRONG });
    const pull = await shop.openPullRequest({ head: 'feature' });
    await settled();
    const broken = await shop.push({ files: { '.plumbline.yml': 'pullRequests:\n  drafts: maybe\n' } });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    await shop.rerequestRun(checkAt(shop, pull.headSha).id, { by: 'mira' });
    await settled();
    const { conclusion, output } = checkAt(shop, pull.headSha);
    expect(conclusion).toBe('action_required');
    expect(output.summary).toContain(`The configuration at \`${broken.slice(0, 8)}\` cannot be used.`);
    await shop.push({ files: { '.plumbline.yml': 'rules:\n  eslint/no-debugger: off\n' } });
    await shop.rerequestRun(checkAt(shop, pull.headSha).id, { by: 'mira' });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([PASSED]);
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
