import { NO_CACHE, openCache } from '../../engine/cache/result-cache.ts';
import type { Configuration } from '../../engine/config/configuration.ts';
import { readReviewConfiguration } from '../../engine/config/read-review-configuration.ts';
import { whyNotReviewed } from '../../engine/config/why-not-reviewed.ts';
import { openReviewSource, type ReviewSource } from '../../engine/open-review-source.ts';
import { readLogo } from '../../engine/report/render-report.ts';
import { planSuggestions, type Suggestion } from '../../engine/report/github/plan-suggestions.ts';
import { review } from '../../engine/review.ts';
import { watchedIn } from '../../engine/findings/rule-standing.ts';
import type { ReviewResult } from '../../engine/review-result.ts';
import { decodeText } from '../../engine/source/decode-text.ts';
import type { ReviewRequest } from '../../engine/review-request.ts';
import { ruleIds, rulesAtHand } from '../../engine/rules-at-hand.ts';
import { SourceError, type Comparison, type Snapshot } from '../../engine/source/source.ts';
import { build, version } from '../../engine/version.ts';
import { startWorkers } from '../../engine/workers/start-workers.ts';
import type { WorkerPool } from '../../engine/workers/worker-pool.ts';
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
  { reviewed }: ReviewSource,
  { request, pool, now }: { readonly request: ChildRequest; readonly pool: WorkerPool; readonly now: Date },
): Promise<ChildAnswer> {
  const { problems, ...read } = await readReviewConfiguration(reviewed, { knownRules: ruleIds() });
  if (problems.length > 0) return { kind: 'configuration-broken', problems };
  const { configuration } = read;
  const skipped =
    request.pullRequest &&
    whyNotReviewed(configuration.pullRequests, { ...request.pullRequest, paths: changedPaths(reviewed.comparison) });
  if (skipped) return { kind: 'skipped', ...skipped };
  const cache = request.resultCache === undefined ? NO_CACHE : openCache(request.resultCache);
  const result = await review({ cache, pool }, reviewRequest(request, { ...reviewed, ...read, now }));
  const report = await identityOf(configuration, reviewed.head);
  const suggestions = await suggestionsFor(result, { comparison: reviewed.comparison, standings: request.standings });
  return { kind: 'reviewed', result, report, pullRequests: configuration.pullRequests, suggestions };
}

/** Made here, where the text of the files is. */
async function suggestionsFor(
  result: ReviewResult,
  {
    comparison,
    standings = [],
  }: { readonly comparison: Comparison | undefined; readonly standings: ChildRequest['standings'] },
): Promise<Suggestion[]> {
  if (!comparison) return [];
  const { changes, head } = comparison;
  return planSuggestions(result, {
    changes,
    isWatched: watchedIn(standings),
    textOf: async (path) => {
      const file = head.file(path);
      return file && decodeText(await head.read(file));
    },
  });
}

type Opened = Pick<
  ReviewRequest,
  'head' | 'comparison' | 'at' | 'churn' | 'configuration' | 'configurationSource' | 'configurationProblems' | 'now'
>;

function reviewRequest(request: ChildRequest, opened: Opened): ReviewRequest {
  const { name, repositoryUri, wholeTree, osvUrl, suppressions, standings, withheld } = request;
  const rules = rulesAtHand();
  return {
    ...opened,
    name,
    ...(repositoryUri !== undefined && { repositoryUri }),
    wholeTree,
    external: {
      coverageFiles: [],
      sarifFiles: [],
      testFiles: [],
      ...(osvUrl !== undefined && { osv: { url: osvUrl, fetch } }),
    },
    ...(rules && { rules }),
    ...(suppressions && { commandSuppressions: suppressions }),
    ...(standings && { ruleStandings: standings }),
    ...(withheld && { withheld }),
    toolVersion: version,
    toolBuild: build,
  };
}

function changedPaths(comparison: Comparison | undefined): string[] {
  return comparison?.changes.flatMap(({ old, new: current }) => [old?.path ?? [], current?.path ?? []].flat()) ?? [];
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
