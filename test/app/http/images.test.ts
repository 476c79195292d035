import { XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entitlement } from '../../../app/entitlements.ts';
import { renderBadge } from '../../../app/http/images/badge.ts';
import type { BranchPoint } from '../../../app/http/images/branch-history.ts';
import { renderTrend } from '../../../app/http/images/trend.ts';
import { imageLink, type ImageKind } from '../../../app/http/links/image-token.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW, SERVICE_KEY, startTestServer, type TestServer } from './a-test-server.ts';

function aPoint(given: Partial<BranchPoint> = {}): BranchPoint {
  return {
    at: new Date('2026-11-01T12:00:00Z'),
    openFindings: 40,
    debtMinutes: 600,
    coverage: 0.8,
    ratings: { reliability: 'A', security: 'B', maintainability: 'C' },
    conclusion: 'success',
    ...given,
  };
}

function titleOf(svg: string): string {
  expect(XMLValidator.validate(svg)).toBe(true);
  return /<title[^>]*>([^<]*)<\/title>/.exec(svg)?.[1] ?? '';
}

describe('a badge', () => {
  it.each([
    ['gate', aPoint(), 'plumbline: gate passed', '#12693f'],
    ['gate', aPoint({ conclusion: 'failure' }), 'plumbline: gate failed', '#b3261e'],
    ['gate', aPoint({ conclusion: 'neutral' }), 'plumbline: not reviewed', '#566072'],
    ['gate', aPoint({ conclusion: null }), 'plumbline: not reviewed', '#566072'],
    ['gate', undefined, 'plumbline: not reviewed', '#566072'],
    ['ratings', aPoint(), 'plumbline: reliability A · security B · maintainability C', '#7a5200'],
    [
      'ratings',
      aPoint({ ratings: { security: 'A' } }),
      'plumbline: reliability – · security A · maintainability –',
      '#566072',
    ],
    ['ratings', undefined, 'plumbline: not reviewed', '#566072'],
    ['coverage', aPoint({ coverage: 0.799_9 }), 'coverage: 79 %', '#7a5200'],
    ['coverage', aPoint({ coverage: 1 }), 'coverage: 100 %', '#12693f'],
    ['coverage', aPoint({ coverage: 0.3 }), 'coverage: 30 %', '#b3261e'],
    ['coverage', aPoint({ coverage: undefined }), 'coverage: not measured', '#566072'],
  ] as const)('%s of %j says "%s"', async (badge, point, title, colour) => {
    const svg = await renderBadge(badge, point);
    expect(titleOf(svg)).toBe(title);
    expect(svg).toContain(`fill="${colour}"`);
  });
});

describe('a trend', () => {
  it('says what became of each number, in words too', async () => {
    const svg = await renderTrend([
      aPoint(),
      aPoint({ at: new Date('2026-11-10T12:00:00Z'), openFindings: 1200, debtMinutes: 30, coverage: undefined }),
      aPoint({ at: new Date('2026-11-20T12:00:00Z'), openFindings: 20, debtMinutes: 660, coverage: 0.8 }),
    ]);
    expect(titleOf(svg)).toBe('Quality of the default branch');
    expect(svg).toContain(
      '<desc id="d">Reliability A, Security B, Maintainability C. Open findings: 20, from 40. Technical debt: 11 h, from 10 h. Coverage: 80.0 %, as before.</desc>',
    );
    expect(svg).toContain('3 commits, 2026-11-01 to 2026-11-20');
    expect(svg.match(/<path class="line" d="[^"]+"/g)).toEqual([
      '<path class="line" d="M232 57.3L415.8 14L620 58"',
      '<path class="line" d="M232 18.2L415.8 58L620 14"',
      '<path class="line" d="M232 36L620 36"',
    ]);
  });

  it('of one commit is a point; what was never measured has no line', async () => {
    const svg = await renderTrend([aPoint({ coverage: undefined })]);
    expect(titleOf(svg)).toBe('Quality of the default branch');
    expect(svg).not.toContain('Coverage');
    expect(svg).not.toContain('NaN');
    expect(svg).toContain('1 commit, 2026-11-01<');
  });

  it('of nothing says so', async () => {
    expect(titleOf(await renderTrend([]))).toBe('Quality of the default branch');
    expect(await renderTrend([])).toContain('>Nothing has been reviewed yet.</text>');
  });
});

describe('an image of a repository', () => {
  let test: TestDatabase;
  let server: TestServer;
  beforeAll(async () => {
    test = await testDatabase();
    await test.database.query(COMMITS);
    server = await startTestServer({ site: { database: test.database } });
  });
  afterAll(async () => {
    await server.close(0);
    await test.close();
  });

  function get(
    kind: ImageKind,
    repositoryId: number,
    given: { query?: string; expires?: Date; etag?: string; from?: TestServer } = {},
  ) {
    const { query = '', expires = new Date(NOW.getTime() + 1000), etag, from = server } = given;
    const link = imageLink({ publicUrl: from.url, serviceKey: SERVICE_KEY }, { kind, repositoryId, expires });
    return fetch(`${link}${query}`, { headers: { ...(etag !== undefined && { 'if-none-match': etag }) } });
  }

  it('is of the newest commit of its default branch', async () => {
    const response = await get('badge', 2);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(titleOf(await response.text())).toBe('plumbline: gate failed');
    expect(titleOf(await (await get('badge', 2, { query: '?show=coverage' })).text())).toBe('coverage: 81 %');
    expect(titleOf(await (await get('badge', 2, { query: '?show=ratings' })).text())).toBe(
      'plumbline: reliability A · security E · maintainability A',
    );
    expect(await (await get('trend', 2)).text()).toContain('Open findings: 7, from 12.');
  });

  it('is not sent again where it is the same', async () => {
    const etag = (await get('trend', 2)).headers.get('etag') ?? '';
    const again = await get('trend', 2, { etag });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('of a repository that is not known, or was removed, tells nothing', async () => {
    expect(titleOf(await (await get('badge', 99)).text())).toBe('plumbline: not reviewed');
    expect(titleOf(await (await get('badge', 3)).text())).toBe('plumbline: not reviewed');
  });

  it('of a trend that the plan does not bring says so', async () => {
    const nothing: Entitlement = { capabilities: new Set(), lapsed: new Set(), priority: 0 };
    const site = { database: test.database, entitlements: { of: () => Promise.resolve(nothing) } };
    const from = await startTestServer({ site });
    const trend = await get('trend', 2, { from });
    expect(trend.status).toBe(403);
    expect(titleOf(await trend.text())).toBe('plumbline: trends are not part of this plan');
    expect((await get('badge', 2, { from })).status).toBe(200);
    await from.close(0);
  });

  it('whose link has expired, or is none, says so in the image', async () => {
    const expired = await get('badge', 2, { expires: NOW });
    expect(expired.status).toBe(410);
    expect(titleOf(await expired.text())).toBe('plumbline: link has expired');
    const invalid = await fetch(`${server.url}/trend/2.1.abc.svg`);
    expect(invalid.status).toBe(404);
    expect(titleOf(await invalid.text())).toBe('plumbline: link is not valid');
  });
});

const COMMITS = `
insert into accounts values (1, 'acme', 'organization', now());
insert into installations (id, account_id, updated_at) values (1, 1, now());
insert into repositories (id, installation_id, owner, name, updated_at, removed_at) values
  (2, 1, 'acme', 'parcels', now(), null), (3, 1, 'acme', 'gone', now(), now());
insert into reviews (id, installation_id, repository_id, kind, head_sha, state, conclusion, trigger, correlation_id, created_at) values
  ('00000000-0000-4000-8000-000000000001', 1, 2, 'repository', 'a', 'completed', 'success', 'push', 'x', now()),
  ('00000000-0000-4000-8000-000000000002', 1, 2, 'repository', 'b', 'completed', 'failure', 'push', 'x', now()),
  ('00000000-0000-4000-8000-000000000003', 1, 3, 'repository', 'c', 'completed', 'success', 'push', 'x', now());
insert into commit_metrics (repository_id, sha, committed_at, review_id, measures, ratings) values
  (2, 'b', '2026-11-20T12:00:00Z', '00000000-0000-4000-8000-000000000002',
    '{"findings": {"critical": 0, "high": 1, "medium": 2, "low": 4, "info": 0}, "debtMinutes": 90, "coverageShare": 0.8199}',
    '{"reliability": "A", "security": "E", "maintainability": "A", "duplication": "B"}'),
  (2, 'a', '2026-11-10T12:00:00Z', '00000000-0000-4000-8000-000000000001',
    '{"findings": {"critical": 2, "high": 4, "medium": 6}, "debtMinutes": 120}', '{"reliability": "B"}'),
  (3, 'c', '2026-11-10T12:00:00Z', '00000000-0000-4000-8000-000000000003',
    '{"findings": {}, "debtMinutes": 0}', '{"reliability": "A"}');
`;
