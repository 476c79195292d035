import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGitHub, type GitHub } from '../../../app/github/create-github.ts';
import { githubProblem } from '../../../github/client/github-problem.ts';
import { GITHUB_PACE } from '../../../github/client/rate-pace.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { startGitHubDouble, type GitHubDouble } from '../../support/github/github-double.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';

/** The true time, also while this process' clock is put wrong. */
const rightNow = () => new Date(performance.timeOrigin + performance.now());

let test: TestDatabase;
let shop: RepositoryHandle;
let double: GitHubDouble;
let logged: string[];

beforeAll(async () => {
  test = await testDatabase();
  double = await startGitHubDouble({ now: rightNow });
  shop = await double.createRepository('acme/shop', { private: true, files: { 'a.ts': 'export {};\n' } });
});
afterAll(async () => {
  await double.close();
  await test.close();
});
beforeEach(async () => {
  logged = [];
  await test.database.query('delete from rate_budgets');
});
afterEach(() => {
  vi.useRealTimers();
  double.stopFailing();
  expect(double.violations).toEqual([]);
});

function connect(changes: { apiUrl?: string; clock?: () => Date } = {}): Promise<GitHub> {
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  return createGitHub(
    { apiUrl: changes.apiUrl ?? double.url, credentials: { appId: double.app.id, privateKey: double.app.privateKey } },
    {
      database: test.database,
      log,
      sleep: () => Promise.resolve(),
      pace: { ...GITHUB_PACE, pauseBetweenWrites: 0 },
      ...(changes.clock && { clock: changes.clock }),
    },
  );
}

const SHOP = { owner: 'acme', repo: 'shop' };

async function problemOf(promise: Promise<unknown>) {
  return githubProblem(
    await promise.then(
      () => expect.unreachable('it should have failed'),
      (error: unknown) => error,
    ),
  );
}

function tokenRequests(): number {
  return double.calls.count('apps/create-installation-access-token');
}

describe('as the App', () => {
  it('knows how it is called, and asks once', async () => {
    const github = await connect();
    const before = double.calls.count('apps/get-authenticated');
    expect(await github.botLogin()).toBe('plumbline[bot]');
    expect(await github.botLogin()).toBe('plumbline[bot]');
    expect(double.calls.count('apps/get-authenticated') - before).toBe(1);
  });

  it('asks again after an hour, since it may have been renamed', async () => {
    let now = Date.now();
    const github = await connect({ clock: () => new Date(now) });
    expect(await github.botLogin()).toBe('plumbline[bot]');
    const app = double.world.apps.get(double.app.id);
    if (!app) throw new Error('there is no App');
    Object.assign(app, { slug: 'measure' });
    now += 59 * 60_000;
    expect(await github.botLogin()).toBe('plumbline[bot]');
    now += 60_000;
    expect(await github.botLogin()).toBe('measure[bot]');
    Object.assign(app, { slug: 'plumbline' });
  });

  it('asks again what it is called when that failed', async () => {
    const github = await connect();
    double.failNext('apps/get-authenticated', { kind: 'status', status: 404 });
    expect(await problemOf(github.botLogin())).toBe('not-found');
    expect(await github.botLogin()).toBe('plumbline[bot]');
  });

  it.each([
    ['an hour ahead', 3_600_000],
    ['an hour behind', -3_600_000],
  ])('is let in with a clock %s', async (_, difference) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + difference });
    const installation = double.install('acme');
    const github = await connect();
    const client = await github.installationClient(installation.id);
    expect((await client.rest.repos.get(SHOP)).data.full_name).toBe('acme/shop');
  });

  it('reaches an Enterprise Server below its path', async () => {
    const installation = double.install('acme');
    const github = await connect({ apiUrl: `${double.url}/api/v3` });
    expect(await github.botLogin()).toBe('plumbline[bot]');
    const client = await github.installationClient(installation.id);
    expect((await client.rest.repos.get(SHOP)).data.full_name).toBe('acme/shop');
  });
});

describe('as an installation', () => {
  it('makes one token for many requests, at the same moment too', async () => {
    const { id } = double.install('acme');
    const github = await connect();
    const before = tokenRequests();
    const clients = await Promise.all([1, 2, 3].map(() => github.installationClient(id)));
    await Promise.all(clients.map((client) => client.rest.repos.get(SHOP)));
    expect(tokenRequests() - before).toBe(1);
  });

  it('makes a new token before the old one ends', async () => {
    const { id } = double.install('acme');
    let now = Date.now();
    const github = await connect({ clock: () => new Date(now) });
    const before = tokenRequests();
    await github.contentToken(id, shop.id);
    const client = await github.installationClient(id);
    await client.rest.repos.get(SHOP);
    now += 51 * 60_000;
    await client.rest.repos.get(SHOP);
    expect(tokenRequests() - before).toBe(3);
  });

  it('replaces a token that GitHub does not accept any more', async () => {
    const { id } = double.install('acme');
    const github = await connect();
    const client = await github.installationClient(id);
    await client.rest.repos.get(SHOP);
    double.world.tokens.clear();
    expect((await client.rest.repos.get(SHOP)).status).toBe(200);
  });

  it('says that it was uninstalled, before and after it has a token', async () => {
    const { id } = double.install('acme');
    const github = await connect();
    const client = await github.installationClient(id);
    await client.rest.repos.get(SHOP);
    await github.appClient.rest.apps.deleteInstallation({ installation_id: id });
    expect(await problemOf(client.rest.repos.get(SHOP))).toBe('uninstalled');
    expect(await problemOf(github.contentToken(id, shop.id))).toBe('uninstalled');
  });

  it('says that it is suspended, before and after it has a token', async () => {
    const installation = double.install('acme');
    const github = await connect();
    const client = await github.installationClient(installation.id);
    await client.rest.repos.get(SHOP);
    Object.assign(double.world.installations.get(installation.id) ?? {}, { suspended: true });
    expect(await problemOf(client.rest.repos.get(SHOP))).toBe('suspended');
    expect(await problemOf(github.contentToken(installation.id, shop.id))).toBe('suspended');
    Object.assign(double.world.installations.get(installation.id) ?? {}, { suspended: false });
    expect((await client.rest.repos.get(SHOP)).status).toBe(200);
  });

  it('gets its token also when GitHub falters', async () => {
    const { id } = double.install('acme');
    const github = await connect();
    const client = await github.installationClient(id);
    const name = 'apps/create-installation-access-token';
    double.failNext(name, { kind: 'cut' });
    double.failNext(name, { kind: 'status', status: 502 });
    expect((await client.rest.repos.get(SHOP)).status).toBe(200);
  });
});

describe('a token for git', () => {
  it('may read the content of one repository, and nothing else', async () => {
    const cellar = await double.createRepository('acme/cellar', { private: true, files: { 'a.ts': '' } });
    const installation = double.install('acme');
    const github = await connect();
    const token = await github.contentToken(installation.id, cellar.id);
    const granted = double.world.tokens.get(token);
    expect(granted?.permissions).toEqual({ contents: 'read', metadata: 'read' });
    expect([...(granted?.repositoryIds ?? [])]).toEqual([cellar.id]);
    expect(await github.contentToken(installation.id, cellar.id)).toBe(token);
  });
});

it('logs requests without what they hold', async () => {
  const { id } = double.install('acme');
  const github = await connect();
  const client = await github.installationClient(id);
  await client.rest.checks.create({
    ...SHOP,
    name: 'Plumbline',
    head_sha: await shop.tip(),
    output: { title: 'the title', summary: 'customer code' },
  });
  const text = logged.join('');
  expect(text).toContain('/repos/{owner}/{repo}/check-runs');
  expect(text).not.toMatch(/customer code|the title|ghs_|PRIVATE KEY/);
});
