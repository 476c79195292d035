import { withheldFrom } from '../engine/capabilities.ts';
import type { Configuration } from '../engine/config/configuration.ts';
import { openReviewSource, type ReviewSource } from '../engine/open-review-source.ts';
import { readLogo, type Logo } from '../engine/report/render-report.ts';
import type { ReviewPorts } from '../engine/review-request.ts';
import { SourceError } from '../engine/source/source.ts';
import type { WorkerPool } from '../engine/workers/worker-pool.ts';
import { reviewForGitHub, type GitHubReview, type GitHubReviewOutcome } from '../github/review/review-for-github.ts';
import { ActionError } from './action-error.ts';
import type { ActionState } from './action-state.ts';
import type { OpeningCache } from './cache/open-result-cache.ts';
import type { Standing } from './ask-app.ts';
import { nativePart } from './native-parts.ts';
import type { OpenedCommits } from './open-commits.ts';
import type { Subject } from './read-event.ts';
import type { Inputs } from './read-inputs.ts';
import type { Runner } from './runner.ts';
import { logLine } from './workflow-commands.ts';

export type ReviewedCommits = GitHubReviewOutcome & {
  /** For a PDF, where one is asked for. */
  readonly logo?: Logo;
};

export interface ReviewTask {
  readonly external: (
    configuration: Configuration,
    reviewed: ReviewSource['reviewed'],
  ) => ReturnType<GitHubReview['external']>;
  readonly subject: Subject;
  readonly runner: Runner;
  readonly standing: Standing;
  readonly inputs: Pick<Inputs, 'reports'>;
  readonly cache: OpeningCache;
  readonly pool: WorkerPool;
  readonly now: Date;
}

/** The review that the App would make of the same commits. Results of earlier runs that break it are left out. */
export async function reviewCommits(
  state: ActionState,
  commits: OpenedCommits,
  task: ReviewTask,
): Promise<ReviewedCommits> {
  const { results, anew, isUsed } = await task.cache.opened();
  let library: Promise<string | undefined> | undefined;
  const oxlintLibrary = () => (library ??= nativePart(state, 'oxlint'));
  try {
    return await reviewBy({ cache: results, oxlintLibrary }, commits, task);
  } catch (error) {
    if (error instanceof SourceError || error instanceof ActionError || !isUsed()) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    state.write(logLine(`Results of earlier runs cannot be used, the review begins anew: ${reason}`));
    return reviewBy({ cache: anew, oxlintLibrary }, commits, task);
  }
}

async function reviewBy(
  ports: Pick<ReviewPorts, 'cache' | 'oxlintLibrary'>,
  { path, base, head }: OpenedCommits,
  { subject, runner, inputs, pool, standing, external, now }: ReviewTask,
): Promise<ReviewedCommits> {
  const { owner, repo } = runner.repository;
  const source = await openReviewSource(path, { base, head, now, isTrusted: true });
  try {
    const outcome = await reviewForGitHub({ ...ports, pool }, source, {
      name: `${owner}/${repo}`,
      repositoryUri: `${runner.serverUrl}/${owner}/${repo}`,
      wholeTree: false,
      now,
      external: (configuration) => external(configuration, source.reviewed),
      withheld: withheldFrom(standing.granted, standing.whyWithheld),
      ...(subject.pull && { pullRequest: subject.pull }),
    });
    if (outcome.kind !== 'reviewed' || !inputs.reports.includes('pdf')) return outcome;
    const logo = await readLogo(outcome.configuration, source.reviewed.head);
    return { ...outcome, ...(logo && { logo }) };
  } finally {
    source.close();
  }
}
