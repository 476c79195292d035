import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Entitlements } from '../../../app/entitlements.ts';
import { packMeasurements } from '../../../github/hand-over/measurements.ts';
import { ENTITLEMENTS_PATH, MEASUREMENTS_PATH } from '../../../github/hand-over/app-api.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { startOidcDouble, type Claims, type OidcDouble, type TokenOptions } from '../../support/oidc-double.ts';
import { anAppClient, type ApiAnswer, type RunFacts } from '../../support/a-run.ts';
import { startTestServer, type TestServer } from './a-test-server.ts';

const NOW = new Date('2026-11-21T09:00:00Z');
const HEAD = 'a'.repeat(40);
const AUDIENCE = 'https://plumbline.example.com';
const SHOP = { id: 100, fullName: 'acme/shop' };
const FILES = [{ kind: 'coverage' as const, name: 'lcov.info', text: 'SF:a.js\nDA:1,1\nend_of_record\n' }];

/** What is granted is asked by the installation's id. */
const entitlements: Entitlements = {
  of: (installationId) =>
    Promise.resolve({
      capabilities: new Set(installationId === 10 ? (['trend', 'suggestions'] as const) : []),
      lapsed: new Set(['security-rules'] as const),
      priority: 0,
    }),
};

let held: TestDatabase;
let oidc: OidcDouble;
let server: TestServer;
beforeAll(async () => {
  [held, oidc] = await Promise.all([testDatabase(), startOidcDouble()]);
  await held.database.query(`insert into accounts values (1, 'acme', 'organization', now())`);
  await held.database.query(
    `insert into installations (id, account_id, updated_at, suspended_at, deleted_at)
     values (10, 1, now(), null, null), (20, 1, now(), now(), null), (30, 1, now(), null, now())`,
  );
  await held.database.query(
    `insert into repositories (id, installation_id, owner, name, default_branch, updated_at, removed_at)
     values (100, 10, 'acme', 'shop', 'main', now(), null), (101, 10, 'acme', 'removed', 'main', now(), now()),
            (102, 10, 'acme', 'new', null, now(), null),
            (200, 20, 'acme', 'suspended', 'main', now(), null), (300, 30, 'acme', 'uninstalled', 'main', now(), null)`,
  );
  server = await start();
});
afterAll(async () => {
  await server.close(0);
  await Promise.all([held.close(), oidc.close()]);
});
beforeEach(() => held.database.query('truncate measurements'));

function start(): Promise<TestServer> {
  return startTestServer({ site: { database: held.database, entitlements, tokenIssuer: oidc.issuer } });
}

const CLAIMS: Claims = {
  aud: AUDIENCE,
  repository: SHOP.fullName,
  repository_id: '100',
  workflow_ref: 'acme/shop/.github/workflows/ci.yml@refs/heads/main',
  ref: 'refs/heads/main',
  sha: HEAD,
  event_name: 'push',
};

function token(claims: Readonly<Record<string, unknown>> = {}, options: TokenOptions = {}): string {
  return oidc.token({ ...CLAIMS, ...claims }, { at: NOW, ...options });
}

async function ask(
  authorization: string | undefined,
  { url }: TestServer = server,
): Promise<ApiAnswer & { headers: Headers }> {
  const response = await fetch(`${url}${ENTITLEMENTS_PATH}`, {
    headers: { ...(authorization !== undefined && { authorization }) },
  });
  return { status: response.status, body: (await response.json()) as ApiAnswer['body'], headers: response.headers };
}

const seconds = (later: number): number => NOW.getTime() / 1000 + later;

describe('entitlements', () => {
  it('are those of the installation that has the repository', async () => {
    const answer = await ask(`Bearer ${token()}`);
    expect(answer).toMatchObject({
      status: 200,
      body: { capabilities: ['suggestions', 'trend'], lapsed: ['security-rules'] },
    });
  });

  it.each([
    ['a repository that nobody told of', '999'],
    ['one that was taken away', '101'],
    ['one of a suspended installation', '200'],
    ['one of a deleted installation', '300'],
  ])('of %s are not told', async (_, repository_id) => {
    expect(await ask(`Bearer ${token({ repository_id })}`)).toMatchObject({
      status: 404,
      body: { code: 'not-installed', message: 'The App is not installed on acme/shop, or is suspended there.' },
    });
  });
});

const WRONG: readonly [string, () => string | undefined, RegExp][] = [
  ['no token', () => undefined, /no token .* `id-token: write`/],
  ['another scheme', () => `Basic ${token()}`, /no token .* `id-token: write`/],
  ['what is no token', () => 'Bearer no-token-at-all', /This is no token/],
  ['a token cut short', () => `Bearer ${token().slice(0, -200)}`, /is no token|not signed by a key/],
  [
    'a token for somebody else',
    () => `Bearer ${token({ aud: 'https://example.com' })}`,
    /another audience: .* https:\/\/plumbline\.example\.com, /,
  ],
  [
    'a token for the owner, as it is by default',
    () => `Bearer ${token({ aud: 'https://github.com/acme' })}`,
    /another audience/,
  ],
  [
    'a token of another issuer',
    () => `Bearer ${token({ iss: 'https://token.actions.githubusercontent.com' })}`,
    /another issuer than http:.* ACTIONS_OIDC_ISSUER/,
  ],
  ['an expired token', () => `Bearer ${token({ exp: seconds(-61) })}`, /has expired/],
  ['a token without an end', () => `Bearer ${token({ exp: undefined })}`, /does not say/],
  [
    'a token of long ago that never ends',
    () => `Bearer ${token({ iat: seconds(-4000), exp: seconds(1e9) })}`,
    /has expired/,
  ],
  ['a token that is not good yet', () => `Bearer ${token({ nbf: seconds(61) })}`, /not good yet/],
  ['a token of the future', () => `Bearer ${token({ iat: seconds(61) })}`, /not good yet/],
  ['an unsigned token', () => `Bearer ${token({}, { signed: 'none' })}`, /is no token|RS256/],
  ['a token signed by the public key as a secret', () => `Bearer ${token({}, { signed: 'hmac' })}`, /RS256/],
  [
    "a token signed by a stranger under the issuer's name",
    () => `Bearer ${token({}, { signed: 'stranger' })}`,
    /not signed by a key of http/,
  ],
  [
    'a token signed by a key that nobody knows',
    () => `Bearer ${token({}, { signed: 'unknown' })}`,
    /not signed by a key of http/,
  ],
  ['a token of no repository', () => `Bearer ${token({ repository_id: undefined })}`, /does not say which repository/],
  [
    'a token of a repository without a number',
    () => `Bearer ${token({ repository_id: 'acme/shop' })}`,
    /does not say which repository/,
  ],
  [
    'a token of a repository whose number is too large',
    () => `Bearer ${token({ repository_id: '9'.repeat(20) })}`,
    /does not say which repository/,
  ],
];

describe('a token', () => {
  it.each(WRONG)('%s opens nothing, and the answer says what to do', async (_, authorization, message) => {
    const given = authorization();
    const answer = await ask(given);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body).toEqual({ code: 'unauthorized', message: expect.stringMatching(message) as string });
  });

  it('is in no log, good or bad', async () => {
    const given = WRONG.flatMap(([, authorization]) => authorization() ?? []);
    for (const authorization of [...given, `Bearer ${token()}`]) {
      await ask(authorization);
      const [, , signature = ''] = authorization.split('.');
      const logged = server.logLines.join('\n');
      expect(logged).not.toContain(authorization.replace(/^\w+ /, ''));
      if (signature !== '') expect(logged).not.toContain(signature);
    }
    const answer = await ask('Bearer no-token-at-all');
    const line = server.logLines.find(
      (one) =>
        one.includes('a token of a workflow was refused') && one.includes(answer.headers.get('x-request-id') ?? '-'),
    );
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      why: 'malformed',
      correlationId: answer.headers.get('x-request-id'),
    });
  });

  it('may be a little out of time', async () => {
    expect((await ask(`Bearer ${token({ nbf: seconds(30), iat: seconds(30) })}`)).status).toBe(200);
    expect((await ask(`Bearer ${token({ exp: seconds(-30) })}`)).status).toBe(200);
  });

  it('cannot be judged while the keys are out of reach; afterwards it can', async () => {
    const fresh = await start();
    oidc.setAway(true);
    const answer = await ask(`Bearer ${token()}`, fresh);
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('30');
    oidc.setAway(false);
    await expect.poll(async () => (await ask(`Bearer ${token()}`, fresh)).status, { timeout: 5_000 }).toBe(200);
    // Known keys are kept.
    oidc.setAway(true);
    expect((await ask(`Bearer ${token()}`, fresh)).status).toBe(200);
    oidc.setAway(false);
    await fresh.close(0);
  });

  it('by a new key is good once the keys were looked at again, and strangers do not make us look more often', async () => {
    const before = token();
    oidc.rotate();
    await expect.poll(async () => (await ask(`Bearer ${token()}`)).status, { timeout: 5_000 }).toBe(200);
    expect((await ask(`Bearer ${before}`)).status).toBe(401);
    const [asked, began] = [oidc.asked(), performance.now()];
    for (let at = 0; at < 30; at++) await ask(`Bearer ${token({}, { signed: 'unknown' })}`);
    const passed = (performance.now() - began) / 1000;
    expect(oidc.asked() - asked).toBeLessThanOrEqual(Math.ceil(passed) + 1);
  });
});

describe('measurements', () => {
  const client = () => anAppClient({ service: { url: server.url }, audience: AUDIENCE, at: NOW }, oidc);
  const run = (given: Partial<RunFacts> = {}): RunFacts => ({ shop: SHOP, sha: HEAD, ...given });

  /** A request whose body is for the test to send. */
  function begin(headers: Readonly<Record<string, string>> = {}): ClientRequest {
    const sent = request(`${server.url}${MEASUREMENTS_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/gzip', ...headers },
    });
    sent.on('error', () => undefined);
    return sent;
  }

  function kept() {
    return held.database.query(
      `select repository_id as id, head_sha as head, source, pull_number as pull from measurements order by source, pull`,
    );
  }

  it('of a commit that nobody reviews are kept for the review to come', async () => {
    expect(await client().handOver(run(), { head: HEAD, files: FILES, job: 'test' })).toEqual({
      status: 202,
      body: { outcome: 'no-review' },
    });
    expect(await kept()).toEqual([{ id: 100, head: HEAD, source: '.github/workflows/ci.yml (test)', pull: 0 }]);
  });

  it('are kept encrypted', async () => {
    await client().handOver(run(), { head: HEAD, files: FILES });
    const [row] = await held.database.query<{ content: Buffer }>('select content from measurements');
    expect(row?.content[0]).toBe(1);
    expect(row?.content.includes(Buffer.from('lcov'))).toBe(false);
    expect(row?.content.includes(gzipSync('').subarray(0, 3))).toBe(false);
  });

  it('that are the same are known; others of the same job take their place, those of another job do not', async () => {
    const head = HEAD;
    const more = [{ ...FILES[0]!, text: `${FILES[0]!.text}\n` }];
    const outcomes = [];
    for (const given of [
      { files: FILES },
      { files: FILES },
      { files: more },
      { files: FILES },
      { files: FILES, job: 'other' },
      { files: FILES, job: 'other' },
    ]) {
      const { body } = await client().handOver(run(), { head, ...given });
      outcomes.push(body.outcome);
    }
    expect(outcomes).toEqual(['no-review', 'known', 'no-review', 'no-review', 'no-review', 'known']);
    expect((await kept()).length).toBe(2);
  });

  it('of a branch and of its pull request are kept apart; a push to two branches is one', async () => {
    const { handOver } = client();
    await handOver(run(), { head: HEAD, files: FILES });
    await handOver(
      run({ claims: { ref: 'refs/heads/other', workflow_ref: 'acme/shop/.github/workflows/ci.yml@refs/heads/other' } }),
      { head: HEAD, files: FILES },
    );
    await handOver(run({ pull: 7, sha: 'c'.repeat(40) }), { head: HEAD, files: FILES });
    expect(await kept()).toEqual([
      { id: 100, head: HEAD, source: '.github/workflows/ci.yml', pull: 0 },
      { id: 100, head: HEAD, source: '.github/workflows/ci.yml', pull: 7 },
    ]);
  });

  it.each<[string, Partial<RunFacts>, object, string]>([
    [
      'another repository',
      {},
      { repositoryId: 101 },
      'The measurements are of another repository than acme/shop, whose run hands them over.',
    ],
    [
      'another commit',
      {},
      { head: 'b'.repeat(40) },
      `The measurements are of another commit than ${HEAD}, which this run was started for.`,
    ],
    [
      'another commit, by somebody who starts the workflow',
      { claims: { event_name: 'workflow_dispatch' } },
      { head: 'b'.repeat(40) },
      `The measurements are of another commit than ${HEAD}, which this run was started for.`,
    ],
  ])('of %s are refused', async (_, given, measured, message) => {
    const answer = await client().handOver(run(given), { head: HEAD, files: FILES, ...measured });
    expect(answer).toEqual({ status: 400, body: { code: 'malformed', message } });
    expect(await kept()).toEqual([]);
  });

  describe.each(['workflow_run', 'pull_request_target'])('that a run of %s relays', (event_name) => {
    const head = 'b'.repeat(40);

    it("are of any head, from the default branch's workflow, and of no push", async () => {
      const answer = await client().handOver(run({ claims: { event_name } }), { head, files: FILES });
      expect(answer.body).toEqual({ outcome: 'no-review' });
      expect(await kept()).toEqual([{ id: 100, head, source: '.github/workflows/ci.yml', pull: -1 }]);
    });

    it.each([
      ['another branch', 'refs/heads/evil', SHOP],
      ['a branch of a longer name', 'refs/heads/main/evil', SHOP],
      ['a tag', 'refs/tags/main', SHOP],
      ['a pull request', 'refs/pull/7/merge', SHOP],
      ['a repository whose default branch is not known', 'refs/heads/null', { id: 102, fullName: 'acme/new' }],
    ])('from %s are refused', async (_, ref, shop) => {
      expect(await client().handOver(run({ shop, claims: { event_name, ref } }), { head, files: FILES })).toEqual({
        status: 400,
        body: {
          code: 'malformed',
          message: `A run of ${event_name} hands over what it measured from the workflow of the default branch alone.`,
        },
      });
      expect(await kept()).toEqual([]);
    });
  });

  it.each([
    ['a gzip bomb', gzipSync(Buffer.alloc(400 * 2 ** 20)), 413, 'too-large'],
    ['too many bytes', Buffer.alloc(8 * 2 ** 20 + 1), 413, 'too-large'],
    ['no gzip', Buffer.from('{}'), 400, 'malformed'],
    ['nothing', Buffer.alloc(0), 400, 'malformed'],
    ['something else', gzipSync('{"version":1}'), 400, 'malformed'],
  ])('%s is none', async (_, body, status, code) => {
    expect(await client().post(run(), body)).toMatchObject({ status, body: { code } });
    expect(await kept()).toEqual([]);
  });

  it('of another type are none', async () => {
    const answer = await client().post(run(), gzipSync('{}'), { 'content-type': 'application/json' });
    expect(answer).toEqual({
      status: 400,
      body: { code: 'malformed', message: 'The content type has to be application/gzip.' },
    });
  });

  it.each([
    ['whoever shows no good token', 401, () => token({}, { signed: 'stranger' })],
    ['whoever is none of ours', 404, () => token({ repository_id: '999' })],
  ])('of %s are not waited for', async (_, status, bearer) => {
    // The body never ends.
    const sent = begin({ authorization: `Bearer ${bearer()}` });
    sent.write('x');
    expect(await answered(sent)).toMatchObject({ status });
    sent.destroy();
  });

  it('that are cut off are not there, and come again', async () => {
    const body = packMeasurements({ version: 1, repositoryId: 100, head: HEAD, files: FILES });
    const known = server.logLines.length;
    const requests = () => server.logLines.slice(known).filter((line) => line.includes('"msg":"request"'));
    // All of it is there, but for the end of the message.
    const sent = begin({ 'content-length': String(body.length + 1) });
    sent.write(body);
    setTimeout(() => sent.destroy(), 100);
    await expect.poll(requests, { timeout: 5_000 }).toEqual([expect.stringContaining('"status":400')]);
    expect(await kept()).toEqual([]);
    const again = await client().handOver(run(), { head: HEAD, files: FILES });
    expect(again).toEqual({ status: 202, body: { outcome: 'no-review' } });
  });

  it('are too much where too many send them at once; those that hold most come again', async () => {
    const all = Array.from({ length: 9 }, () => begin());
    const busy = Promise.any(all.map(answered));
    for (const sent of all) sent.write(Buffer.alloc(7.5 * 2 ** 20));
    expect(await busy).toMatchObject({ status: 429, retryAfter: '30', body: { code: 'busy' } });
    for (const sent of all) sent.destroy();
  });

  it('are received once, however many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => client().handOver(run(), { head: HEAD, files: FILES })),
    );
    expect(answers.map(({ body }) => body.outcome).toSorted()).toEqual([
      ...Array.from({ length: 7 }, () => 'known'),
      'no-review',
    ]);
  });

  it('of a commit are of three hundred jobs at most', async () => {
    await held.database.query(
      `insert into measurements select 100, $1, n::text, 0, '', '', now() from generate_series(1, 300) as n`,
      [HEAD],
    );
    expect(await client().handOver(run(), { head: HEAD, files: FILES })).toEqual({
      status: 413,
      body: { code: 'too-large', message: 'More than 300 jobs handed over measurements of this commit.' },
    });
    expect((await client().handOver(run({ sha: 'b'.repeat(40) }), { head: 'b'.repeat(40), files: FILES })).status).toBe(
      202,
    );
  });
});

/** What is answered before the body has ended. */
async function answered(sent: ClientRequest): Promise<object> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
  });
  return { status: response.statusCode, retryAfter: response.headers['retry-after'], body: await json(response) };
}
