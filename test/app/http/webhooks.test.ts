import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WEBHOOK_PATH } from '../../../app/http/http-app.ts';
import { MAX_PAYLOAD_BYTES } from '../../../app/http/webhooks.ts';
import { deliver, headersFor, identityOf, NOW, sign, startTestServer, type TestServer } from './a-test-server.ts';

const ID = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
let server: TestServer | undefined;

async function start(given: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
  server = await startTestServer(given);
  return server;
}

afterEach(async () => {
  await server?.close(0);
  server = undefined;
});

const RENAMED = {
  action: 'renamed',
  installation: { id: 7 },
  account: { id: 3, login: 'acme', type: 'Organization' },
};
const renamed = (given: object = {}) => ({
  body: JSON.stringify({ ...RENAMED, ...given }),
  headers: { 'x-github-event': 'installation_target' },
});

describe('a delivery', () => {
  it('is recorded, then answered', async () => {
    const to = await start();
    expect(await deliver(to, renamed())).toMatchObject({ status: 202, outcome: 'recorded' });
    expect(to.recorded).toEqual([
      {
        id: ID,
        event: 'installation_target',
        action: null,
        installationId: 7,
        repositoryId: null,
        body: {
          type: 'account-renamed',
          installationId: 7,
          account: { id: 3, login: 'acme', kind: 'organization' },
        },
        state: 'received',
        receivedAt: NOW,
      },
    ]);
  });

  it('that was received before is answered as well, and nothing is done', async () => {
    const to = await start();
    await deliver(to, renamed());
    expect(await deliver(to, renamed())).toMatchObject({ status: 202, outcome: 'known' });
    expect(to.recorded).toHaveLength(1);
  });

  it('of no interest is recorded as ignored', async () => {
    const to = await start();
    expect(await deliver(to)).toMatchObject({ status: 202, outcome: 'ignored' });
    expect(to.recorded).toEqual([
      {
        id: ID,
        event: 'ping',
        action: null,
        installationId: null,
        repositoryId: null,
        body: undefined,
        state: 'ignored',
        receivedAt: NOW,
      },
    ]);
  });

  it('that cannot be read is recorded as such, and the log says why', async () => {
    const to = await start();
    const secret = 'what stands in a payload stays out of the log';
    const answer = await deliver(to, renamed({ account: { id: secret, login: 'acme', type: 'User' } }));
    expect(answer).toMatchObject({ status: 202, outcome: 'unreadable' });
    expect(to.recorded).toMatchObject([{ id: ID, state: 'unreadable', body: undefined }]);
    const why: unknown = expect.stringMatching(/^account\.id: /);
    expect(to.logLines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ msg: 'webhook', correlationId: ID, outcome: 'unreadable', why }),
    );
    expect(to.logLines.join('')).not.toContain(secret);
  });

  it('that cannot be recorded is to come again', async () => {
    const to = await start({ site: { recorder: { record: () => Promise.reject(new Error('no database')) } } });
    expect(await deliver(to)).toMatchObject({ status: 503, outcome: 'failed', retryAfter: '30' });
  });

  it('before the App is set up is to come again', async () => {
    const to = await start({ site: { identity: identityOf(undefined) } });
    expect(await deliver(to)).toMatchObject({ status: 503, outcome: 'failed', retryAfter: '30' });
    expect(to.recorded).toEqual([]);
  });
});

it('without the database that holds the secret, a delivery is to come again', async () => {
  const away = () => Promise.reject(new Error('Connection terminated'));
  const to = await start({ site: { identity: { ...identityOf(undefined), find: away } } });
  expect(await deliver(to)).toMatchObject({ status: 503, outcome: 'failed', retryAfter: '30' });
  const page = await fetch(`${to.url}/`);
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('The database is not answering at the moment.');
});

describe('nothing is done about a delivery', () => {
  it.each([
    ['without a signature', { 'x-hub-signature-256': '' }, 401],
    ['without a signature and anything else', { 'x-hub-signature-256': '', 'x-github-delivery': '' }, 401],
    ['with a malformed signature', { 'x-hub-signature-256': 'sha256=12' }, 401],
    ['signed by another secret', { 'x-hub-signature-256': sign('{}', 'another') }, 401],
    ['signed for another body', { 'x-hub-signature-256': sign('{"a":1}') }, 401],
    ['without an id', { 'x-github-delivery': '' }, 400],
    ['with an id that is none', { 'x-github-delivery': "1'; drop table" }, 400],
    ['without an event', { 'x-github-event': '' }, 400],
    ['with an event that is none', { 'x-github-event': '../etc' }, 400],
    ['with another content type', { 'content-type': 'text/plain' }, 415],
  ])('%s', async (_, headers, status) => {
    const to = await start();
    expect(await deliver(to, { headers })).toMatchObject({ status });
    expect(to.recorded).toEqual([]);
  });

  it.each(['', '[]', 'null', '"text"', '1', '{"a":', '\u0000'])('whose body is %j', async (body) => {
    const to = await start();
    expect(await deliver(to, { body })).toMatchObject({ status: 400 });
    expect(to.recorded).toEqual([]);
  });

  it('signed by a secret that has ended', async () => {
    const old = { secret: 'the old one', until: NOW };
    const to = await start({ site: { oldWebhookSecret: old } });
    expect(await deliver(to, { headers: { 'x-hub-signature-256': sign('{}', 'the old one') } })).toEqual({
      status: 401,
      outcome: 'unauthorized',
      message: 'The signature was made with an expired secret: the webhook secret of the GitHub App has to be changed.',
      retryAfter: null,
    });
    expect(to.recorded).toEqual([]);
  });

  it('sent as a form, and it says what to set', async () => {
    const to = await start();
    const answer = await deliver(to, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(answer).toMatchObject({
      status: 415,
      message: 'Set the content type of the webhook to application/json in the settings of the GitHub App.',
    });
  });
});

describe('a body that is too large', () => {
  it('is refused by its announced length, before it is sent', async () => {
    const to = await start();
    const answer = await sendRaw(to, { headers: { 'content-length': String(MAX_PAYLOAD_BYTES + 1) }, body: '' });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  });

  it('is refused where it grows beyond the limit, if it announces no length', async () => {
    const to = await start();
    const chunk = 'a'.repeat(1024 * 1024);
    const chunks = Array.from({ length: 26 }, () => `${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    const answer = await sendRaw(to, { headers: { 'transfer-encoding': 'chunked' }, body: chunks.join('') });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(to.recorded).toEqual([]);
  });

  it('of exactly the limit is read', async () => {
    const to = await start();
    const body = Buffer.from(`{"a":"${'a'.repeat(MAX_PAYLOAD_BYTES - 8)}"}`);
    expect(body.length).toBe(MAX_PAYLOAD_BYTES);
    expect(await deliver(to, { body })).toMatchObject({ status: 202 });
  });
});

it('a sender that goes away in the middle leaves nothing behind', async () => {
  const to = await start();
  const body = '{"action":"opened"}';
  const socket = connect(to.port, '127.0.0.1');
  socket.write(head({ ...headersFor(body), 'content-length': String(body.length) }) + body.slice(0, 5));
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
  expect(await deliver(to)).toMatchObject({ status: 202 });
  expect(to.recorded).toHaveLength(1);
});

/** Writes a request as it is given, and resolves to the answer once the server has closed the connection. */
function sendRaw(
  to: TestServer,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(to.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    // A server that refuses early may close before all was written.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
    socket.write(head({ ...headersFor(body), ...headers }) + body);
  });
}

function head(headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /api/github/webhooks HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}\r\n`;
}

describe('strangers who send large bodies and stall', () => {
  it('keep no delivery out', async () => {
    const to = await start();
    const strangers = await Promise.all(Array.from({ length: 4 }, () => stall(to, MAX_PAYLOAD_BYTES)));
    const large = JSON.stringify({ ...RENAMED, padding: 'a'.repeat(500_000) });
    const outcomes = new Set<string>();
    for (let turn = 0; turn < 20; turn++) {
      const id = `72d3162e-cc78-11e3-81ab-${String(turn).padStart(12, '0')}`;
      const headers = { 'x-github-event': 'installation_target', 'x-github-delivery': id };
      outcomes.add(
        (await deliver(to, { body: large, headers: { ...headers, 'x-hub-signature-256': sign(large) } })).outcome,
      );
    }
    for (const stranger of strangers) stranger.destroy();
    expect([...outcomes]).toEqual(['recorded']);
  });
});

/** Sends all but the last byte of a body whose signature is well-formed and wrong. */
async function stall(to: TestServer, bytes: number): Promise<Socket> {
  const socket = connect(to.port, '127.0.0.1');
  socket.on('error', () => undefined);
  const headers = Object.entries({ ...headersFor('another'), host: 'a', 'content-length': String(bytes) });
  socket.write(`POST ${WEBHOOK_PATH} HTTP/1.1\r\n${headers.map((pair) => pair.join(': ')).join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => socket.write(Buffer.alloc(bytes - 1), () => resolve()));
  return socket;
}
