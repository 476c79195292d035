import { simpleCommit } from '../answers/checks.ts';
import { writeRef } from '../git/refs.ts';
import { git, tryGit } from '../git/run-git.ts';
import type { Account, Repository } from '../state/entities.ts';
import { branchTip } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { emit } from '../webhooks/emit.ts';
import type { Delivery } from '../webhooks/sender.ts';
import type { Actor } from './actor.ts';

export interface MergeGroupOptions extends Actor {
  readonly pullRequest: number;
  /** The commit the group is built on. The base branch's tip where it is missing: no other group is ahead of it. */
  readonly onto?: string;
}

/** Merges a pull request onto the base on a branch of the queue's own, as GitHub does, and asks for its checks. */
export async function requestMergeGroup(
  world: World,
  repository: Repository,
  { pullRequest, onto, sender }: MergeGroupOptions & { sender: Account },
): Promise<{ sha: string; deliveries: Delivery[] }> {
  const pull = repository.pullRequests.get(pullRequest);
  if (!pull) throw new Error(`there is no pull request ${pullRequest}`);
  const base = onto ?? (await branchTip(repository, pull.baseBranch));
  if (!base) throw new Error(`there is no branch ${pull.baseBranch}`);
  const merged = await tryGit(repository.gitDir, ['merge-tree', '--write-tree', base, pull.headSha]);
  if (merged.code !== 0) throw new Error(`pull request ${pullRequest} does not merge`);
  const tree = merged.stdout.toString().split('\n')[0] ?? '';
  const date = `${Math.floor(world.now().getTime() / 1000)} +0000`;
  const who = { name: 'GitHub', email: 'noreply@github.example', date };
  const environment = {
    GIT_AUTHOR_NAME: who.name,
    GIT_AUTHOR_EMAIL: who.email,
    GIT_AUTHOR_DATE: who.date,
    GIT_COMMITTER_NAME: who.name,
    GIT_COMMITTER_EMAIL: who.email,
    GIT_COMMITTER_DATE: who.date,
  };
  const message = `Merge pull request #${pullRequest} from ${pull.headOwner.login}/${pull.headBranch}\n\n${pull.title}`;
  const sha = await git(repository.gitDir, ['commit-tree', tree, '-p', base, '-p', pull.headSha, '-m', message], {
    environment,
  });
  const headRef = `refs/heads/gh-readonly-queue/${pull.baseBranch}/pr-${pullRequest}-${base}`;
  await writeRef(repository.gitDir, headRef, sha);
  repository.pushedAt = world.now();
  repository.queued.push({ pullRequest: pull, headSha: sha, baseSha: base });
  const mergeGroup = {
    head_sha: sha,
    head_ref: headRef,
    base_sha: base,
    base_ref: `refs/heads/${pull.baseBranch}`,
    head_commit: await simpleCommit(repository, sha),
  };
  const payload = { action: 'checks_requested', merge_group: mergeGroup };
  return { sha, deliveries: emit(world, { event: 'merge_group', repository, sender, payload }) };
}
