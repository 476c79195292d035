import { writeRef } from '../git/refs.ts';
import { git, tryGit } from '../git/run-git.ts';
import type { Account, PullRequest, Repository } from './entities.ts';
import { branchTip } from './repositories.ts';
import { fullName, type World } from './world.ts';

export interface NewPullRequest {
  readonly author: Account;
  readonly title: string;
  readonly body?: string | null;
  readonly headRepository: Repository;
  readonly headBranch: string;
  readonly baseBranch: string;
  readonly draft?: boolean;
}

export async function addPullRequest(world: World, base: Repository, options: NewPullRequest): Promise<PullRequest> {
  const headSha = await branchTip(options.headRepository, options.headBranch);
  const baseSha = await branchTip(base, options.baseBranch);
  if (!headSha) throw new Error(`${fullName(options.headRepository)} has no branch ${options.headBranch}`);
  if (!baseSha) throw new Error(`${fullName(base)} has no branch ${options.baseBranch}`);
  base.lastNumber += 1;
  const now = world.now();
  const pull: PullRequest = {
    id: world.nextId(),
    number: base.lastNumber,
    repository: base,
    author: options.author,
    title: options.title,
    body: options.body ?? null,
    state: 'open',
    draft: options.draft ?? false,
    locked: false,
    headRepository: options.headRepository,
    headOwner: options.headRepository.owner,
    headBranch: options.headBranch,
    headSha,
    baseBranch: options.baseBranch,
    baseSha,
    labels: new Set(),
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    merged: undefined,
    mergeable: undefined,
  };
  base.pullRequests.set(pull.number, pull);
  await pointAtHead(pull);
  return pull;
}

/** Keeps `refs/pull/N/head` of the base at the head. */
export async function pointAtHead(pull: PullRequest): Promise<void> {
  await writeRef(pull.repository.gitDir, `refs/pull/${pull.number}/head`, pull.headSha);
}

export interface Extent {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

const extents = new Map<string, Extent>();

/** How large a pull request is, from the merge base to its head. */
export async function extentOf(pull: PullRequest): Promise<Extent> {
  const range = `${pull.baseSha}...${pull.headSha}`;
  const known = extents.get(range);
  if (known) return known;
  const { gitDir } = pull.repository;
  const [commits, numbers] = await Promise.all([
    git(gitDir, ['rev-list', '--count', `${pull.baseSha}..${pull.headSha}`]),
    tryGit(gitDir, ['diff', '--numstat', '-M', range]),
  ]);
  const lines = numbers.stdout.toString().split('\n').filter(Boolean);
  const sum = (column: number) => lines.reduce((total, line) => total + (Number(line.split('\t')[column]) || 0), 0);
  const extent = { commits: Number(commits), additions: sum(0), deletions: sum(1), changedFiles: lines.length };
  extents.set(range, extent);
  return extent;
}

/** The open pull requests whose head is this commit, in repositories that share its history. */
export function pullRequestsAt(repository: Repository, sha: string): PullRequest[] {
  return [...repository.pullRequests.values()].filter(
    (pull) => pull.state === 'open' && pull.headSha === sha && pull.headRepository?.id === repository.id,
  );
}

/** Puts a label on it; makes the label where the repository has none of that name. */
export function addLabel(world: World, pull: PullRequest, name: string): void {
  const { labels } = pull.repository;
  if (!labels.has(name)) labels.set(name, { id: world.nextId(), name, color: 'ededed', description: null });
  pull.labels.add(name);
  pull.updatedAt = world.now();
}
