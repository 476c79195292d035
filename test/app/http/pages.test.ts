import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSetupToken } from '../../../app/setup/setup-token.ts';
import { launchBrowser } from '../../support/browser.ts';
import { identityOf, SERVICE_KEY, startTestServer, type TestServer } from './a-test-server.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SCENES = [
  { name: 'wide and dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'narrow and light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
] as const;

const token = createSetupToken();
let browser: Browser;
/** Before and after it was set up. */
let fresh: TestServer;
let ready: TestServer;
beforeAll(async () => {
  browser = await launchBrowser();
  const github = { apiUrl: 'http://127.0.0.1:9', webUrl: 'https://github.com' };
  const setup = { token, serviceKey: SERVICE_KEY, publicUrl: () => 'http://localhost:3000', github };
  fresh = await startTestServer({ site: { identity: identityOf(undefined), setup } });
  const htmlUrl = 'https://github.com/apps/plumbline-acme';
  ready = await startTestServer({
    site: { identity: identityOf({ appId: 1, privateKey: '', webhookSecret: 'x', slug: 'plumbline-acme', htmlUrl }) },
  });
});
afterAll(async () => {
  await browser.close();
  await Promise.all([fresh.close(0), ready.close(0)]);
});

describe.each(SCENES)('$name', ({ viewport, colorScheme }) => {
  it.each([
    ['what it is, before the set-up', () => `${fresh.url}/`],
    ['what it is', () => `${ready.url}/`],
    ['after it was installed', () => `${ready.url}/installed`],
    ['asking for the token', () => `${fresh.url}/setup?token=wrong`],
    ['the choices', () => `${fresh.url}/setup?token=${token.text}`],
    ['after the set-up', () => `${ready.url}/setup`],
    ['a set-up that cannot go on', () => `${fresh.url}/setup/callback`],
    ['a link that is not valid', () => `${ready.url}/reports/00000000-0000-4000-8000-000000000001.html`],
    ['nothing', () => `${ready.url}/nothing`],
  ])('%s: nothing for axe to find, and all of it fits', async (_, address) => {
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(address());
    await page.addScriptTag({ path: AXE });
    const { violations } = await page.evaluate<{ violations: { id: string }[] }>('axe.run()');
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    await context.close();
  });
});

it('the set-up leads to GitHub without a script, and its policy lets the form go there', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => refused.push(message.text()));
  await page.route('https://github.com/**', (route) => route.fulfill({ body: 'GitHub' }));
  await page.goto(`${fresh.url}/setup?token=${token.text}`);
  await page.getByLabel(/Login of an organization/).fill('acme');
  await page.getByLabel(/Any account/).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await page.textContent('main')).toContain('GitHub cannot reach http://localhost:3000 from the internet');
  const request = page.waitForRequest(/github\.com/);
  await page.getByRole('button', { name: 'Continue on github.com' }).click();
  const sent = await request;
  expect(sent.method()).toBe('POST');
  expect(sent.url()).toMatch(/^https:\/\/github\.com\/organizations\/acme\/settings\/apps\/new\?state=/);
  const manifest: unknown = JSON.parse(new URLSearchParams(sent.postData() ?? '').get('manifest') ?? '');
  expect(manifest).toMatchObject({ name: 'Plumbline', public: true, url: 'http://localhost:3000' });
  expect(refused).toEqual([]);
  await context.close();
});
