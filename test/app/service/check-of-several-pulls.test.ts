import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, checkAt, shownAt, type Customer } from '../../support/a-customer.ts';
import type { PullRequestHandle } from '../../support/github/site/pull-request-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';

vi.setConfig({ maxConcurrency: 3, testTimeout: 110_000 });

/** A problem, with a safe fix. */
const WRONG = { 'b.py': 'import yaml\n\nb = yaml.load(input())\n' };
const FILES = { 'a.py': 'a = 1\n' };
const FAILED = '1 new high-severity problem blocks this change.';

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '2' } });
});
afterAll(() => test.close());

/** Two pull requests of one commit, whose check is of the review of the later one. */
async function twoPulls({ shop, settled }: Customer): Promise<[PullRequestHandle, PullRequestHandle]> {
  await shop.push({ branch: 'staging', from: 'main', files: { 's.py': 's = 1\n' } });
  await shop.push({ branch: 'feature', from: 'main', files: WRONG });
  const first = await shop.openPullRequest({ head: 'feature' });
  await settled();
  await shop.moveBranch('copy', first.headSha);
  const second = await shop.openPullRequest({ head: 'copy', base: 'staging' });
  await settled();
  return [first, second];
}

/** The reviews beyond the first of each pull request, as number, head, whether of every file, and trigger. */
async function reviewsAfter({ shop }: Customer, known: number): Promise<unknown[]> {
  const rows = await test.database.query<{ number: number; head: string; whole: boolean; trigger: string }>(
    `select pull_number as number, head_sha as head, whole_tree as whole, trigger
     from reviews where repository_id = $1 order by seq`,
    [shop.id],
  );
  return rows.slice(known);
}

describe.concurrent('the check of a commit that now stands for another pull request', () => {
  it('is made again for that one, where its own is closed', async () => {
    const customer = await aCustomer(test, 'closed', { files: FILES });
    const { shop, settled } = customer;
    const [open, closed] = await twoPulls(customer);
    await closed.close();
    await settled();
    const head = open.headSha;
    const before = checkAt(shop, head);
    expect(shownAt(shop, head)).toEqual([['Plumbline', 'failure', `#${open.number} into main: ${FAILED}`]]);

    // 1. Re-run.
    await shop.rerequestRun(before.id, { by: 'mira' });
    await settled();
    expect(shownAt(shop, head)).toEqual([['Plumbline', 'failure', FAILED]]);
    expect(checkAt(shop, head).id).not.toBe(before.id);
    const again = { number: open.number, head, whole: false, trigger: 'check_run.rerequested' };
    expect(await reviewsAfter(customer, 2)).toEqual([again]);

    // 2. Everything, by the button of the check of the closed one.
    await shop.pressButton(before.id, 're-review', { by: 'mira' });
    await settled();
    expect(await reviewsAfter(customer, 3)).toEqual([
      { number: open.number, head, whole: true, trigger: 'check_run.re-review' },
    ]);
  });

  it('is made again for that one, where its own has another head', async () => {
    const customer = await aCustomer(test, 'moved', { files: FILES });
    const { shop, settled } = customer;
    const [open, moved] = await twoPulls(customer);
    await moved.push({ files: { 'z.py': 'z = 1\n' } });
    await settled();
    const head = open.headSha;
    const before = checkAt(shop, head);
    await shop.pressButton(before.id, 're-review', { by: 'mira' });
    await settled();
    await shop.rerequestRun(before.id, { by: 'mira' });
    await settled();
    expect(await reviewsAfter(customer, 3)).toEqual([
      { number: open.number, head, whole: true, trigger: 'check_run.re-review' },
      { number: open.number, head, whole: true, trigger: 'check_run.rerequested' },
    ]);
    expect(shownAt(shop, head)).toEqual([['Plumbline', 'failure', FAILED]]);
  });

  it('has its fixes made where they were found, or not at all', async () => {
    const customer = await aCustomer(test, 'fix', { files: FILES });
    const { shop, settled } = customer;
    const [first, second] = await twoPulls(customer);
    const head = first.headSha;
    const check = checkAt(shop, head);
    await shop.pressButton(check.id, 'fix', { by: 'mira' });
    await settled();
    await shop.pressButton(check.id, 'fix', { by: 'mira' });
    await settled();
    expect([first.headSha === head, second.headSha === head]).toEqual([true, false]);
    expect(
      [...shop.state.comments.values()]
        .filter(({ body }) => body.includes('plumbline:answer'))
        .map(({ number, body }) => [number, body.split(' as ')[0]]),
    ).toEqual([[second.number, '✅ **Committed 1 fix**']]);
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
