import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import { reconciling, type Reconciling } from './reconciling.ts';
import { HOUR, upkeepWorld, type UpkeepWorld } from './upkeep-world.ts';

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
  account = `pushes-${++accounts}`;
  // Nothing that happens is heard of.
  world.github.webhooks.disturb = () => ({ drop: true });
  shop = await world.github.createRepository(`${account}/shop`, { private: true, files: { 'a.ts': 'export {};\n' } });
  world.github.install(account, { permissions: { contents: 'read', pull_requests: 'write', checks: 'write' } });
  await service.work();
});
afterEach(() => expect(world.github.violations).toEqual([]));
afterAll(() => world.close());

async function lookThrough() {
  await service.missed(world.clock());
  await service.work();
}

const reviews = () =>
  world.database.query(`select kind, head_sha as head, whole_tree as whole, state, trigger from reviews order by seq`);

const queued = (head: string) => ({ kind: 'repository', head, whole: true, state: 'queued', trigger: 'reconcile' });

const asked = () => world.github.calls.count('git/get-ref');

describe('the default branch', () => {
  it('is not reviewed as it was before the App came', async () => {
    expect(await reviews()).toEqual([]);
    await lookThrough();
    expect(await reviews()).toEqual([]);
  });

  it('pushed meanwhile is reviewed at its tip, once', async () => {
    await shop.push({ files: { 'a.ts': 'export const a = 1;\n' } });
    const tip = await shop.push({ files: { 'a.ts': 'export const a = 2;\n' } });
    await lookThrough();
    expect(await reviews()).toEqual([queued(tip)]);
    await lookThrough();
    expect(await reviews()).toEqual([queued(tip)]);
    expect(await service.jobs('review')).toHaveLength(1);
  });

  it('pushed again takes the place of the review before', async () => {
    const first = await shop.push({ files: { 'a.ts': 'export const a = 1;\n' } });
    await lookThrough();
    const second = await shop.push({ files: { 'a.ts': 'export const a = 2;\n' } });
    await lookThrough();
    expect(await reviews()).toEqual([{ ...queued(first), state: 'superseded' }, queued(second)]);
  });

  it('that stayed where it was is not reviewed for pushes to other branches', async () => {
    await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': 'export const a = 1;\n' } });
    await lookThrough();
    expect(await reviews()).toEqual([]);
  });

  it('is asked for only where something was pushed since', async () => {
    expect(asked()).toBe(1);
    shop.state.pushedAt = new Date(Date.now() - HOUR);
    await lookThrough();
    expect(asked()).toBe(1);
    await shop.push({ files: { 'a.ts': 'export const a = 1;\n' } });
    await lookThrough();
    expect(asked()).toBe(2);
  });

  it('that is another one now is reviewed under its name', async () => {
    const tip = await shop.push({ branch: 'trunk', from: 'main', files: { 'a.ts': 'export const a = 1;\n' } });
    shop.state.defaultBranch = 'trunk';
    await lookThrough();
    expect(await reviews()).toEqual([queued(tip)]);
  });

  it('whose review was cancelled meanwhile is reviewed again', async () => {
    const tip = await shop.push({ files: { 'a.ts': 'export const a = 1;\n' } });
    await lookThrough();
    await world.database.query(`update reviews set state = 'cancelled', finished_at = now(), published_at = now()`);
    shop.state.pushedAt = new Date(Date.now() - HOUR);
    await lookThrough();
    expect(await reviews()).toEqual([{ ...queued(tip), state: 'cancelled' }, queued(tip)]);
  });

  it('of a repository that was archived is left alone', async () => {
    await shop.push({ files: { 'a.ts': 'export const a = 1;\n' } });
    shop.state.archived = true;
    const before = asked();
    await lookThrough();
    expect(await reviews()).toEqual([]);
    expect(asked()).toBe(before);
  });

  it('of an empty repository is reviewed once it is pushed', async () => {
    const garden = await world.github.createRepository(`${account}/garden`);
    await lookThrough();
    expect(await reviews()).toEqual([]);
    const tip = await garden.push({ files: { 'a.ts': 'export {};\n' } });
    await lookThrough();
    expect(await reviews()).toEqual([queued(tip)]);
  });

  it('is looked at although pull requests cannot be read', async () => {
    const tip = await shop.push({ files: { 'a.ts': 'export const a = 1;\n' } });
    world.github.failNext('pulls/list', { kind: 'status', status: 403 });
    await lookThrough();
    expect(await reviews()).toEqual([queued(tip)]);
  });

  it('is asked for again after a limit of GitHub', async () => {
    const tip = await shop.push({ files: { 'a.ts': 'export const a = 1;\n' } });
    world.github.failNext('git/get-ref', { kind: 'secondary-limit', retryAfterSeconds: 60 });
    await expect(lookThrough()).rejects.toThrow();
    expect(await reviews()).toEqual([]);
    world.forward(2 * 60_000);
    await service.workJobs();
    expect(await reviews()).toEqual([queued(tip)]);
  });
});
