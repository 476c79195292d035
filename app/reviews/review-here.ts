import { NO_CACHE, openCache } from '../../engine/cache/result-cache.ts';
import type { Configuration } from '../../engine/config/configuration.ts';
import { openReviewSource, type ReviewSource } from '../../engine/open-review-source.ts';
import { readLogo } from '../../engine/report/render-report.ts';
import type { ReviewRequest } from '../../engine/review-request.ts';
import { SourceError, type Snapshot } from '../../engine/source/source.ts';
import { startWorkers } from '../../engine/workers/start-workers.ts';
import type { WorkerPool } from '../../engine/workers/worker-pool.ts';
import { toolReports } from '../../github/hand-over/measured-files.ts';
import { reviewForGitHub } from '../../github/review/review-for-github.ts';
import { MAX_LOGO_BYTES, type ChildAnswer, type ChildRequest, type ReportIdentity } from './child-protocol.ts';

/** Opens the commits, reads the configuration from the base, and reviews: the same steps as the command line's. */
export async function reviewHere(request: ChildRequest): Promise<ChildAnswer> {
  const { gitDir, base, head } = request;
  const now = new Date(request.now);
  const pool = startWorkers(request.jobs);
  try {
    const source = await openReviewSource(gitDir, { base, head, now });
    try {
      return await reviewSource(source, { request, pool, now });
    } finally {
      source.close();
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { kind: 'source-broken', code: error.code, message: error.message };
  } finally {
    pool.close();
  }
}

async function reviewSource(
  source: ReviewSource,
  { request, pool, now }: { readonly request: ChildRequest; readonly pool: WorkerPool; readonly now: Date },
): Promise<ChildAnswer> {
  const { name, repositoryUri, wholeTree, pullRequest, suppressions, standings, withheld } = request;
  const cache = request.resultCache === undefined ? NO_CACHE : openCache(request.resultCache);
  const outcome = await reviewForGitHub({ cache, pool }, source, {
    name,
    ...(repositoryUri !== undefined && { repositoryUri }),
    wholeTree,
    now,
    external: () => Promise.resolve(externalOf(request)),
    ...(pullRequest && { pullRequest }),
    ...(suppressions && { commandSuppressions: suppressions }),
    ...(standings && { ruleStandings: standings }),
    ...(withheld && { withheld }),
  });
  if (outcome.kind !== 'reviewed') return outcome;
  const { configuration, ...reviewed } = outcome;
  const report = await identityOf(configuration, source.reviewed.head);
  return { ...reviewed, report, pullRequests: configuration.pullRequests };
}

/** Nothing is on disk but git's objects: reports of other tools are handed over. */
function externalOf({ osvUrl, measured }: ChildRequest): ReviewRequest['external'] {
  return {
    ...toolReports({ files: measured?.files ?? [] }),
    ...(measured && { notLookedAt: measured.notLookedAt }),
    ...(osvUrl !== undefined && { osv: { url: osvUrl, fetch } }),
  };
}

/** What is too large, or cannot be read, is left out: a report without a picture is one. */
async function identityOf(configuration: Configuration, head: Snapshot): Promise<ReportIdentity> {
  const { consultant } = configuration.report;
  if (!consultant) return {};
  const file = consultant.logo === undefined ? undefined : head.file(consultant.logo);
  if (!file || file.size > MAX_LOGO_BYTES) return { consultant };
  const logo = await readLogo(configuration, head).catch(() => undefined);
  return {
    consultant,
    ...(logo && { logo: { name: logo.name, content: Buffer.from(logo.content).toString('base64') } }),
  };
}
