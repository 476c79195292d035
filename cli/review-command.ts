import { homedir } from 'node:os';
import { join } from 'node:path';
import { NO_CACHE, openCache, type ResultCache } from '../engine/cache/result-cache.ts';
import { review } from '../engine/review.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { WorkerPool } from '../engine/workers/worker-pool.ts';
import { EXIT } from './exit-codes.ts';
import { openReviewSource } from './open-review-source.ts';
import type { OutputArgument, ReviewArguments } from './program.ts';
import { createProgress } from './progress.ts';
import { readReviewConfiguration } from './read-review-configuration.ts';
import { readReports } from './read-reports.ts';
import { version } from './version.ts';
import { pairOutputs, writeReports } from './write-reports.ts';

/** `plumbline review`: opens the source, reviews it, writes the reports, and says by its exit code how it went. */
export async function runReview(command: {
  readonly path: string;
  readonly options: ReviewArguments;
  readonly outputs: readonly OutputArgument[];
  readonly pool: WorkerPool;
}): Promise<number> {
  const { path, options, pool } = command;
  const outputs = pairOutputs(command.outputs);
  const now = new Date();
  const source = await openReviewSource(path, { base: options.base, head: options.head, now });
  const progress = createProgress(process.stderr);
  try {
    const read = await readReviewConfiguration(source, options.config);
    const request: ReviewRequest = {
      ...source.reviewed,
      ...read,
      wholeTree: options.all ?? false,
      now,
      external: await readReports({ root: source.root, configuration: read.configuration, options }),
      toolVersion: version,
    };
    const cache = options.cache ? openUserCache() : NO_CACHE;
    const result = await review({ cache, pool, onProgress: (...step) => progress.update(...step) }, request);
    progress.end();
    await writeReports(result, {
      outputs,
      quiet: options.quiet ?? false,
      configuration: read.configuration,
      head: source.reviewed.head,
      templates: options.templates,
    });
    return exitCodeOf(result);
  } finally {
    progress.end();
    source.close();
  }
}

/** The folder for results of earlier reviews, by the XDG convention; `PLUMBLINE_CACHE` names another. */
function openUserCache(): ResultCache {
  const { PLUMBLINE_CACHE, XDG_CACHE_HOME } = process.env;
  try {
    return openCache(PLUMBLINE_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plumbline'));
  } catch {
    // No place to keep results: the review is only slower.
    return NO_CACHE;
  }
}

function exitCodeOf(result: ReviewResult): number {
  return result.verdict.conclusion === 'fail' ? EXIT.gateFailed : EXIT.passed;
}
