import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { githubProblem } from '../../../github/client/github-problem.ts';
import { RateLimited } from '../../../github/client/rate-limited.ts';
import { brokenConnection, json, scriptedClient } from './scripted-client.ts';

const REPOSITORY = { owner: 'Octo', repo: 'Hello' };
const aComment = { ...REPOSITORY, issue_number: 1, body: 'hello' };

const EXHAUSTED = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-resource': 'core' };
/** 2026-03-01T12:30:00Z */
const HALF_AN_HOUR_LATER = { ...EXHAUSTED, 'x-ratelimit-reset': '1772368200' };

async function caught(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
}

describe('reads', () => {
  it('are tried again when GitHub is out of order or the connection breaks, with growing pauses', async () => {
    const { client, requests, sleeps, logged } = scriptedClient([
      json(502, { message: 'Server Error' }),
      brokenConnection('ECONNRESET'),
      json(503, {}),
      json(200, { id: 7 }),
    ]);
    const { data } = await client.rest.repos.get(REPOSITORY);
    expect(data.id).toBe(7);
    expect(requests).toEqual(Array(4).fill('GET /repos/Octo/Hello'));
    expect(sleeps).toEqual([500, 2_000, 5_000]);
    expect(logged).toEqual(Array(3).fill('request to GitHub is repeated'));
  });

  it('fail after four attempts', async () => {
    const { client, requests } = scriptedClient(Array.from({ length: 4 }, () => json(500, { message: 'no' })));
    expect(githubProblem(await caught(client.rest.repos.get(REPOSITORY)))).toBe('unavailable');
    expect(requests).toHaveLength(4);
  });

  it('are tried again when an answer breaks off, which Octokit takes for a success', async () => {
    const cut = new Response('{"id": 7, "na', { status: 200, headers: { 'content-type': 'application/json' } });
    const { client } = scriptedClient([cut, json(200, { id: 7 })]);
    const { data } = await client.rest.repos.get(REPOSITORY);
    expect(data.id).toBe(7);
  });

  it('are tried again when no answer comes in time', async () => {
    const never = (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    const inTime = (_: string, { signal }: RequestInit) =>
      Promise.resolve(signal?.aborted ? json(500, {}) : json(200, { id: 7 }));
    const { client, requests } = scriptedClient([never, inTime], { timeout: 20 });
    await client.rest.repos.get(REPOSITORY);
    expect(requests).toHaveLength(2);
  });

  it('have a time of their own, whatever time the requests before them had', async () => {
    const inTime = (_: string, { signal }: RequestInit) =>
      signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve(json(200, { id: 7 }));
    const { client, requests } = scriptedClient([inTime, inTime], { timeout: 20 });
    await client.rest.repos.get(REPOSITORY);
    await setTimeout(40);
    await client.rest.repos.get(REPOSITORY);
    expect(requests).toHaveLength(2);
  });

  it('are not tried again when they are refused for what they are', async () => {
    const { client, requests } = scriptedClient([json(404, { message: 'Not Found' })]);
    expect(githubProblem(await caught(client.rest.repos.get(REPOSITORY)))).toBe('not-found');
    expect(requests).toHaveLength(1);
  });
});

describe('writes', () => {
  it.each([
    ['an error of GitHub', json(502, { message: 'Server Error' })],
    ['a connection that breaks', brokenConnection('ECONNRESET')],
    [
      'an answer that breaks off',
      new Response('{"id', { status: 201, headers: { 'content-type': 'application/json' } }),
    ],
  ])('are left to the caller after %s: they may have been done', async (_, step) => {
    const { client, requests } = scriptedClient([step]);
    expect(githubProblem(await caught(client.rest.issues.createComment(aComment)))).toBe('unavailable');
    expect(requests).toHaveLength(1);
  });

  it('are tried again when no connection was made', async () => {
    const { client, requests } = scriptedClient([brokenConnection('ECONNREFUSED'), json(201, { id: 1 })]);
    await client.rest.issues.createComment(aComment);
    expect(requests).toHaveLength(2);
  });

  it('are a second apart in one repository, whatever case its name is written in', async () => {
    const { client, sleeps } = scriptedClient([json(201, {}), json(201, {}), json(201, {})]);
    await client.rest.issues.createComment(aComment);
    await client.rest.issues.createComment({ ...aComment, repo: 'hello' });
    expect(sleeps).toEqual([1_000]);
    await client.rest.issues.createComment({ ...aComment, repo: 'other' });
    expect(sleeps).toEqual([1_000]);
  });

  it('are made one after the other in one repository', async () => {
    let underWay = 0;
    let most = 0;
    const slow = async () => {
      most = Math.max(most, ++underWay);
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      underWay--;
      return json(201, {});
    };
    const { client, requests } = scriptedClient([slow, slow, slow]);
    await Promise.all([1, 2, 3].map(() => client.rest.issues.createComment(aComment)));
    expect(requests).toHaveLength(3);
    expect(most).toBe(1);
  });

  it('of GraphQL count for the repository the client is for', async () => {
    const { client, sleeps } = scriptedClient([json(201, {}), json(200, { data: {} })], { repository: 'octo/hello' });
    await client.rest.issues.createComment(aComment);
    await client.graphql('mutation { resolveReviewThread(input: {threadId: "x"}) { clientMutationId } }');
    expect(sleeps).toEqual([1_000]);
  });
});

describe('limits', () => {
  it('the primary one is thrown with the instant from which GitHub answers again, and nothing is sent before', async () => {
    const { client, requests } = scriptedClient([
      json(403, { message: 'API rate limit exceeded for installation ID 1.' }, HALF_AN_HOUR_LATER),
    ]);
    for (const send of [() => client.rest.repos.get(REPOSITORY), () => client.rest.issues.createComment(aComment)]) {
      const error = await caught(send());
      expect(error).toBeInstanceOf(RateLimited);
      expect(error).toMatchObject({ kind: 'primary', until: new Date('2026-03-01T12:30:01Z') });
    }
    expect(requests).toHaveLength(1);
  });

  it('a clock that is wrong is seen by the date of the answer', async () => {
    // GitHub's clock is ten minutes ahead of ours: by our clock its limit ends ten minutes earlier.
    const headers = { ...HALF_AN_HOUR_LATER, date: 'Sun, 01 Mar 2026 12:10:00 GMT' };
    const { client } = scriptedClient([json(429, { message: 'API rate limit exceeded' }, headers)]);
    expect(await caught(client.rest.repos.get(REPOSITORY))).toMatchObject({ until: new Date('2026-03-01T12:20:01Z') });
  });

  it('a secondary one holds back everything for as long as `retry-after` says', async () => {
    const { client, requests } = scriptedClient([
      json(403, { message: 'You have exceeded a secondary rate limit.' }, { 'retry-after': '90' }),
    ]);
    const first = await caught(client.rest.issues.createComment(aComment));
    expect(first).toMatchObject({ kind: 'secondary', until: new Date('2026-03-01T12:01:30Z') });
    expect(await caught(client.rest.repos.get(REPOSITORY))).toMatchObject({ kind: 'secondary' });
    expect(requests).toHaveLength(1);
  });

  it('a short one is slept through, also by a write: it was refused, so nothing was done', async () => {
    const { client, sleeps } = scriptedClient([
      json(429, { message: 'You have exceeded a secondary rate limit.' }, { 'retry-after': '2' }),
      json(201, { id: 1 }),
    ]);
    await client.rest.issues.createComment(aComment);
    expect(sleeps).toEqual([2_000]);
  });

  it('one without an instant is a minute, then two, then four', async () => {
    const refusal = () => json(403, { message: 'You have triggered an abuse detection mechanism.' });
    let now = Date.parse('2026-03-01T12:00:00Z');
    const { client } = scriptedClient([refusal(), refusal(), refusal()], { clock: () => new Date(now) });
    const pauses: number[] = [];
    for (let time = 0; time < 3; time++) {
      const error = await caught(client.rest.repos.get(REPOSITORY));
      if (!(error instanceof RateLimited)) throw error;
      pauses.push(error.until.getTime() - now);
      now = error.until.getTime();
    }
    expect(pauses).toEqual([60_000, 120_000, 240_000]);
  });

  it('several requests that are refused at once are one strike, and a success ends the row', async () => {
    const refusal = () => json(403, { message: 'You have exceeded a secondary rate limit.' });
    let now = Date.parse('2026-03-01T12:00:00Z');
    const steps = [refusal(), refusal(), json(200, { id: 7 }), refusal()];
    const { client } = scriptedClient(steps, { clock: () => new Date(now) });
    const get = () => caught(client.rest.repos.get(REPOSITORY));
    const until = new Date('2026-03-01T12:01:00Z');
    expect(await Promise.all([get(), get()])).toMatchObject([{ until }, { until }]);
    now += 60_000;
    await client.rest.repos.get(REPOSITORY);
    expect(await get()).toMatchObject({ until: new Date('2026-03-01T12:02:00Z') });
  });

  it('a token is asked for as long as anything may be', async () => {
    const nearlyNone = { ...HALF_AN_HOUR_LATER, 'x-ratelimit-remaining': '5' };
    const { client, requests } = scriptedClient([json(200, { id: 7 }, nearlyNone), json(201, { token: 't' })]);
    await client.rest.repos.get(REPOSITORY);
    expect(await caught(client.rest.repos.get(REPOSITORY))).toMatchObject({ kind: 'primary' });
    await client.rest.apps.createInstallationAccessToken({ installation_id: 7 });
    expect(requests).toHaveLength(2);
  });

  it('who cannot write for long, because others do, comes back later', async () => {
    const at = (now: Date) => ({ granted: false as const, reason: 'pace' as const, at: new Date(now.getTime() + 900) });
    const budget = {
      acquire: ({ now }: { now: Date }) => Promise.resolve(at(now)),
      record: () => Promise.resolve(),
    };
    const { client, sleeps, requests } = scriptedClient([], { budget });
    const error = await caught(client.rest.issues.createComment(aComment));
    // 22 waits of 900 milliseconds are within 20 seconds; then five seconds away.
    expect(sleeps).toEqual(Array(22).fill(900));
    expect(error).toMatchObject({ kind: 'pace', until: new Date('2026-03-01T12:00:24.800Z') });
    expect(requests).toEqual([]);
  });

  it('GraphQL tells of them beside a status of 200', async () => {
    const { client } = scriptedClient([
      json(
        200,
        { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
        { ...HALF_AN_HOUR_LATER, 'x-ratelimit-resource': 'graphql' },
      ),
      json(200, { id: 7 }),
    ]);
    expect(await caught(client.graphql('{ viewer { login } }'))).toMatchObject({ kind: 'primary' });
    // REST has a limit of its own.
    expect((await client.rest.repos.get(REPOSITORY)).status).toBe(200);
  });

  it('a 403 for want of a permission is none', async () => {
    const { client, requests } = scriptedClient([
      json(403, { message: 'Resource not accessible by integration' }, { 'x-ratelimit-remaining': '4999' }),
    ]);
    expect(githubProblem(await caught(client.rest.issues.createComment(aComment)))).toBe('not-permitted');
    expect(requests).toHaveLength(1);
  });
});

describe('ending', () => {
  it.each(['GET', 'POST'])('a signal ends a %s that is under way, with its own reason', async (method) => {
    const controller = new AbortController();
    const reason = new Error('superseded');
    const hanging = (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        controller.abort(reason);
      });
    const { client } = scriptedClient([hanging], { signal: controller.signal });
    expect(await caught(client.request(`${method} /repos/octo/hello/statuses`))).toBe(reason);
  });

  it('a budget that cannot record does not undo what GitHub did', async () => {
    const budget = {
      acquire: () => Promise.resolve({ granted: true as const }),
      record: () => Promise.reject(new Error('away')),
    };
    const { client, logged } = scriptedClient([json(201, { id: 3 })], { budget });
    const { data } = await client.rest.issues.createComment(aComment);
    expect(data.id).toBe(3);
    expect(logged).toEqual(['the outcome of a request to GitHub was not recorded']);
  });
});
