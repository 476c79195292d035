import { simpleCommit } from '../answers/checks.ts';
import { deleteRef, writeRef } from '../git/refs.ts';
import { git, tryGit } from '../git/run-git.ts';
import type { Account, QueuedPull, Repository } from '../state/entities.ts';
import { branchTip } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { emit } from '../webhooks/emit.ts';
import { tellPullRequest } from '../webhooks/payloads.ts';
import type { Delivery } from '../webhooks/sender.ts';
import type { Actor } from './actor.ts';
import { branchMoved } from './push.ts';

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
  const queued: QueuedPull = { pullRequest: pull, headSha: sha, baseSha: base };
  await writeRef(repository.gitDir, branchOf(queued), sha);
  repository.pushedAt = world.now();
  repository.queued.push(queued);
  const payload = { action: 'checks_requested', merge_group: await mergeGroup(repository, queued) };
  return { sha, deliveries: emit(world, { event: 'merge_group', repository, sender, payload }) };
}

/** Merges a group: the base branch is pushed to the group's head as it is, and the queue's own branch goes. */
export async function mergeMergeGroup(
  world: World,
  repository: Repository,
  { sha, sender }: { sha: string; sender: Account },
): Promise<Delivery[]> {
  const index = repository.queued.findIndex(({ headSha }) => headSha === sha);
  const [queued] = index < 0 ? [] : repository.queued.splice(index, 1);
  if (!queued) throw new Error(`there is no merge group ${sha}`);
  const { pullRequest: pull } = queued;
  const payload = { action: 'destroyed', reason: 'merged', merge_group: await mergeGroup(repository, queued) };
  const ref = `refs/heads/${pull.baseBranch}`;
  const before = await branchTip(repository, pull.baseBranch);
  await writeRef(repository.gitDir, ref, sha);
  await deleteRef(repository.gitDir, branchOf(queued));
  pull.state = 'closed';
  pull.closedAt = pull.updatedAt = world.now();
  pull.merged = { at: pull.closedAt, by: sender, sha };
  return [
    ...(await branchMoved(world, repository, { move: { ref, before, after: sha }, sender })),
    ...(await tellPullRequest(world, pull, { action: 'closed', sender })),
    ...emit(world, { event: 'merge_group', repository, sender, payload }),
  ];
}

function branchOf({ pullRequest, baseSha }: QueuedPull): string {
  return `refs/heads/gh-readonly-queue/${pullRequest.baseBranch}/pr-${pullRequest.number}-${baseSha}`;
}

async function mergeGroup(repository: Repository, queued: QueuedPull) {
  const { pullRequest, headSha, baseSha } = queued;
  return {
    head_sha: headSha,
    head_ref: branchOf(queued),
    base_sha: baseSha,
    base_ref: `refs/heads/${pullRequest.baseBranch}`,
    head_commit: await simpleCommit(repository, headSha),
  };
}
