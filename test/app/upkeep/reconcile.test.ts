import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordPlace } from '../../../app/events/record-place.ts';
import { reconcile } from '../../../app/upkeep/reconcile.ts';
import { requestReconciliation } from '../../../app/upkeep/request-reconciliation.ts';
import { NotBefore } from '../../../database/queue.ts';
import { RateLimited } from '../../../github/client/rate-limited.ts';
import type { RecordedCall } from '../../support/github/http/failures.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import type { Installation } from '../../support/github/state/entities.ts';
import { reconciling, type Reconciling } from './reconciling.ts';
import { DAY, HOUR, MINUTE, upkeepWorld, type UpkeepWorld } from './upkeep-world.ts';

let world: UpkeepWorld;
let service: Reconciling;
let shop: RepositoryHandle;
let acme: Installation;
let account: string;
let accounts = 0;

beforeAll(async () => {
  world = await upkeepWorld();
  service = reconciling(world);
});
beforeEach(async () => {
  await world.reset();
  account = `acme-${++accounts}`;
  // Nothing that happens is heard of.
  world.github.webhooks.disturb = () => ({ drop: true });
  shop = await world.github.createRepository(`${account}/shop`, { private: true, files: { 'a.ts': 'export {};\n' } });
  acme = world.github.install(account);
  await work();
});
afterEach(() => expect(world.github.violations).toEqual([]));
afterAll(() => world.close());

const work = () => service.work();
const workJobs = () => service.workJobs();
const jobs = (task: string) => service.jobs(task);
const missed = (since: Date) => service.missed(since);

const reviews = () =>
  world.database.query(
    `select pull_number as pull, head_sha as head, state, trigger from reviews order by pull_number, seq`,
  );

async function openPull(name: string, draft = false) {
  await shop.push({ branch: name, from: 'main', files: { 'a.ts': `export const name = '${name}';\n` } });
  return shop.openPullRequest({ head: name, draft });
}

it('the first time, it notes what is there, and reviews nothing that was there long before', async () => {
  await openPull('feature');
  await world.database.query('truncate upkeep, accounts, installations, repositories cascade');
  world.forward(HOUR);
  expect(await work()).toBe(1);
  expect(await world.database.query('select owner, name, default_branch from repositories')).toEqual([
    { owner: account, name: 'shop', default_branch: 'main' },
  ]);
  expect(await world.database.query('select login, kind from accounts')).toEqual([
    { login: account, kind: 'organization' },
  ]);
  expect(await reviews()).toEqual([]);
});

describe('after an outage', () => {
  it('a pull request opened meanwhile has a review, once', async () => {
    const since = world.clock();
    const pull = await openPull('feature');
    world.forward(HOUR);
    await missed(since);
    expect(await work()).toBe(1);
    const expected = [{ pull: pull.number, head: pull.headSha, state: 'queued', trigger: 'reconcile' }];
    expect(await reviews()).toEqual(expected);
    await missed(since);
    await work();
    expect(await reviews()).toEqual(expected);
    expect(await jobs('review')).toHaveLength(1);
  });

  it('a head pushed meanwhile is reviewed, and the one before superseded', async () => {
    const since = world.clock();
    const pull = await openPull('feature');
    await missed(since);
    await work();
    const before = pull.headSha;
    await shop.push({ branch: 'feature', files: { 'a.ts': 'export const more = 1;\n' } });
    await missed(since);
    await work();
    expect(await reviews()).toEqual([
      { pull: pull.number, head: before, state: 'superseded', trigger: 'reconcile' },
      { pull: pull.number, head: pull.headSha, state: 'queued', trigger: 'reconcile' },
    ]);
  });

  it('a pull request closed meanwhile has no review any more, and its feedback is collected', async () => {
    const since = world.clock();
    const pull = await openPull('feature');
    await missed(since);
    await work();
    await pull.close();
    await missed(since);
    await work();
    expect(await reviews()).toMatchObject([{ state: 'cancelled' }]);
    expect(await jobs('collect-feedback')).toEqual([{ repositoryId: shop.id, pullNumber: pull.number }]);
  });

  it('one opened and closed meanwhile is none of our business', async () => {
    const since = world.clock();
    const pull = await openPull('feature');
    await pull.close();
    await missed(since);
    await work();
    expect(await world.count('pull_requests')).toBe(0);
    expect(await jobs('collect-feedback')).toEqual([]);
  });

  it('an account that takes long lets others have their turn, and goes on where it was', async () => {
    const since = world.clock();
    const cart = await world.github.createRepository(`${account}/cart`, { files: { 'a.ts': 'export {};\n' } });
    await work();
    const pulls = [await openPull('feature'), await openPull('other')];
    await cart.push({ branch: 'feature', from: 'main', files: { 'a.ts': 'export const a = 1;\n' } });
    pulls.push(await cart.openPullRequest({ head: 'feature' }));
    await missed(since);
    await reconcile(world.context, world.clock());
    // Minutes pass with each repository.
    const lists: string[] = [];
    const asked = ({ operationId, path }: RecordedCall) => {
      if (operationId !== 'pulls/list') return false;
      lists.push(path);
      world.forward(3 * MINUTE);
      return false;
    };
    world.github.failAlways(asked, { kind: 'cut' });
    await expect(workJobs()).rejects.toBeInstanceOf(NotBefore);
    expect(lists).toHaveLength(1);
    world.github.stopFailing();
    await workJobs();
    expect((await reviews()).length).toBe(pulls.length);
  });

  it('what was not touched since then is left alone', async () => {
    await openPull('feature');
    world.forward(HOUR);
    await missed(world.clock());
    await work();
    await world.database.query('delete from reviews');
    world.forward(HOUR);
    await missed(world.clock());
    await work();
    expect(await reviews()).toEqual([]);
  });

  it('an installation that is gone is gone here, too, and nothing is under way there', async () => {
    const since = world.clock();
    await openPull('feature');
    await missed(since);
    await work();
    await world.context.github.appClient.rest.apps.deleteInstallation({ installation_id: acme.id });
    world.forward(MINUTE);
    await missed(since);
    expect(await work()).toBe(0);
    expect(await reviews()).toMatchObject([{ state: 'cancelled' }]);
    expect(await world.database.query('select id from installations where deleted_at is not null')).toEqual([
      { id: acme.id },
    ]);
  });

  it('a repository that was taken away is out of reach, and comes back when it is given back', async () => {
    const garden = await world.github.createRepository(`${account}/garden`, { files: { 'a.ts': '' } });
    await missed(world.clock());
    world.forward(MINUTE);
    await work();
    const removed = () => world.database.query('select id from repositories where removed_at is not null');
    expect(await removed()).toEqual([]);
    const all = world.github.world.installations.get(acme.id);
    Object.assign(all ?? {}, { selection: 'selected', repositoryIds: new Set([shop.id]) });
    world.forward(MINUTE);
    await missed(world.clock());
    await work();
    expect(await removed()).toEqual([{ id: garden.id }]);
    Object.assign(all ?? {}, { selection: 'all' });
    world.forward(MINUTE);
    await missed(world.clock());
    await work();
    expect(await removed()).toEqual([]);
  });
});

/** As any event of it does. */
async function tellOf({ id }: RepositoryHandle): Promise<void> {
  const repository = { id, owner: account, name: 'shop', private: true, defaultBranch: 'main', account: null };
  const now = world.clock();
  await world.database.transaction((tx) =>
    recordPlace(tx, { installationId: acme.id, repository }, { receivedAt: now, now }),
  );
}

it('what happened while a repository was away is reviewed, though a late event told of the repository meanwhile', async () => {
  const all = world.github.world.installations.get(acme.id);
  Object.assign(all ?? {}, { selection: 'selected', repositoryIds: new Set() });
  await world.database.query('update repositories set removed_at = now()');
  const { headSha: head } = await openPull('feature');
  world.forward(HOUR);

  // 1. The late event takes the removal back, and the job asks: it is away still.
  await tellOf(shop);
  world.forward(MINUTE);
  await workJobs();
  expect(await world.database.query('select id from repositories where removed_at is not null')).toHaveLength(1);

  // 2. Then it is back.
  Object.assign(all ?? {}, { selection: 'all' });
  world.forward(HOUR);
  await tellOf(shop);
  await workJobs();
  expect(await reviews()).toMatchObject([{ head, state: 'queued', trigger: 'reconcile' }]);
});

it('a repository that slips from one page of the list to another while it is read is not out of reach', async () => {
  const names = Array.from({ length: 101 }, (_, index) => `${account}/another-${index}`);
  const others: RepositoryHandle[] = [];
  for (const name of names) others.push(await world.github.createRepository(name));
  world.forward(MINUTE);
  await missed(world.clock());
  const all = world.github.world.installations.get(acme.id);
  const within = () => ({ selection: 'selected', repositoryIds: new Set([shop, ...others].map(({ id }) => id)) });
  let gone: number | undefined;
  const isSecondPage = ({ path, query }: RecordedCall) =>
    path === '/installation/repositories' && query['page'] === '2';
  world.github.failNext(
    (call) => {
      if (!isSecondPage(call)) return false;
      gone = others.shift()?.id;
      Object.assign(all ?? {}, within());
      return true;
    },
    { kind: 'slow', milliseconds: 0 },
  );
  await work();
  expect(world.github.calls.all.filter(isSecondPage)).toHaveLength(2);
  const listed = await world.database.query('select id from repositories where removed_at is null');
  expect(listed).toHaveLength(101);
  expect(listed).not.toContainEqual({ id: gone });
});

describe('every day', () => {
  it('all is looked through, and not more often', async () => {
    world.forward(12 * HOUR);
    expect(await work()).toBe(0);
    await openPull('feature');
    world.forward(12 * HOUR);
    expect(await work()).toBe(1);
    expect(await reviews()).toHaveLength(1);
    expect(await work()).toBe(0);
    world.forward(DAY);
    expect(await work()).toBe(1);
    expect(await reviews()).toHaveLength(1);
  });
});

describe('when it is cut off', () => {
  it('the list of installations is read again, and nothing is wanted twice', async () => {
    const since = world.clock();
    await openPull('feature');
    world.github.install(`other-${account}`);
    await missed(since);
    world.github.failNext('apps/list-installations', { kind: 'secondary-limit', retryAfterSeconds: 120 });
    await expect(work()).rejects.toBeInstanceOf(RateLimited);
    world.forward(2 * MINUTE);
    expect(await work()).toBe(2);
    expect(await reviews()).toHaveLength(1);
    expect(await world.count('reconciliations')).toBe(0);
  });

  it('an installation goes on with the repository it was at', async () => {
    for (const name of ['b', 'c', 'd'])
      await world.github.createRepository(`${account}/${name}`, { files: { 'a.ts': '' } });
    const since = world.clock();
    await missed(since);
    await reconcile(world.context, world.clock());
    const lists = () => world.github.calls.count('pulls/list');
    const before = lists();
    let calls = 0;
    const third = ({ operationId }: { operationId: string }) => operationId === 'pulls/list' && ++calls === 3;
    world.github.failAlways(third, {
      kind: 'primary-limit',
      resetsInSeconds: 600,
    });
    await expect(workJobs()).rejects.toBeInstanceOf(RateLimited);
    expect(lists() - before).toBe(3);
    world.forward(11 * MINUTE);
    await workJobs();
    expect(lists() - before).toBe(5);
    expect(world.github.calls.count('apps/list-repos-accessible-to-installation')).toBe(2);
  });

  it('a demand that comes meanwhile begins anew, as far back as the earlier one', async () => {
    const since = world.clock();
    const pull = await openPull('feature');
    await missed(since);
    await reconcile(world.context, world.clock());
    world.forward(HOUR);
    await missed(world.clock());
    await work();
    expect(await reviews()).toMatchObject([{ pull: pull.number }]);
  });

  it.each([403, 404])('a repository that answers %i does not hold up the others', async (status) => {
    const since = world.clock();
    const garden = await world.github.createRepository(`${account}/garden`, { files: { 'a.ts': '' } });
    await garden.push({ branch: 'b', from: 'main', files: { 'a.ts': 'x' } });
    const pull = await garden.openPullRequest({ head: 'b' });
    await missed(since);
    world.github.failNext('pulls/list', { kind: 'status', status });
    await work();
    expect(await reviews()).toMatchObject([{ head: pull.headSha }]);
  });

  it('a demand that goes further back counts, though it was made before the one that is known', async () => {
    const at = world.clock();
    const ago = (milliseconds: number) => new Date(at.getTime() - milliseconds);
    const demand = (since: Date, wantedAt: Date) =>
      requestReconciliation(world.database, { installationId: acme.id, since, wantedAt });
    await demand(ago(MINUTE), at);
    await demand(ago(DAY), ago(3));
    await demand(ago(HOUR), ago(2));
    expect(
      await world.database.query('select since, wanted_at > $1 as "isAnother" from reconciliations', [at]),
    ).toEqual([{ since: ago(DAY + 10 * MINUTE), isAnother: true }]);
  });

  it('an installation that was suspended in between is left alone', async () => {
    await missed(world.clock());
    await reconcile(world.context, world.clock());
    Object.assign(world.github.world.installations.get(acme.id) ?? {}, {
      suspended: { by: acme.account, at: new Date() },
    });
    await workJobs();
    expect(await world.count('reconciliations')).toBe(0);
    await missed(world.clock());
    world.forward(MINUTE);
    expect(await work()).toBe(0);
    expect(await world.database.query('select id from installations where suspended_at is not null')).toEqual([
      { id: acme.id },
    ]);
  });
});

describe('an installation that is back', () => {
  /** As a suspension does it. */
  async function giveUp() {
    const pull = await openPull('feature');
    await missed(new Date(world.clock().getTime() - MINUTE));
    await work();
    await world.database.query('update installations set suspended_at = now()');
    await world.database.query(`update reviews set state = 'cancelled', finished_at = now(), published_at = now()`);
    return pull;
  }

  async function lookThrough() {
    world.forward(HOUR);
    const wantedAt = world.clock();
    await requestReconciliation(world.database, { installationId: acme.id, since: wantedAt, wantedAt });
    await workJobs();
  }

  it('is active as GitHub says, though its suspension was told last; what that had cancelled is reviewed', async () => {
    const { headSha: head } = await giveUp();
    // It was a second one.
    await world.database.query(
      `insert into reviews (seq, id, installation_id, repository_id, kind, pull_number, head_sha, base_ref, state, trigger,
                            correlation_id, created_at)
       overriding system value
       select 0, gen_random_uuid(), installation_id, repository_id, kind, pull_number, head_sha, base_ref, 'completed',
              'test', 'test', created_at - interval '1 hour' from reviews`,
    );
    await lookThrough();
    expect(await world.database.query('select suspended_at from installations')).toEqual([{ suspended_at: null }]);
    expect(await reviews()).toMatchObject([
      { head, state: 'completed' },
      { head, state: 'cancelled' },
      { head, state: 'queued', trigger: 'reconcile' },
    ]);
    await lookThrough();
    expect(await reviews()).toHaveLength(3);
  });

  it('has the checks ended that nobody could end meanwhile', async () => {
    await giveUp();
    const unpublished = () => world.database.query(`select state from reviews where published_at is null`);
    await world.database.query(
      `insert into check_runs (review_id, name, github_id) select id, 'Plumbline', 1 from reviews`,
    );
    await lookThrough();
    expect(await unpublished()).toEqual([{ state: 'cancelled' }, { state: 'queued' }]);
  });

  it('has the checks ended that nobody could end in a repository that was away meanwhile', async () => {
    await giveUp();
    await world.database.query('update repositories set removed_at = now()');
    await world.database.query(
      `insert into check_runs (review_id, name, github_id) select id, 'Plumbline', 1 from reviews`,
    );
    await lookThrough();
    expect(await world.database.query(`select state from reviews where published_at is null`)).toEqual([
      { state: 'cancelled' },
      { state: 'queued' },
    ]);
  });

  it('has the checks ended that another installation began, which was deleted', async () => {
    await giveUp();
    await world.database.query(
      `insert into installations (id, account_id, deleted_at, updated_at) select 1, account_id, now(), now() from installations`,
    );
    await world.database.query(`update reviews set state = 'completed', installation_id = 1`);
    await world.database.query(
      `insert into check_runs (review_id, name, github_id) select id, 'Plumbline', 1 from reviews`,
    );
    await lookThrough();
    expect(
      await world.database.query(`select state, installation_id as by from reviews where published_at is null`),
    ).toEqual([{ state: 'completed', by: acme.id }]);
  });
});

it('somebody marked a draft as ready, and was not heard: what was passed over is looked at', async () => {
  const since = world.clock();
  const pull = await openPull('feature', true);
  await missed(since);
  await work();
  await world.database.query(
    `update reviews set state = 'completed', outcome = '{"kind": "skipped"}', finished_at = now(), published_at = now()`,
  );
  await missed(since);
  await work();
  expect(await reviews()).toHaveLength(1);
  await pull.markReady();
  await missed(since);
  await work();
  expect(await reviews()).toMatchObject([{ state: 'completed' }, { state: 'queued' }]);
});
