import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVERYTHING_GRANTED, type Entitlements } from '../../../app/entitlements.ts';
import { reportLink, type ReportFormat } from '../../../app/http/links/report-link.ts';
import type { ReportRenderer } from '../../../app/http/reports/report-renderer.ts';
import { createReportRoutes } from '../../../app/http/reports/report-routes.ts';
import { storeReport } from '../../../app/reviews/report-store.ts';
import { silentLog } from '../../../database/log.ts';
import { configurationSchema } from '../../../engine/config/schema.ts';
import type { ReviewResult } from '../../../engine/review-result.ts';
import { aHostileReviewResult, HOSTILE_TEXT } from '../../support/a-hostile-review-result.ts';
import { aReviewResult } from '../../support/a-review-result.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW, SERVICE_KEY, startTestServer, type TestServer } from './a-test-server.ts';

const PLAIN = '00000000-0000-4000-8000-000000000001';
const HOSTILE = '00000000-0000-4000-8000-000000000002';
const REUSED = '00000000-0000-4000-8000-000000000003';
const WITHOUT = '00000000-0000-4000-8000-000000000004';
const AGAIN = '00000000-0000-4000-8000-000000000006';
const REMOVED = '00000000-0000-4000-8000-000000000016';
const UNINSTALLED = '00000000-0000-4000-8000-000000000017';
const SUSPENDED = '00000000-0000-4000-8000-000000000018';
const UNKNOWN = '00000000-0000-4000-8000-000000000005';

let test: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  test = await testDatabase();
  await test.database.query(REVIEWS);
  await store(PLAIN, aReviewResult());
  await store(HOSTILE, aHostileReviewResult());
  await store(AGAIN, aReviewResult());
  for (const id of [REMOVED, UNINSTALLED, SUSPENDED]) await store(id, aReviewResult());
  server = await startTestServer({ site: { database: test.database } });
});
afterAll(async () => {
  await server.close(0);
  await test.close();
});

async function store(reviewId: string, result: ReviewResult, now = NOW): Promise<void> {
  const { pullRequests } = configurationSchema.parse({});
  const report = {
    result,
    identity: { consultant: { name: 'Ada Long' } },
    pullRequests,
    standings: [],
    suggestions: [],
  };
  await storeReport(test.database, { reviewId, report, serviceKey: SERVICE_KEY, now });
}

interface Wanted {
  readonly reviewId?: string;
  readonly format?: ReportFormat;
  readonly expires?: Date;
  readonly etag?: string;
  readonly from?: TestServer;
}

function get({ reviewId = PLAIN, format = 'html', expires = END, etag, from = server }: Wanted = {}) {
  const link = reportLink({ publicUrl: from.url, serviceKey: SERVICE_KEY }, { reviewId, format, expires });
  return fetch(link, { headers: { ...(etag !== undefined && { 'if-none-match': etag }) } });
}

const END = new Date(NOW.getTime() + 1000);

describe('a report', () => {
  it('is the HTML report, whose policy allows its own style and script and nothing else', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('acme/parcel-service');
    expect(text).toContain('Ada Long');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    const own = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1];
    expect(own?.replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=')).toBe(
      policy.replace("; frame-ancestors 'none'", ''),
    );
  });

  it.each([
    ['json', 'application/json', 'inline; filename="plumbline-acme-parcel-service-4f1c0a9b.json"', '{'],
    ['sarif', 'application/sarif+json', 'attachment; filename="plumbline-acme-parcel-service-4f1c0a9b.sarif"', '{'],
    ['pdf', 'application/pdf', 'inline; filename="plumbline-acme-parcel-service-4f1c0a9b.pdf"', '%PDF-'],
  ] as const)('is there as %s', async (format, type, disposition, begin) => {
    const response = await get({ format });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(disposition);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).startsWith(begin)).toBe(true);
  });

  it('is not indexed, not shared by caches, and its address goes nowhere', async () => {
    const { headers } = await get();
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('is not sent again where it is the same', async () => {
    const etag = (await get({ format: 'json' })).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect((await get({ format: 'json', etag })).status).toBe(304);
    expect((await get({ format: 'json', etag: `"another", W/${etag}` })).status).toBe(304);
    expect((await get({ format: 'json', etag: '"another"' })).status).toBe(200);
  });

  it('is another one once it was stored anew', async () => {
    const before = (await get({ reviewId: AGAIN, format: 'json' })).headers.get('etag') ?? '';
    await store(AGAIN, aHostileReviewResult(), new Date(NOW.getTime() + 1000));
    const response = await get({ reviewId: AGAIN, format: 'json', etag: before });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ subject: { name: aHostileReviewResult().subject.name } });
  });

  it('of hostile code is text, in a file with a harmless name', async () => {
    const response = await get({ reviewId: HOSTILE });
    expect(await response.text()).not.toContain(HOSTILE_TEXT);
    expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="plumbline-[\w.-]+\.html"$/);
  });

  it("of a review that reused another is that one's", async () => {
    expect((await get({ reviewId: REUSED, format: 'json' })).status).toBe(200);
  });
});

describe('whoever holds one link', () => {
  const render: ReportRenderer = () => new Promise((resolve) => waiting.push(resolve));
  let waiting: ((content: Uint8Array) => void)[] = [];

  /** The routes with a renderer that ends when it is told. */
  function ask(headers: Record<string, string> = {}, reviewId = PLAIN) {
    const link = reportLink({ publicUrl: '', serviceKey: SERVICE_KEY }, { reviewId, format: 'html', expires: END });
    return routes.request(link, { headers });
  }
  let routes: ReturnType<typeof createReportRoutes>;
  beforeEach(() => {
    waiting = [];
    routes = createReportRoutes({
      database: test.database,
      serviceKey: SERVICE_KEY,
      entitlements: EVERYTHING_GRANTED,
      render,
      clock: () => NOW,
      log: silentLog,
    });
  });

  it('has the report rendered once, however often and at once it is asked for', async () => {
    const first = Array.from({ length: 30 }, () => ask());
    await vi.waitUntil(() => waiting.length > 0);
    waiting[0]?.(Buffer.from('rendered'));
    const texts = await Promise.all(first.map(async (response) => (await response).text()));
    expect(new Set(texts)).toEqual(new Set(['rendered']));
    expect(await (await ask()).text()).toBe('rendered');
    expect(waiting).toHaveLength(1);
  });

  it('is told that it is the same before anything is rendered', async () => {
    const first = ask();
    await vi.waitUntil(() => waiting.length > 0);
    waiting[0]?.(Buffer.from('rendered'));
    const etag = (await first).headers.get('etag') ?? '';
    for (let turn = 0; turn < 3; turn++) expect((await ask({ 'if-none-match': etag })).status).toBe(304);
    expect(waiting).toHaveLength(1);
  });
});

describe('a link that leads to no report says why, and what to do', () => {
  it.each([
    ['has ended', { expires: NOW }, 410, 'This link has expired'],
    ['is to a review whose report is gone', { reviewId: WITHOUT }, 410, 'This report is no longer kept'],
    ['is to a review that is gone', { reviewId: UNKNOWN }, 410, 'This report is no longer kept'],
  ])('which %s', async (_, wanted, status, words) => {
    const response = await get(wanted);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text).toContain(words);
    expect(text).toContain('/plumbline review');
  });

  it.each([
    ['a repository that was removed', REMOVED],
    ['an installation that was deleted', UNINSTALLED],
  ])('which is of %s', async (_, reviewId) => {
    for (const format of ['html', 'json', 'sarif', 'pdf'] as const) {
      const response = await get({ reviewId, format });
      expect(response.status).toBe(410);
      expect(await response.text()).toContain('Plumbline is no longer installed there');
    }
    expect((await get({ reviewId: SUSPENDED, format: 'json' })).status).toBe(200);
  });

  it.each(['', '?expires=9999999999', `?expires=9999999999&signature=${'a'.repeat(43)}`])(
    'which was made up: %s',
    async (query) => {
      const response = await fetch(`${server.url}/reports/${PLAIN}.html${query}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('This link is not valid');
    },
  );

  it('which was signed for another format', async () => {
    const link = reportLink(
      { publicUrl: server.url, serviceKey: SERVICE_KEY },
      { reviewId: PLAIN, format: 'html', expires: END },
    );
    expect((await fetch(link.replace('.html', '.json'))).status).toBe(404);
  });

  it('which asks for a PDF that the plan does not bring', async () => {
    const entitlements: Entitlements = {
      of: () => Promise.resolve({ capabilities: new Set(), lapsed: new Set(), priority: 0 }),
    };
    const from = await startTestServer({ site: { database: test.database, entitlements } });
    const response = await get({ format: 'pdf', from });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('PDF reports are not part of this plan');
    expect((await get({ format: 'html', from })).status).toBe(200);
    await from.close(0);
  });
});

const REVIEWS = `
insert into accounts values (1, 'acme', 'organization', now());
insert into installations (id, account_id, deleted_at, suspended_at, updated_at)
  values (1, 1, null, null, now()), (2, 1, now(), null, now()), (3, 1, null, now(), now());
insert into repositories (id, installation_id, owner, name, removed_at, updated_at) values
  (2, 1, 'acme', 'parcels', null, now()), (3, 1, 'acme', 'removed', now(), now()), (4, 2, 'acme', 'uninstalled', null, now()),
  (5, 3, 'acme', 'suspended', null, now());
insert into reviews (id, installation_id, repository_id, kind, head_sha, state, trigger, correlation_id, created_at) values
  ('${PLAIN}', 1, 2, 'repository', 'a', 'completed', 'push', 'x', now()),
  ('${HOSTILE}', 1, 2, 'repository', 'b', 'completed', 'push', 'x', now()),
  ('${REUSED}', 1, 2, 'repository', 'b', 'completed', 'push', 'x', now()),
  ('${AGAIN}', 1, 2, 'repository', 'd', 'completed', 'push', 'x', now()),
  ('${REMOVED}', 1, 3, 'repository', 'd', 'completed', 'push', 'x', now()),
  ('${UNINSTALLED}', 2, 4, 'repository', 'e', 'completed', 'push', 'x', now()),
  ('${SUSPENDED}', 3, 5, 'repository', 'f', 'completed', 'push', 'x', now()),
  ('${WITHOUT}', 1, 2, 'repository', 'c', 'completed', 'push', 'x', now());
update reviews set reused_from = '${PLAIN}' where id = '${REUSED}';
`;
