import { Hono, type Context } from 'hono';
import { createHash } from 'node:crypto';
import type { Queryable } from '../../../database/connect.ts';
import type { Log } from '../../../database/log.ts';
import { reportPolicy } from '../../../engine/report/html/report-policy.ts';
import { loadTemplates } from '../../../engine/report/templates/load-templates.ts';
import type { ReviewResult } from '../../../engine/review-result.ts';
import { build, version } from '../../../engine/version.ts';
import type { Entitlements } from '../../entitlements.ts';
import { isInstalledOn } from '../../installations/is-installed-on.ts';
import { loadReport, reportStoredAt } from '../../reviews/report-store.ts';
import { loadReview } from '../../reviews/review-store.ts';
import { REPORT_FORMATS, type ReportFormat } from '../links/report-link.ts';
import { checkLink } from '../links/sign-link.ts';
import { linkPage } from '../pages/link-pages.ts';
import { sendPage } from '../pages/page.ts';
import { RendererBusy, type ReportRenderer } from './report-renderer.ts';
import { createRenderedReports, type RenderedReport, type RenderedReports } from './rendered-reports.ts';

export interface ReportPorts {
  readonly database: Queryable;
  readonly serviceKey: Buffer;
  readonly entitlements: Entitlements;
  readonly render: ReportRenderer;
  readonly clock: () => Date;
  readonly log: Log;
}

const TYPES: Readonly<Record<ReportFormat, string>> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  // https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, appendix of media types
  sarif: 'application/sarif+json',
  json: 'application/json',
};

/** Of reports as they were rendered: some tens of usual ones. */
const RENDERED_BYTES = 32 * 1024 * 1024;

/** `/reports/REVIEW.FORMAT`, behind a signed link that ends. */
export function createReportRoutes(ports: ReportPorts): Hono {
  const rendered = createRenderedReports(RENDERED_BYTES);
  return new Hono().get(
    `/reports/:file{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.(?:${REPORT_FORMATS.join('|')})}`,
    (context) => answer(context, { ...ports, rendered }),
  );
}

async function answer(
  context: Context,
  ports: ReportPorts & { readonly rendered: RenderedReports },
): Promise<Response> {
  const { database, serviceKey, entitlements, rendered, clock, log } = ports;
  const { path } = context.req;
  const { expires, signature } = context.req.query();
  const verdict = checkLink({ path, expires, signature }, { serviceKey, now: clock() });
  if (verdict !== 'valid') return sendPage(context, linkPage(verdict), verdict === 'expired' ? 410 : 404);

  const { reviewId, format } = partsOf(path);
  const review = await loadReview(database, reviewId);
  if (review && !(await isInstalledOn(database, review.repositoryId)))
    return sendPage(context, linkPage('not-installed'), 410);
  const source = review?.reusedFrom ?? review?.id;
  const storedAt = source === undefined ? undefined : await reportStoredAt(database, source);
  if (review === undefined || source === undefined || storedAt === undefined)
    return sendPage(context, linkPage('gone'), 410);
  if (format === 'pdf') {
    const { capabilities } = await entitlements.of(review.installationId, clock());
    if (!capabilities.has('reports-pdf')) return sendPage(context, linkPage('not-granted'), 403);
  }

  const etag = etagOf({ source, storedAt, format });
  if (isKnown(context, etag)) return send(context, { etag, format });
  try {
    const report = await rendered.get(etag, () => renderFresh(ports, { source, format }));
    return await send(context, { etag, format, report });
  } catch (error) {
    if (error instanceof ReportGone) return sendPage(context, linkPage('gone'), 410);
    if (error instanceof RendererBusy) return sendPage(context, linkPage('busy'), 503);
    log.error({ err: error, reviewId, format }, 'a report could not be rendered');
    return sendPage(context, linkPage('broken'), 500);
  }
}

/** It was removed between two looks. */
class ReportGone extends Error {
  override readonly name = 'ReportGone';
}

async function renderFresh(
  { database, serviceKey, render }: ReportPorts,
  { source, format }: { source: string; format: ReportFormat },
): Promise<RenderedReport> {
  const report = await loadReport(database, source, { serviceKey });
  if (report === undefined) throw new ReportGone();
  return { content: await render({ format, report }), fileName: fileName(report.result, format) };
}

/** Known before anything is rendered: what is stored once is rendered the same by the same program. */
function etagOf({ source, storedAt, format }: { source: string; storedAt: Date; format: ReportFormat }): string {
  const content = [source, storedAt.toISOString(), format, version, build].join('\n');
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}

/** A proxy that compresses makes the tag a weak one. */
function isKnown(context: Context, etag: string): boolean {
  const known = context.req.header('if-none-match') ?? '';
  return known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Without a report: it is the one that is known. */
async function send(
  context: Context,
  { etag, format, report }: { etag: string; format: ReportFormat; report?: RenderedReport },
): Promise<Response> {
  context.header('etag', etag);
  // Whoever shares a computer is not to find it in the cache; the same person may ask again.
  context.header('cache-control', 'private, no-cache');
  context.header('x-robots-tag', 'noindex');
  context.header('referrer-policy', 'no-referrer');
  context.header('content-security-policy', await policyOf(format));
  if (report === undefined) return context.body(null, 304);
  context.header('content-type', TYPES[format]);
  context.header(
    'content-disposition',
    `${format === 'sarif' ? 'attachment' : 'inline'}; filename="${report.fileName}"`,
  );
  return context.body(new Uint8Array(report.content));
}

/** A PDF is shown by the browser's own viewer, which some browsers hold to the policy as well: it holds nothing that runs. */
async function policyOf(format: ReportFormat): Promise<string> {
  const own = "frame-ancestors 'none'";
  switch (format) {
    case 'html':
      return `${reportPolicy(await loadTemplates())}; ${own}`;
    case 'pdf':
      return own;
    case 'sarif':
    case 'json':
      return `default-src 'none'; ${own}`;
  }
}

function partsOf(path: string): { readonly reviewId: string; readonly format: ReportFormat } {
  const [, reviewId = '', extension] = /([0-9a-f-]{36})\.([a-z]+)$/.exec(path) ?? [];
  return { reviewId, format: REPORT_FORMATS.find((format) => format === extension) ?? 'html' };
}

/** Letters that every file system and header takes: the name comes from a repository. */
function fileName({ subject }: ReviewResult, format: ReportFormat): string {
  const name =
    subject.name
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[.-]+|[.-]+$/g, '')
      .slice(0, 80) || 'report';
  const commit = /^[0-9a-f]{7,64}$/.test(subject.head.commit ?? '') ? `-${subject.head.commit?.slice(0, 8)}` : '';
  return `plumbline-${name}${commit}.${format}`;
}
