import { NO_CACHE, type ResultCache } from '../engine/cache/result-cache.ts';
import { withheldFrom } from '../engine/capabilities.ts';
import { openReviewSource } from '../engine/open-review-source.ts';
import { SourceError } from '../engine/source/source.ts';
import { startWorkers } from '../engine/workers/start-workers.ts';
import { reviewForGitHub, type GitHubReview, type GitHubReviewOutcome } from '../github/review/review-for-github.ts';
import { ActionError } from './action-error.ts';
import type { ActionState } from './action-state.ts';
import type { OpeningCache } from './cache/open-result-cache.ts';
import type { Standing } from './ask-app.ts';
import type { OpenedCommits } from './open-commits.ts';
import type { Subject } from './read-event.ts';
import type { Runner } from './runner.ts';
import { logLine } from './workflow-commands.ts';

export interface ReviewTask extends Pick<GitHubReview, 'external'> {
  readonly subject: Subject;
  readonly runner: Runner;
  readonly standing: Standing;
  readonly cache: OpeningCache;
  readonly now: Date;
}

/** The review that the App would make of the same commits. Results of earlier runs that break it are left out. */
export async function reviewCommits(
  { write }: ActionState,
  commits: OpenedCommits,
  task: ReviewTask,
): Promise<GitHubReviewOutcome> {
  const { results, isUsed } = await task.cache.opened();
  try {
    return await reviewBy(results, commits, task);
  } catch (error) {
    if (error instanceof SourceError || error instanceof ActionError || !isUsed()) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    write(logLine(`Results of earlier runs cannot be used, the review begins anew: ${reason}`));
    return reviewBy(NO_CACHE, commits, task);
  }
}

async function reviewBy(
  cache: ResultCache,
  { path, base, head }: OpenedCommits,
  { subject, runner, standing, external, now }: ReviewTask,
): Promise<GitHubReviewOutcome> {
  const { owner, repo } = runner.repository;
  const pool = startWorkers(undefined);
  try {
    const source = await openReviewSource(path, { base, head, now });
    try {
      return await reviewForGitHub({ cache, pool }, source, {
        name: `${owner}/${repo}`,
        repositoryUri: `${runner.serverUrl}/${owner}/${repo}`,
        wholeTree: false,
        now,
        external,
        withheld: withheldFrom(standing.granted, standing.whyWithheld),
        ...(subject.pull && { pullRequest: subject.pull }),
      });
    } finally {
      source.close();
    }
  } finally {
    pool.close();
  }
}
