import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteRef, writeRef } from '../../support/github/git/refs.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import type { Permissions } from '../../support/github/state/entities.ts';
import { reconciling, type Reconciling } from './reconciling.ts';
import { HOUR, upkeepWorld, type UpkeepWorld } from './upkeep-world.ts';

/** As the App asks for them. */
const { default_permissions: PERMISSIONS } = parse(
  readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8'),
) as { default_permissions: Permissions };

let world: UpkeepWorld;
let service: Reconciling;
let shop: RepositoryHandle;
let account: string;
let accounts = 0;

beforeAll(async () => {
  world = await upkeepWorld();
  service = reconciling(world);
});
beforeEach(async () => {
  await world.reset();
  account = `groups-${++accounts}`;
  // Nothing that happens is heard of.
  world.github.webhooks.disturb = () => ({ drop: true });
  shop = await world.github.createRepository(`${account}/shop`, { private: true, files: { 'a.ts': 'export {};\n' } });
});
afterEach(() => expect(world.github.violations).toEqual([]));
afterAll(() => world.close());

async function installed(permissions = PERMISSIONS) {
  world.github.install(account, { permissions });
  await service.work();
}

async function lookThrough() {
  await service.missed(world.clock());
  await service.work();
}

async function aPull(name: string, base = 'main') {
  await shop.push({ branch: name, from: base, files: { [`${name}.ts`]: `export const name = '${name}';\n` } });
  return shop.openPullRequest({ head: name, base });
}

const groups = () =>
  world.database.query(
    `select head_sha as head, base_ref as base, merges_pull_number as pull, whole_tree as whole, state, trigger
     from reviews where kind = 'merge-group' order by seq`,
  );

const queued = ({ head, base, pull }: { head: string; base: string; pull: number }) => ({
  head,
  base,
  pull,
  whole: false,
  state: 'queued',
  trigger: 'reconcile',
});

const calls = () => [
  world.github.calls.count('git/list-matching-refs'),
  world.github.calls.count('graphql/repository'),
];

describe('merge groups that were not heard of', () => {
  it('are reviewed on what they are built on, once', async () => {
    await installed();
    const first = await aPull('first');
    const second = await aPull('second');
    const main = await shop.tip();
    const ahead = await shop.requestMergeGroup({ pullRequest: first.number });
    const behind = await shop.requestMergeGroup({ pullRequest: second.number, onto: ahead });
    await lookThrough();
    const expected = [
      queued({ head: ahead, base: main, pull: first.number }),
      queued({ head: behind, base: ahead, pull: second.number }),
    ];
    expect(await groups()).toEqual(expected);
    // The queue of the branch was asked for once, and not again where all is asked for.
    expect(calls()).toEqual([2, 1]);
    await lookThrough();
    expect(await groups()).toEqual(expected);
    expect(calls()).toEqual([3, 1]);
  });

  it('are those that have a branch of their own', async () => {
    await installed();
    const first = await aPull('first');
    const second = await aPull('second');
    const main = await shop.tip();
    const ahead = await shop.requestMergeGroup({ pullRequest: first.number });
    const head = await shop.requestMergeGroup({ pullRequest: second.number, onto: ahead });
    await deleteRef(shop.state.gitDir, `refs/heads/gh-readonly-queue/main/pr-${first.number}-${main}`);
    await lookThrough();
    expect(await groups()).toEqual([queued({ head, base: ahead, pull: second.number })]);
  });

  it('are found in the queues of other branches, whose names hold slashes', async () => {
    await installed();
    const base = await shop.push({ branch: 'release/1.x', from: 'main', files: { 'b.ts': 'export {};\n' } });
    const pull = await aPull('fix', 'release/1.x');
    const head = await shop.requestMergeGroup({ pullRequest: pull.number });
    await lookThrough();
    expect(await groups()).toEqual([queued({ head, base, pull: pull.number })]);
  });

  it('are none where only their branch is left', async () => {
    await installed();
    const pull = await aPull('feature');
    await shop.requestMergeGroup({ pullRequest: pull.number });
    shop.state.queued.length = 0;
    await lookThrough();
    expect(await groups()).toEqual([]);
  });

  it.each(['gh-readonly-queue/main/pr-1', 'gh-readonly-queue/main', 'gh-readonly-queue/main/pr-1-no-commit'])(
    'are not made of a branch called %s',
    async (name) => {
      await installed();
      await writeRef(shop.state.gitDir, `refs/heads/${name}`, await shop.tip());
      await lookThrough();
      expect(calls()).toEqual([2, 0]);
      expect(await groups()).toEqual([]);
    },
  );

  it('are not reviewed where GitHub has told of their end', async () => {
    await installed();
    const pull = await aPull('feature');
    const head = await shop.requestMergeGroup({ pullRequest: pull.number });
    await world.database.query(
      `insert into deliveries (id, event, action, repository_id, body, state, received_at)
       values ('end', 'merge_group', 'destroyed', $1, $2, 'handled', now())`,
      [shop.id, JSON.stringify({ headSha: head })],
    );
    await lookThrough();
    expect(await groups()).toEqual([]);
  });

  it('are not looked for where nothing was pushed, unless there were some before', async () => {
    shop.state.pushedAt = new Date(Date.now() - 48 * HOUR);
    await installed();
    expect(calls()).toEqual([0, 0]);
    const pull = await aPull('feature');
    const head = await shop.requestMergeGroup({ pullRequest: pull.number });
    await lookThrough();
    await world.database.query(`update reviews set state = 'cancelled', finished_at = now(), published_at = now()`);
    shop.state.pushedAt = new Date(Date.now() - 48 * HOUR);
    await lookThrough();
    expect(await groups()).toMatchObject([
      { head, state: 'cancelled' },
      { head, state: 'queued' },
    ]);
  });

  it('do not hold up others where queues may not be read', async () => {
    const { merge_queues: _, ...others } = PERMISSIONS;
    await installed(others);
    const pull = await aPull('feature');
    await shop.requestMergeGroup({ pullRequest: pull.number });
    const garden = await world.github.createRepository(`${account}/garden`, { files: { 'a.ts': '' } });
    await lookThrough();
    const tip = await garden.push({ files: { 'a.ts': 'export {};\n' } });
    await lookThrough();
    expect(await groups()).toEqual([]);
    expect(await world.database.query(`select head_sha as head from reviews where kind = 'repository'`)).toEqual([
      { head: tip },
    ]);
  });
});
