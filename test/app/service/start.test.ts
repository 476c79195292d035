import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestService, type TestService, type TestServiceOptions } from '../../support/service.ts';

vi.setConfig({ testTimeout: 60_000 });

let test: TestService | undefined;
afterEach(async () => {
  await test?.close();
  test = undefined;
});

async function start(options: TestServiceOptions): Promise<TestService> {
  test = await startTestService(options);
  return test;
}

async function readiness(to: TestService): Promise<{ status: number; checks: unknown }> {
  const response = await fetch(`${to.service.url}/readyz`);
  const { checks } = (await response.json()) as { checks: unknown };
  return { status: response.status, checks };
}

const NO_APP = { GITHUB_APP_ID: '', GITHUB_PRIVATE_KEY: '', GITHUB_WEBHOOK_SECRET: '' };

describe('/readyz', () => {
  it('is well once GitHub accepts the credentials', async () => {
    const to = await start({});
    await vi.waitFor(
      async () =>
        expect(await readiness(to)).toEqual({ status: 200, checks: { database: 'ok', app: 'ok', github: 'ok' } }),
      { timeout: 20_000, interval: 200 },
    );
    expect(to.github.violations).toEqual([]);
  });

  it('is not where GitHub refuses them', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const to = await start({ env: { GITHUB_PRIVATE_KEY: privateKey } });
    await vi.waitFor(
      async () =>
        expect(await readiness(to)).toEqual({ status: 503, checks: { database: 'ok', app: 'ok', github: 'failed' } }),
      { timeout: 20_000, interval: 200 },
    );
  });

  it('lets in whoever is to set the App up, and says that this is waited for', async () => {
    expect(await readiness(await start({ env: NO_APP }))).toEqual({
      status: 200,
      checks: { database: 'ok', app: 'not set up', github: 'unknown' },
    });
  });

  it('of a process that asks GitHub nothing does not speak of it', async () => {
    expect(await readiness(await start({ only: 'app', env: NO_APP }))).toEqual({
      status: 200,
      checks: { database: 'ok', app: 'not set up' },
    });
  });
});

it('a service that listens everywhere says that it does not know its own name', async () => {
  const to = await start({ only: 'app', env: { HOST: '0.0.0.0' } });
  expect(to.service.url).toMatch(/^http:\/\/localhost:\d+$/);
  expect(to.logged.filter(({ level }) => Number(level) >= 40)).toEqual([
    expect.objectContaining({
      url: to.service.url,
      msg: 'PUBLIC_URL is not set: links lead to this address, which only this machine can open',
    }),
  ]);
});
