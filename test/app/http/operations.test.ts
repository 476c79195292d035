import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordDeliveries } from '../../../app/events/record-delivery.ts';
import { createSetupToken } from '../../../app/setup/setup-token.ts';
import { createServiceMetrics } from '../../../app/metrics/service-metrics.ts';
import { enqueue } from '../../../database/queue.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { deliver, SERVICE_KEY, startTestServer, type TestServer } from './a-test-server.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close(0);
  server = undefined;
});

async function start(given: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
  server = await startTestServer(given);
  return server;
}

async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server?.url}${path}`, { headers });
  return { status: response.status, text: await response.text() };
}

describe('health', () => {
  it('a process that answers lives, whatever its database does', async () => {
    await start({ checks: { database: () => Promise.reject(new Error('away')) } });
    expect(await get('/livez')).toEqual({ status: 200, text: '{"status":"ok"}' });
  });

  it('is ready where all checks are well', async () => {
    await start({ checks: { database: () => Promise.resolve('ok'), migrations: () => Promise.resolve('ok') } });
    expect(await get('/readyz')).toEqual({
      status: 200,
      text: '{"status":"ok","checks":{"database":"ok","migrations":"ok"}}',
    });
  });

  it('names the check that failed, and nothing of why', async () => {
    await start({
      checks: {
        database: () => Promise.reject(new Error('password authentication failed for user "x"')),
        migrations: () => Promise.resolve('ok'),
      },
    });
    expect(await get('/readyz')).toEqual({
      status: 503,
      text: '{"status":"failed","checks":{"database":"failed","migrations":"ok"}}',
    });
  });

  it('is ready while something is waited for, which is named', async () => {
    await start({ checks: { app: () => Promise.resolve('not set up'), github: () => Promise.resolve('unknown') } });
    expect(await get('/readyz')).toEqual({
      status: 200,
      text: '{"status":"ok","checks":{"app":"not set up","github":"unknown"}}',
    });
  });

  it('is not ready once it was asked to end', async () => {
    await start({ isStopping: () => true });
    expect(await get('/readyz')).toEqual({ status: 503, text: '{"status":"stopping"}' });
    expect((await get('/livez')).status).toBe(200);
  });

  it('asks its checks no more often than once in a second', async () => {
    let asked = 0;
    let now = new Date('2026-11-21T09:00:00Z');
    await start({
      clock: () => now,
      checks: {
        database() {
          asked += 1;
          return Promise.resolve('ok');
        },
      },
    });
    await Promise.all([get('/readyz'), get('/readyz'), get('/readyz')]);
    expect(asked).toBe(1);
    now = new Date('2026-11-21T09:00:01Z');
    await get('/readyz');
    expect(asked).toBe(2);
  });
});

describe('metrics', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.close());

  it('count webhooks by event and outcome, with names that strangers cannot add to', async () => {
    const to = await start();
    await deliver(to);
    await deliver(to);
    await deliver(to, { headers: { 'x-github-event': 'made_up', 'x-github-delivery': 'another' } });
    await deliver(to, { headers: { 'x-hub-signature-256': '' } });
    const { text } = await get('/metrics');
    expect(text).toContain('plumbline_webhooks_total{event="ping",outcome="ignored"} 1');
    expect(text).toContain('plumbline_webhooks_total{event="ping",outcome="known"} 1');
    expect(text).toContain('plumbline_webhooks_total{event="other",outcome="ignored"} 1');
    expect(text).toContain('plumbline_webhooks_total{event="ping",outcome="unauthorized"} 1');
    expect(text).toContain('plumbline_webhook_duration_seconds_count 4');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('tell the depth and age of the queue, and the reviews', async () => {
    await recordDeliveries(test.database, [
      {
        id: 'one',
        event: 'push',
        action: null,
        installationId: 1,
        repositoryId: 2,
        body: {},
        state: 'received',
        receivedAt: new Date(),
      },
    ]);
    await test.database.query(`
      insert into accounts values (1, 'acme', 'organization', now());
      insert into installations (id, account_id, updated_at) values (1, 1, now());
      insert into repositories (id, installation_id, owner, name, updated_at) values (2, 1, 'acme', 'parcels', now());
      insert into reviews (id, installation_id, repository_id, kind, head_sha, state, trigger, correlation_id, created_at) values
        (gen_random_uuid(), 1, 2, 'repository', 'a', 'queued', 'push', 'one', now() - interval '2 days'),
        (gen_random_uuid(), 1, 2, 'repository', 'b', 'completed', 'push', 'one', now()),
        (gen_random_uuid(), 1, 2, 'repository', 'c', 'completed', 'push', 'one', now() - interval '2 days');
    `);
    await enqueue(test.database, { task: 'of-another-program', payload: {} });
    const metrics = createServiceMetrics(test.database, { tasks: ['handle-event'] });
    metrics.reviewFinished({ state: 'completed', seconds: 12 });
    metrics.githubCalled({ status: 403, remaining: 4999 });
    metrics.githubCalled({ status: undefined });
    await start({ metrics });
    const { text } = await get('/metrics');
    expect(text).toContain('plumbline_queue_jobs{task="handle-event",state="ready"} 1');
    expect(text).toMatch(/plumbline_queue_oldest_seconds\{task="handle-event"\} \d/);
    // Nobody here does these.
    expect(text).toContain('plumbline_queue_jobs{task="of-another-program",state="ready"} 1');
    expect(text).not.toContain('plumbline_queue_oldest_seconds{task="of-another-program"}');
    expect(text).toContain('plumbline_reviews{state="queued"} 1');
    expect(text).toContain('plumbline_reviews{state="completed"} 1');
    expect(text).toContain('plumbline_review_duration_seconds_bucket{le="30",state="completed"} 1');
    expect(text).toContain('plumbline_github_requests_total{status="403"} 1');
    expect(text).toContain('plumbline_github_requests_total{status="none"} 1');
    expect(text).toContain('plumbline_github_rate_limit_remaining 4999');
  });

  it('of the process itself are there without the database', async () => {
    await start({ metrics: createServiceMetrics({ query: () => Promise.reject(new Error('away')) }, { tasks: [] }) });
    const { status, text } = await get('/metrics');
    expect(status).toBe(200);
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('ask for the token where one is set', async () => {
    await start({ metricsToken: 'the token' });
    expect((await get('/metrics')).status).toBe(401);
    expect((await get('/metrics', { authorization: 'Bearer another' })).status).toBe(401);
    expect((await get('/metrics', { authorization: 'Bearer the token' })).status).toBe(200);
  });
});

describe('every answer', () => {
  it('carries an id that its log line carries too, and the log holds no query', async () => {
    const to = await start();
    const response = await fetch(`${to.url}/nothing?signature=secret`);
    const id = response.headers.get('x-request-id');
    expect(response.status).toBe(404);
    expect(to.logLines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ msg: 'request', correlationId: id, method: 'GET', path: '/nothing', status: 404 }),
    );
    expect(to.logLines.join('')).not.toContain('secret');
  });

  it('of an image is logged without the signature in its path', async () => {
    const to = await start();
    const signature = 'aB3_-'.repeat(9).slice(0, 43);
    await fetch(`${to.url}/badge/12.1790000000.${signature}.svg`);
    expect(to.logLines.join('')).toContain('"path":"/badge/12.1790000000.….svg"');
    expect(to.logLines.join('')).not.toContain(signature);
  });

  it('asks browsers to come by TLS only where it is reached by TLS, and for its own name alone', async () => {
    const transportAt = async (publicUrl: string): Promise<string | null> => {
      const github = { apiUrl: 'http://127.0.0.1:9', webUrl: 'https://github.com' };
      const setup = { token: createSetupToken(), serviceKey: SERVICE_KEY, publicUrl: () => publicUrl, github };
      const to = await startTestServer({ site: { setup } });
      const { headers } = await fetch(to.url);
      await to.close(0);
      return headers.get('strict-transport-security');
    };
    expect(await transportAt('https://plumbline.example.com')).toBe('max-age=15552000');
    expect(await transportAt('http://127.0.0.1:3000')).toBeNull();
  });

  it('is not framed, not sniffed, and runs nothing', async () => {
    const to = await start();
    for (const path of ['/', '/nothing', '/installed', '/setup', '/livez', '/metrics']) {
      const { headers } = await fetch(`${to.url}${path}`);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('of a process that only works is about its health, and nothing else', async () => {
    const to = await start({ site: 'none' });
    const paths = ['/livez', '/readyz', '/metrics', '/', '/setup', '/installed', '/badge/1.svg'];
    const answers = await Promise.all(paths.map(async (path) => (await get(path)).status));
    expect(answers).toEqual([200, 200, 200, 404, 404, 404, 404]);
    const webhook = await fetch(`${to.url}/api/github/webhooks`, { method: 'POST', body: '{}' });
    expect(webhook.status).toBe(404);
  });
});
