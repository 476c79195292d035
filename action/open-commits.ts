import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CHURN_DAYS } from '../engine/open-review-source.ts';
import { discoverRepository } from '../engine/source/discover-repository.ts';
import { openGitRepository } from '../engine/source/git-repository.ts';
import { SourceError } from '../engine/source/source.ts';
import type { GitHubClient } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import { fetchCommits, type WantedBase } from '../github/fetch/fetch-commits.ts';
import { fetchHistory } from '../github/fetch/fetch-history.ts';
import type { FetchProblemCode } from '../github/fetch/fetch-outcome.ts';
import { hasWholeHistory, readBoundary } from '../github/fetch/whole-history.ts';
import { ActionError } from './action-error.ts';
import type { Subject } from './read-event.ts';
import { isPrivileged, type Runner } from './runner.ts';

/** Commits that are on this machine, with the history between them. */
export interface OpenedCommits {
  /** Of the repository they are in. */
  readonly path: string;
  readonly head: string;
  /** The tip to compare with; absent where there is nothing to compare with. */
  readonly base?: string;
  release(): Promise<void>;
}

interface Means {
  readonly client: GitHubClient;
  readonly runner: Runner;
  readonly token: string;
  readonly now: Date;
  /** Calls a fetch off. */
  readonly signal: AbortSignal;
}

/**
 * Finds the commits in the checkout. What it lacks of the history that a review reads is fetched beside it; where that does not do,
 * all history is. Where what lies there may be a stranger's, nothing of it is used.
 */
export async function openCommits(subject: Subject, means: Means): Promise<OpenedCommits> {
  const { runner } = means;
  const found = isPrivileged(runner.event) ? undefined : await findInCheckout(subject, means);
  return found ?? (await fetchNeeded(subject, means)) ?? fetchAll(subject, means);
}

/** Undefined where the checkout is none, is another user's and git too old to be told to trust it, is of something else, or lacks history or files. */
async function findInCheckout({ head, base }: Subject, means: Means): Promise<OpenedCommits | undefined> {
  const { runner } = means;
  const { workspace } = runner;
  try {
    const repository = await openGitRepository(workspace, { within: '', isTrusted: true });
    try {
      if (repository.partial || !isOf(repository.name, runner)) return undefined;
      // Another folder that its configuration calls the work tree would say what of it is looked at.
      if (repository.root !== resolve(workspace)) return undefined;
      // Only a complete checkout brings all branches: one in another may be from an earlier job.
      if (repository.shallow && base && 'branch' in base) return undefined;
      const tip = base && tipOf(base, means);
      tip?.catch(() => undefined);
      const found = { head: await repository.resolve(head), ...(tip && { base: await repository.resolve(await tip) }) };
      if (repository.shallow && !(await isEnough(workspace, found))) return undefined;
      if (found.base !== undefined) await repository.mergeBase(found.base, found.head);
      return { path: workspace, ...found, release: () => Promise.resolve() };
    } finally {
      repository.close();
    }
  } catch (error) {
    // Then git asks, and says why where that fails, too.
    if (error instanceof SourceError || githubProblem(error) !== undefined) return undefined;
    throw error;
  }
}

/** The branches of a fork's checkout are the fork's. */
function isOf(name: string, { repository: { owner, repo } }: Runner): boolean {
  return name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
}

/** A branch is asked of GitHub: the checkout's own names of it, a step before can have moved. */
async function tipOf(base: WantedBase, { client, runner, signal }: Means): Promise<string> {
  if ('commit' in base) return base.commit;
  const { owner, repo } = runner.repository;
  const { data } = await client.rest.git.getRef({ owner, repo, ref: `heads/${base.branch}`, request: { signal } });
  return data.object.sha;
}

async function isEnough(workspace: string, found: { readonly head: string; readonly base?: string }): Promise<boolean> {
  const { gitDir, commonDir } = await discoverRepository(workspace, { isTrusted: true });
  const boundary = await readBoundary(commonDir);
  return (
    boundary !== undefined && hasWholeHistory({ folder: gitDir, gitDir }, { ...found, days: CHURN_DAYS, boundary })
  );
}

async function fetchNeeded(subject: Subject, means: Means): Promise<OpenedCommits | undefined> {
  const gitDir = join(means.runner.temp, `history-${randomUUID()}.git`);
  const request = {
    ...requestOf(subject, means),
    ...(!isPrivileged(means.runner.event) && { checkout: means.runner.workspace }),
    gitDir,
    days: CHURN_DAYS,
  };
  const fetched = await fetchHistory(request, means.signal);
  if (!fetched) return undefined;
  const { gitDir: path, ...commits } = fetched;
  return { path, ...commits, release: () => rm(path, { recursive: true, force: true }) };
}

async function fetchAll(subject: Subject, means: Means): Promise<OpenedCommits> {
  const { runner, now, signal } = means;
  const fetched = await fetchCommits(
    { cacheFolder: join(runner.temp, 'git'), ...requestOf(subject, means) },
    { signal, now },
  );
  if (fetched.kind === 'problem') {
    const { host } = new URL(runner.serverUrl);
    throw new ActionError(
      `The commits could not be fetched from ${host}. ${fetched.message}${adviceOn(fetched.problem)}`,
    );
  }
  const { gitDir: path, head, base } = fetched;
  return { path, head, ...(base !== undefined && { base }), release: () => fetched.release() };
}

function requestOf({ head, base, pull }: Subject, { runner, token }: Means) {
  const { id, owner, repo } = runner.repository;
  return {
    githubUrl: runner.serverUrl,
    repository: { id, owner, name: repo },
    token,
    head: { commit: head, ...(pull && { pull: pull.number }) },
    ...(base && { base }),
  };
}

/** Where another way to the commits may do, which one. */
function adviceOn(problem: FetchProblemCode): string {
  switch (problem) {
    case 'not-permitted':
    case 'not-found':
      return ' Give the job the permission `contents: read`, or check the repository out with `fetch-depth: 0` before.';
    case 'moved':
    case 'network':
    case 'time-out':
    case 'too-large':
    case 'failed':
    case 'aborted':
      return ' Checked out with `fetch-depth: 0` before, it needs no fetch.';
    case 'gone-head':
    case 'gone-base':
    case 'no-merge-base':
      return '';
  }
}
