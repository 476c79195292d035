import { NO_CACHE } from '../engine/cache/result-cache.ts';
import { withheldFrom } from '../engine/capabilities.ts';
import { openReviewSource } from '../engine/open-review-source.ts';
import { startWorkers } from '../engine/workers/start-workers.ts';
import { reviewForGitHub, type GitHubReview, type GitHubReviewOutcome } from '../github/review/review-for-github.ts';
import type { Standing } from './ask-app.ts';
import type { OpenedCommits } from './open-commits.ts';
import type { Subject } from './read-event.ts';
import type { Runner } from './runner.ts';

export interface ReviewTask extends Pick<GitHubReview, 'external'> {
  readonly subject: Subject;
  readonly runner: Runner;
  readonly standing: Standing;
  readonly now: Date;
}

/** The review that the App would make of the same commits. */
export async function reviewCommits(
  { path, base, head }: OpenedCommits,
  { subject, runner, standing, external, now }: ReviewTask,
): Promise<GitHubReviewOutcome> {
  const { owner, repo } = runner.repository;
  const pool = startWorkers(undefined);
  try {
    const source = await openReviewSource(path, { base, head, now });
    try {
      return await reviewForGitHub({ cache: NO_CACHE, pool }, source, {
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
