import { Hono, type Context } from 'hono';
import { createHash } from 'node:crypto';
import type { Queryable } from '../../../database/connect.ts';
import type { Entitlements } from '../../entitlements.ts';
import { readImageToken, type ImageKind } from '../links/image-token.ts';
import { BADGES, renderBadge, renderBrokenBadge } from './badge.ts';
import { readBranchHistory, readInstallationOf } from './branch-history.ts';
import { renderTrend, TREND_STYLE } from './trend.ts';

export interface ImagePorts {
  readonly database: Queryable;
  readonly serviceKey: Buffer;
  readonly entitlements: Entitlements;
  readonly clock: () => Date;
}

/** Commits that a trend shows. */
const TREND_COMMITS = 100;
/** GitHub's image proxy asks again after as long. */
const FRESH_SECONDS = 300;
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(TREND_STYLE).digest('base64')}'; frame-ancestors 'none'`;

/** `/badge/TOKEN.svg?show=gate|ratings|coverage` and `/trend/TOKEN.svg`: images of a default branch, behind signed tokens that end. */
export function createImageRoutes(ports: ImagePorts): Hono {
  const { database } = ports;
  return new Hono()
    .get('/badge/:file{.+\\.svg}', (context) =>
      answer(context, ports, {
        kind: 'badge',
        async render(repositoryId) {
          const [latest] = await readBranchHistory(database, { repositoryId, commits: 1 });
          const show = context.req.query('show');
          return renderBadge(BADGES.find((badge) => badge === show) ?? 'gate', latest);
        },
      }),
    )
    .get('/trend/:file{.+\\.svg}', (context) =>
      answer(context, ports, {
        kind: 'trend',
        async render(repositoryId) {
          if (!(await hasTrend(ports, repositoryId))) return undefined;
          return renderTrend(await readBranchHistory(database, { repositoryId, commits: TREND_COMMITS }));
        },
      }),
    );
}

interface Image {
  readonly kind: ImageKind;
  /** Undefined: not part of the plan. */
  readonly render: (repositoryId: number) => Promise<string | undefined>;
}

/** Of a repository that is not ours any more there is no history, and nothing to grant. */
async function hasTrend({ database, entitlements, clock }: ImagePorts, repositoryId: number): Promise<boolean> {
  const installationId = await readInstallationOf(database, repositoryId);
  if (installationId === undefined) return true;
  return (await entitlements.of(installationId, clock())).capabilities.has('trend');
}

async function answer(context: Context, { serviceKey, clock }: ImagePorts, { kind, render }: Image): Promise<Response> {
  const token = context.req.path.slice(kind.length + 2, -'.svg'.length);
  const { verdict, repositoryId } = readImageToken(kind, token, { serviceKey, now: clock() });
  // Pages elsewhere show it.
  context.header('cross-origin-resource-policy', 'cross-origin');
  context.header('content-security-policy', POLICY);
  context.header('content-type', 'image/svg+xml');
  if (verdict !== 'valid') {
    context.header('cache-control', 'no-store');
    return context.body(await renderBrokenBadge(verdict), verdict === 'expired' ? 410 : 404);
  }
  const image = await render(repositoryId);
  if (image === undefined) {
    context.header('cache-control', 'no-store');
    return context.body(await renderBrokenBadge('not-granted'), 403);
  }
  const etag = `"${createHash('sha256').update(image).digest('base64url')}"`;
  context.header('cache-control', `public, max-age=${FRESH_SECONDS}`);
  context.header('etag', etag);
  return context.req.header('if-none-match') === etag ? context.body(null, 304) : context.body(image);
}
