import { commitFiles } from '../git/commit-files.ts';
import { tryGit } from '../git/run-git.ts';
import { readCommitObject } from '../git/commit-object.ts';
import type { BranchMove } from '../git/serve-git.ts';
import type { FileChange } from '../../git/a-repository.ts';
import { findSuite, suiteFor } from '../state/checks.ts';
import type { Account, PullRequest, Repository } from '../state/entities.ts';
import { pointAtHead } from '../state/pull-requests.ts';
import { carryComments } from '../state/carry-comments.ts';
import { branchTip } from '../state/repositories.ts';
import { covers, type World } from '../state/world.ts';
import { tellCheckSuite, tellPullRequest, tellPush } from '../webhooks/payloads.ts';
import type { Delivery } from '../webhooks/sender.ts';

export interface NewPush {
  readonly branch: string;
  readonly files: Readonly<Record<string, FileChange>>;
  readonly message?: string;
  /** A branch or a commit to start from instead of the branch's tip: a force push where the branch is there already. */
  readonly from?: string;
  readonly sender: Account;
}

const turns = new WeakMap<Repository, Promise<unknown>>();

/** Changes of a repository's branches, one after the other: GitHub lets no two overlap. */
export function inTurn<Result>(repository: Repository, change: () => Promise<Result>): Promise<Result> {
  const turn = (turns.get(repository) ?? Promise.resolve()).then(change);
  turns.set(
    repository,
    turn.catch(() => undefined),
  );
  return turn;
}

/** Writes one commit onto a branch, and tells of it as GitHub would of a push. Gives the commit's id. */
export function push(
  world: World,
  repository: Repository,
  options: NewPush,
): Promise<{ sha: string; deliveries: Delivery[] }> {
  return inTurn(repository, () => pushNow(world, repository, options));
}

async function pushNow(
  world: World,
  repository: Repository,
  options: NewPush,
): Promise<{ sha: string; deliveries: Delivery[] }> {
  const before = await branchTip(repository, options.branch);
  const parent = options.from === undefined ? before : ((await branchTip(repository, options.from)) ?? options.from);
  const start = parent ?? (await branchTip(repository, repository.defaultBranch));
  const sha = await commitFiles(repository.gitDir, {
    branch: options.branch,
    parent: start,
    message: options.message ?? 'Change',
    author: { name: options.sender.login, email: `${options.sender.login}@users.noreply.example` },
    at: world.now(),
    files: options.files,
  });
  const deliveries = await branchMoved(world, repository, {
    move: { ref: `refs/heads/${options.branch}`, before, after: sha },
    sender: options.sender,
  });
  return { sha, deliveries };
}

/**
 * What GitHub does when a branch has moved: pull requests from it get the new head, every App that may write checks
 * gets a suite, and the events go out.
 */
export async function branchMoved(
  world: World,
  repository: Repository,
  { move, sender }: { move: BranchMove; sender: Account },
): Promise<Delivery[]> {
  const { ref, before, after } = move;
  repository.pushedAt = world.now();
  const forced = before !== undefined && after !== undefined && !(await isAncestor(repository, before, after));
  const deliveries = await tellPush(world, repository, { ref, before, after, sender, forced });
  if (!ref.startsWith('refs/heads/')) return deliveries;
  const branch = ref.slice('refs/heads/'.length);
  const pulls = pullRequestsFrom(world, repository, branch);
  if (after === undefined) {
    for (const pull of pulls) deliveries.push(...(await closeWithBranch(world, pull, sender)));
    return deliveries;
  }
  for (const pull of pulls) {
    pull.headSha = after;
    pull.mergeable = undefined;
    pull.updatedAt = world.now();
    pull.baseSha = (await branchTip(pull.repository, pull.baseBranch)) ?? pull.baseSha;
    await pointAtHead(pull);
    await carryComments(pull);
    const more = { before: before ?? after, after };
    deliveries.push(...(await tellPullRequest(world, pull, { action: 'synchronize', sender, more })));
  }
  for (const { app } of [...world.installations.values()].filter((one) => covers(one, repository) && !one.suspended)) {
    // A commit that came by another branch before has its suite.
    if (app.permissions['checks'] !== 'write' || findSuite(repository, { app, headSha: after })) continue;
    const suite = suiteFor(world, repository, { app, headSha: after, headBranch: branch, before: before ?? null });
    deliveries.push(...(await tellCheckSuite(world, repository, { suite, action: 'requested', sender })));
  }
  return deliveries;
}

async function closeWithBranch(world: World, pull: PullRequest, sender: Account): Promise<Delivery[]> {
  pull.state = 'closed';
  pull.closedAt = pull.updatedAt = world.now();
  return tellPullRequest(world, pull, { action: 'closed', sender });
}

function pullRequestsFrom(world: World, head: Repository, branch: string) {
  return [...world.repositories.values()]
    .flatMap((repository) => [...repository.pullRequests.values()])
    .filter((pull) => pull.state === 'open' && pull.headRepository?.id === head.id && pull.headBranch === branch);
}

async function isAncestor(repository: Repository, older: string, newer: string): Promise<boolean> {
  if ((await readCommitObject(repository.gitDir, newer))?.parents.includes(older)) return true;
  return (await tryGit(repository.gitDir, ['merge-base', '--is-ancestor', older, newer])).code === 0;
}
