import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAppIdentitySource } from '../../../app/setup/app-identity.ts';
import { loadCredentials } from '../../../app/setup/credentials-store.ts';
import { createSetupToken } from '../../../app/setup/setup-token.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { deliver, SERVICE_KEY, sign, startTestServer, type TestServer } from '../http/a-test-server.ts';

const PUBLIC_URL = 'https://plumbline.example.com';
const WEBHOOK_SECRET = 'made by GitHub';
/** GitHub's own example of an answer, cut to what is read, and some of what is not. */
const APP = {
  id: 1_048_576,
  slug: 'plumbline-acme',
  node_id: 'MDxOkludGVncmF0aW9uMQ==',
  owner: { login: 'acme', id: 1 },
  name: 'Plumbline Acme',
  html_url: 'https://github.com/apps/plumbline-acme',
  client_id: 'Iv1.8a61f9b3a7aba766',
  client_secret: '1726be1638095a19edd134c77bde3aa2ece1e5d8',
  webhook_secret: WEBHOOK_SECRET,
  pem: '-----BEGIN RSA PRIVATE KEY-----\nnot a real one\n-----END RSA PRIVATE KEY-----\n',
};

let test: TestDatabase;
let github: FakeGitHub;
let server: TestServer;
let now: Date;
const token = createSetupToken();

/** The one route of GitHub's API that knows no authentication. */
interface FakeGitHub {
  readonly url: string;
  readonly codes: string[];
  answer: { status: number; body: unknown };
  readonly server: Server;
}

async function startGitHub(): Promise<FakeGitHub> {
  const fake = createServer((request, response) => {
    const [, code = ''] = /^\/app-manifests\/([^/]+)\/conversions$/.exec(request.url ?? '') ?? [];
    github.codes.push(`${request.method} ${code}`);
    response.writeHead(github.answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(github.answer.body));
  });
  await new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve));
  const { port } = fake.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, codes: [], answer: { status: 201, body: APP }, server: fake };
}

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  now = new Date('2026-11-21T09:00:00Z');
  await test.database.query('delete from app_credentials');
  github = await startGitHub();
  server = await start();
});
afterEach(async () => {
  await server.close(0);
  github.server.close();
});

function start(webUrl = 'https://github.com'): Promise<TestServer> {
  const clock = () => now;
  const identity = createAppIdentitySource(test.database, { serviceKey: SERVICE_KEY, fromSettings: undefined, clock });
  return startTestServer({
    clock,
    site: {
      identity,
      setup: {
        token,
        serviceKey: SERVICE_KEY,
        publicUrl: () => PUBLIC_URL,
        github: { apiUrl: github.url, webUrl },
      },
    },
  });
}

interface Page {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
  readonly policy: string;
}

async function open(path: string, given: { form?: Record<string, string>; cookie?: string } = {}): Promise<Page> {
  const response = await fetch(`${server.url}${path}`, {
    redirect: 'manual',
    headers: { ...(given.cookie !== undefined && { cookie: given.cookie }) },
    ...(given.form && { method: 'POST', body: new URLSearchParams(given.form) }),
  });
  return {
    status: response.status,
    text: await response.text(),
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    policy: response.headers.get('content-security-policy') ?? '',
  };
}

/** What the second page would send to GitHub. */
function sentToGitHub({ text }: Page): { action: URL; manifest: Record<string, unknown> } {
  const [, action = ''] = /<form method="post" action="(https?:[^"]*)"/.exec(text) ?? [];
  const [, manifest = ''] = /name="manifest" value="([^"]*)"/.exec(text) ?? [];
  return {
    action: new URL(unescapeHtml(action)),
    manifest: JSON.parse(unescapeHtml(manifest)) as Record<string, unknown>,
  };
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

/** Up to GitHub's sending the person back. */
async function begin(): Promise<{ state: string; cookie: string }> {
  const page = await open('/setup', { form: { token: token.text } });
  return { state: sentToGitHub(page).action.searchParams.get('state') ?? '', cookie: page.cookie };
}

describe('set-up', () => {
  it('goes from the token to an App that the service runs as, without a restart', async () => {
    expect((await open(`/setup?token=${token.text}`)).status).toBe(200);
    const page = await open('/setup', {
      form: { token: token.text, organization: 'acme', visibility: 'public', commit: 'yes' },
    });
    const { action, manifest } = sentToGitHub(page);
    expect(`${action.origin}${action.pathname}`).toBe('https://github.com/organizations/acme/settings/apps/new');
    expect(manifest).toMatchObject({
      public: true,
      redirect_url: `${PUBLIC_URL}/setup/callback`,
      hook_attributes: { url: `${PUBLIC_URL}/api/github/webhooks` },
      default_permissions: { contents: 'write', checks: 'write' },
    });
    expect(page.policy).toContain("form-action 'self' https://github.com");

    const state = action.searchParams.get('state') ?? '';
    const back = await open(`/setup/callback?code=abc123&state=${state}`, { cookie: page.cookie });
    expect(back.status).toBe(303);
    expect(github.codes).toEqual(['POST abc123']);

    expect((await open('/setup')).text).toContain('https://github.com/apps/plumbline-acme/installations/new');
    expect((await open('/')).text).toContain('This service is running.');
    const signature = sign('{}', WEBHOOK_SECRET);
    expect(await deliver(server, { headers: { 'x-hub-signature-256': signature } })).toMatchObject({ status: 202 });
  });

  it('stores the credentials encrypted', async () => {
    const { state, cookie } = await begin();
    await open(`/setup/callback?code=abc123&state=${state}`, { cookie });
    const [row] = await test.database.query<{ sealed: Buffer }>('select * from app_credentials');
    expect(row).toMatchObject({ app_id: 1_048_576, slug: 'plumbline-acme' });
    for (const secret of ['PRIVATE KEY', WEBHOOK_SECRET, APP.client_secret]) {
      expect(JSON.stringify(row)).not.toContain(secret);
      expect(row?.sealed.includes(secret)).toBe(false);
      expect(server.logLines.join('')).not.toContain(secret);
    }
    expect(await loadCredentials(test.database, SERVICE_KEY)).toEqual({
      appId: 1_048_576,
      slug: 'plumbline-acme',
      htmlUrl: 'https://github.com/apps/plumbline-acme',
      clientId: APP.client_id,
      clientSecret: APP.client_secret,
      webhookSecret: WEBHOOK_SECRET,
      privateKey: APP.pem,
    });
  });

  it('without an organization is for the own account', async () => {
    const { action, manifest } = sentToGitHub(await open('/setup', { form: { token: token.text, organization: '' } }));
    expect(action.pathname).toBe('/settings/apps/new');
    expect(manifest).toMatchObject({ public: false, default_permissions: { contents: 'read' } });
  });

  it('leads to an Enterprise Server where that is set', async () => {
    await server.close(0);
    server = await start('https://github.acme.example');
    const page = await open('/setup', { form: { token: token.text } });
    expect(sentToGitHub(page).action.origin).toBe('https://github.acme.example');
    expect(page.policy).toContain('https://github.acme.example');
  });

  it('reaches a process that was started beside', async () => {
    const { state, cookie } = await begin();
    await open(`/setup/callback?code=abc123&state=${state}`, { cookie });
    const beside = createAppIdentitySource(test.database, {
      serviceKey: SERVICE_KEY,
      fromSettings: undefined,
      clock: () => now,
    });
    expect(beside.current()).toBeUndefined();
    expect(await beside.find()).toMatchObject({ appId: 1_048_576 });
    expect(beside.current()).toMatchObject({ appId: 1_048_576 });
  });
});

describe('nobody else takes the service over', () => {
  it.each([undefined, '', 'guessed', `${token.text}x`])('with the token %j', async (guess) => {
    expect((await open(`/setup${guess === undefined ? '' : `?token=${guess}`}`)).status).toBe(401);
    const page = await open('/setup', { form: guess === undefined ? {} : { token: guess } });
    expect(page.status).toBe(401);
    expect(page.text).not.toContain('name="manifest"');
    expect(page.cookie).toBe('');
  });

  it('with a code of their own, in the browser of who began', async () => {
    const mine = await begin();
    const theirs = await begin();
    const answer = await open(`/setup/callback?code=stolen&state=${theirs.state}`, { cookie: mine.cookie });
    expect(answer.status).toBe(400);
    expect(github.codes).toEqual([]);
  });

  it.each([
    ['without a cookie', (state: string) => ({ state, cookie: '' })],
    ['without a state', (_: string, cookie: string) => ({ state: '', cookie })],
    [
      'with a state that was made up',
      (_: string, cookie: string) => ({ state: `9999999999.${'a'.repeat(43)}`, cookie }),
    ],
    ['with a longer life', (state: string, cookie: string) => ({ state: state.replace(/^\d+/, '9999999999'), cookie })],
  ])('%s', async (_, change) => {
    const { state, cookie } = await begin();
    const changed = change(state, cookie);
    const answer = await open(`/setup/callback?code=abc123&state=${changed.state}`, { cookie: changed.cookie });
    expect(answer.status).toBe(400);
    expect(github.codes).toEqual([]);
  });

  it('after an hour', async () => {
    const { state, cookie } = await begin();
    now = new Date(now.getTime() + 3600 * 1000);
    expect((await open(`/setup/callback?code=abc123&state=${state}`, { cookie })).status).toBe(400);
  });

  it('once there is an App, not even with the token', async () => {
    const first = await begin();
    const second = await begin();
    await open(`/setup/callback?code=abc123&state=${first.state}`, { cookie: first.cookie });
    expect((await open(`/setup/callback?code=other&state=${second.state}`, { cookie: second.cookie })).status).toBe(
      409,
    );
    const page = await open('/setup', { form: { token: token.text } });
    expect(page.status).toBe(409);
    expect(page.text).not.toContain('name="manifest"');
    expect(github.codes).toEqual(['POST abc123']);
  });

  it('where two come back at once: one App is kept', async () => {
    const [first, second] = [await begin(), await begin()];
    await Promise.all(
      [first, second].map(({ state, cookie }) => open(`/setup/callback?code=abc123&state=${state}`, { cookie })),
    );
    expect(await test.database.query('select app_id from app_credentials')).toEqual([{ app_id: 1_048_576 }]);
  });
});

describe('what goes wrong on the way is said', () => {
  it.each([
    [404, {}, 400, 'GitHub no longer accepts this code'],
    [422, {}, 400, 'GitHub no longer accepts this code'],
    [500, {}, 502, 'GitHub could not be reached, or did not answer as expected'],
    [201, { ...APP, webhook_secret: null }, 502, 'did not answer as expected'],
    [201, 'nonsense', 502, 'did not answer as expected'],
  ])('where GitHub answers %i', async (status, body, expected, words) => {
    github.answer = { status, body };
    const { state, cookie } = await begin();
    const answer = await open(`/setup/callback?code=abc123&state=${state}`, { cookie });
    expect(answer.status).toBe(expected);
    expect(answer.text).toContain(words);
    expect(await test.database.query('select * from app_credentials')).toEqual([]);
    expect(server.logLines.join('')).not.toContain('PRIVATE KEY');
  });

  it('where the organization is no login', async () => {
    const page = await open('/setup', { form: { token: token.text, organization: '"><script>alert(1)</script>' } });
    expect(page.status).toBe(400);
    expect(page.text).toContain('is not the login of an organization');
    expect(page.text).not.toContain('<script');
  });

  it('where the code is anything', async () => {
    github.answer = { status: 404, body: {} };
    const { state, cookie } = await begin();
    await open(`/setup/callback?code=${encodeURIComponent('../../user')}&state=${state}`, { cookie });
    expect(github.codes).toEqual(['POST ..%2F..%2Fuser']);
  });
});
