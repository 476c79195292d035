import { join } from 'node:path';
import { openGitRepository } from '../engine/source/git-repository.ts';
import { SourceError } from '../engine/source/source.ts';
import { fetchCommits } from '../github/fetch/fetch-commits.ts';
import { ActionError } from './action-error.ts';
import type { Subject } from './read-event.ts';
import type { Runner } from './runner.ts';

/** Commits that are on this machine, with the history between them. */
export interface OpenedCommits {
  /** Of the repository they are in. */
  readonly path: string;
  readonly head: string;
  /** The tip to compare with; absent where there is nothing to compare with. */
  readonly base?: string;
  release(): Promise<void>;
}

/** Finds the commits in the checkout; what is not there, or not with its history, is fetched beside it. */
export async function openCommits(
  subject: Subject,
  { runner, token, now }: { readonly runner: Runner; readonly token: string; readonly now: Date },
): Promise<OpenedCommits> {
  return (await findInCheckout(runner.workspace, subject)) ?? fetchBeside(subject, { runner, token, now });
}

/** Undefined where the checkout is none, is of something else, or lacks history. */
async function findInCheckout(workspace: string, { head, base }: Subject): Promise<OpenedCommits | undefined> {
  try {
    const repository = await openGitRepository(workspace, { within: '' });
    try {
      if (repository.shallow) return undefined;
      const found = { path: workspace, head: await repository.resolve(head), release: () => Promise.resolve() };
      if (base === undefined) return found;
      const tip = await repository.resolve('branch' in base ? `refs/remotes/origin/${base.branch}` : base.commit);
      await repository.mergeBase(tip, head);
      return { ...found, base: tip };
    } finally {
      repository.close();
    }
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

async function fetchBeside(
  { head, base, pull }: Subject,
  { runner, token, now }: { readonly runner: Runner; readonly token: string; readonly now: Date },
): Promise<OpenedCommits> {
  const { id, owner, repo } = runner.repository;
  const fetched = await fetchCommits(
    {
      cacheFolder: join(runner.temp, 'git'),
      githubUrl: runner.serverUrl,
      repository: { id, owner, name: repo },
      token,
      head: { commit: head, ...(pull && { pull: pull.number }) },
      ...(base && { base }),
    },
    { signal: new AbortController().signal, now },
  );
  if (fetched.kind === 'fetched') {
    const { gitDir: path, head, base } = fetched;
    return { path, head, ...(base !== undefined && { base }), release: () => fetched.release() };
  }
  const advice =
    fetched.problem === 'not-permitted' || fetched.problem === 'not-found'
      ? ' Give the job the permission `contents: read`, or check the repository out with `fetch-depth: 0` before.'
      : '';
  throw new ActionError(`The commits could not be fetched. ${fetched.message}${advice}`);
}
