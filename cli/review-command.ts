import { NO_CACHE, openCache, type ResultCache } from '../engine/cache/result-cache.ts';
import { cutText } from '../engine/report/pretty/wrap-text.ts';
import { visible } from '../engine/report/visible.ts';
import { review } from '../engine/review.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { WorkerPool } from '../engine/workers/worker-pool.ts';
import { cacheFolder } from './cache-folder.ts';
import { EXIT } from './exit-codes.ts';
import { keepHouse } from './keep-house.ts';
import type { ReviewSource } from '../engine/open-review-source.ts';
import type { OutputArgument, ReviewArguments } from './program.ts';
import { createProgress } from './progress.ts';
import { readReviewConfiguration } from './read-review-configuration.ts';
import { readReports } from './read-reports.ts';
import { rulesAtHand } from '../engine/rules-at-hand.ts';
import { build, version } from '../engine/version.ts';
import { pairOutputs, writeReports } from './write-reports.ts';

/** Characters of what is wrong with a report: it may quote what stands in it. */
const MOST_TOLD = 500;

/** `plumbline review`: opens the source, reviews it, writes the reports, and says by its exit code how it went. */
export async function runReview(command: {
  readonly source: Promise<ReviewSource>;
  readonly options: ReviewArguments;
  readonly outputs: readonly OutputArgument[];
  readonly pool: WorkerPool;
  readonly now: Date;
}): Promise<number> {
  const { options, pool, now } = command;
  const outputs = pairOutputs(command.outputs);
  await checkTemplates(options.templates);
  const source = await command.source;
  const progress = createProgress(process.stderr);
  try {
    const read = await readReviewConfiguration(source, options.config);
    const rules = rulesAtHand();
    const request: ReviewRequest = {
      ...source.reviewed,
      ...read,
      wholeTree: options.all ?? false,
      now,
      external: await readReports({ root: source.root, configuration: read.configuration, options }),
      ...(rules && { rules }),
      toolVersion: version,
      toolBuild: build,
    };
    const cacheAt = options.cache ? cacheFolder(process.env) : undefined;
    const cache = openUserCache(cacheAt);
    const result = await review({ cache, pool, onProgress: (...step) => progress.update(...step) }, request);
    progress.end();
    for (const { subject, detail } of unreadableReports(result)) {
      process.stderr.write(`plumbline: ${cutText(visible(toldOnce(subject, detail)), MOST_TOLD)}\n`);
    }
    await writeReports(result, {
      outputs,
      quiet: options.quiet ?? false,
      configuration: read.configuration,
      head: source.reviewed.head,
      templates: options.templates,
    });
    await keepHouse({ cache: cacheAt, now });
    return exitCodeOf(result);
  } finally {
    progress.end();
  }
}

/** Before the review: a mistake is not to be told minutes later, nor only by the formats that use templates. */
async function checkTemplates(folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  const { loadTemplates } = await import('../engine/report/templates/load-templates.ts');
  await loadTemplates(folder);
}

function openUserCache(folder: string | undefined): ResultCache {
  if (folder === undefined) return NO_CACHE;
  try {
    return openCache(folder);
  } catch {
    // No place to keep results: the review is only slower.
    return NO_CACHE;
  }
}

function exitCodeOf(result: ReviewResult): number {
  return result.verdict.conclusion === 'pass' ? EXIT.passed : EXIT.notPassed;
}

/** What could not be read at all begins with the file's name, as its subject ends with it. */
function toldOnce(subject: string, detail: string): string {
  const [name = ''] = detail.split(' could not be read: ');
  return subject.endsWith(` ${name}`) ? detail : `${subject}: ${detail}`;
}

/** Reports of other tools that could not be used: told even where only the verdict is asked for. */
function unreadableReports({ notLookedAt }: ReviewResult) {
  return notLookedAt.filter(
    ({ reason, analyzer }) =>
      reason === 'bad-input' && (analyzer === 'coverage' || analyzer === 'tests' || analyzer === 'sarif'),
  );
}
