import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aCustomer, holdFetching, shownAt } from '../../support/a-customer.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { untilTrue } from '../../support/until.ts';

vi.setConfig({ maxConcurrency: 10, testTimeout: 110_000 });

const WRONG = { 'b.js': 'export function b() {\n  debugger;\n}\n' };
const FAILED = ['Plumbline', 'failure', '1 new high-severity problem blocks this change.'];

let test: TestService;
beforeAll(async () => {
  test = await startTestService({ env: { WORKERS: '4' } });
});
afterAll(async () => {
  await test.close();
});

async function openPullRequest(shop: RepositoryHandle, head = 'feature') {
  await shop.push({ branch: head, from: 'main', files: WRONG });
  return shop.openPullRequest({ head });
}

function reviewsOf(shop: RepositoryHandle) {
  return test.database.query(
    'select state, problem, published_at is not null as published from reviews where repository_id = $1 order by seq',
    [shop.id],
  );
}

describe.concurrent('an installation', () => {
  it('that is suspended, and not any more: what happened meanwhile is reviewed', async () => {
    const { shop, installation, settled } = await aCustomer(test, 'suspended');
    await test.github.installations.suspend(installation);
    await settled();
    const pull = await openPullRequest(shop);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([]);
    await test.github.installations.unsuspend(installation);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('that is suspended during a review: its check ends once that may be said', async () => {
    const { shop, installation, settled } = await aCustomer(test, 'suspended-midway');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    await fetching.begun();
    await test.github.installations.suspend(installation);
    await settled();
    expect(await reviewsOf(shop)).toEqual([{ state: 'cancelled', problem: 'The App was suspended.', published: true }]);
    await test.github.installations.unsuspend(installation);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('that GitHub calls suspended for a moment, without an event of it: the head is reviewed all the same', async () => {
    const { shop, installation, settled } = await aCustomer(test, 'suspended-for-a-moment');
    // The token for fetching. The first refusal is not believed.
    test.github.failNext(
      ({ operationId, path, body }) =>
        operationId === 'apps/create-installation-access-token' &&
        path.includes(`/${installation.id}/`) &&
        JSON.stringify(body ?? {}).includes('contents'),
      { kind: 'status', status: 403, body: { message: 'This installation has been suspended' } },
      2,
    );
    const pull = await openPullRequest(shop);
    await settled();
    expect(await reviewsOf(shop)).toEqual([
      { state: 'cancelled', problem: 'GitHub no longer lets Plumbline into the repository.', published: true },
      { state: 'completed', problem: null, published: true },
    ]);
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('that is taken away: nothing is done any more; then it is back', async () => {
    const { shop, installation, settled } = await aCustomer(test, 'uninstalled');
    await test.github.installations.uninstall(installation);
    await settled();
    const pull = await openPullRequest(shop);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([]);
    expect(await reviewsOf(shop)).toEqual([]);
    test.github.install('uninstalled');
    await settled();
    await pull.push({ files: { 'c.js': 'export const c = 1;\n' } });
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('that is taken away during a review: the review ends, and nothing waits', async () => {
    const { shop, installation, settled } = await aCustomer(test, 'uninstalled-midway');
    using fetching = holdFetching(test.github, shop);
    await openPullRequest(shop);
    await fetching.begun();
    await test.github.installations.uninstall(installation);
    await settled();
    expect(await reviewsOf(shop)).toEqual([
      { state: 'cancelled', problem: 'The App was uninstalled.', published: true },
    ]);
  });

  it('that is given a repository, and another one is taken away', async () => {
    const { shop, installation, settled, repository } = await aCustomer(test, 'selecting');
    const store = await repository('store');
    await test.github.installations.removeRepositories(installation, [store]);
    await settled();
    const unseen = await openPullRequest(store);
    await settled();
    expect(shownAt(store, unseen.headSha)).toEqual([]);
    await test.github.installations.removeRepositories(installation, [shop]);
    await test.github.installations.addRepositories(installation, [store]);
    const seen = await openPullRequest(store, 'other');
    await openPullRequest(shop);
    await settled();
    expect(shownAt(store, seen.headSha)).toEqual([FAILED]);
    expect(shownAt(store, unseen.headSha)).toEqual([FAILED]);
    expect(await reviewsOf(shop)).toEqual([]);
  });

  it('whose account takes another name', async () => {
    const { shop, settled } = await aCustomer(test, 'before');
    await test.github.installations.renameAccount(shop.state.owner, 'after');
    const pull = await openPullRequest(shop);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });
});

describe.concurrent('a repository', () => {
  it('that is renamed', async () => {
    const { shop, settled } = await aCustomer(test, 'renamed');
    await shop.rename('store');
    const pull = await openPullRequest(shop);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
  });

  it('that is renamed during a review', async () => {
    const { shop, handled, settled } = await aCustomer(test, 'renamed-midway');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    await fetching.begun();
    await shop.rename('store');
    await handled();
    fetching.letGo();
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    const second = await pull.push({ files: { 'c.js': 'export const c = 1;\n' } });
    await settled();
    expect(shownAt(shop, second)).toEqual([FAILED]);
  });

  it('that is transferred to another account with the App', async () => {
    const giver = await aCustomer(test, 'giver');
    const taker = await aCustomer(test, 'taker');
    const pull = await openPullRequest(giver.shop);
    await giver.settled();
    const gift = await giver.repository('gift');
    await gift.transfer('taker');
    const after = await openPullRequest(gift);
    await giver.settled();
    await taker.settled();
    expect(shownAt(giver.shop, pull.headSha)).toEqual([FAILED]);
    expect(shownAt(gift, after.headSha)).toEqual([FAILED]);
    const places = await test.database.query(
      'select owner, name, installation_id from repositories where id = $1 and removed_at is null',
      [gift.id],
    );
    expect(places).toEqual([{ owner: 'taker', name: 'gift', installation_id: taker.installation.id }]);
  });

  it('that is transferred during a review to another account with the App', async () => {
    const seller = await aCustomer(test, 'seller');
    const buyer = await aCustomer(test, 'buyer');
    using fetching = holdFetching(test.github, seller.shop);
    const pull = await openPullRequest(seller.shop);
    await fetching.begun();
    await buyer.shop.rename('old-shop');
    await seller.shop.transfer('buyer');
    await seller.handled();
    await buyer.handled();
    fetching.letGo();
    await seller.settled();
    await buyer.settled();
    expect(shownAt(seller.shop, pull.headSha)).toEqual([FAILED]);
    expect(await reviewsOf(seller.shop)).toEqual([{ state: 'completed', problem: null, published: true }]);
  });

  it('that is archived during a review, and not any more: its check ends, and the head is reviewed', async () => {
    const { shop, settled } = await aCustomer(test, 'archived');
    using fetching = holdFetching(test.github, shop);
    const pull = await openPullRequest(shop);
    await fetching.begun();
    const release = test.github.failAlways(
      ({ method, path }) => method !== 'GET' && path.startsWith(`/repos/${shop.fullName}/`),
      { kind: 'status', status: 403, body: { message: 'Repository was archived so is read-only.' } },
    );
    await shop.setArchived(true);
    const ended = { state: 'cancelled', problem: 'The repository was archived.', published: true };
    await untilTrue(async () => isDeepStrictEqual(await reviewsOf(shop), [ended]));
    release();
    await shop.setArchived(false);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect(await reviewsOf(shop)).toEqual([ended, { state: 'completed', problem: null, published: true }]);
    expect([...shop.state.checkRuns.values()].map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'failure']);
  });

  it('that becomes private', async () => {
    const { shop, settled } = await aCustomer(test, 'privatised');
    await shop.setPrivate(true);
    const pull = await openPullRequest(shop);
    await settled();
    expect(shownAt(shop, pull.headSha)).toEqual([FAILED]);
    expect(await test.database.query('select private from repositories where id = $1', [shop.id])).toEqual([
      { private: true },
    ]);
  });

  it('that is deleted during a review', async () => {
    const { shop, settled } = await aCustomer(test, 'deleted');
    using fetching = holdFetching(test.github, shop);
    await openPullRequest(shop);
    await fetching.begun();
    await shop.delete();
    await settled();
    expect(await reviewsOf(shop)).toEqual([
      { state: 'cancelled', problem: 'The repository was deleted.', published: true },
    ]);
  });
});

it('all of it was as GitHub describes it', () => {
  expect(test.github.violations).toEqual([]);
});
