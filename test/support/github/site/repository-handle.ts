import type { FileChange } from '../../git/a-repository.ts';
import { commitFiles } from '../git/commit-files.ts';
import { deleteRef, writeRef } from '../git/refs.ts';
import { addPullRequest } from '../state/pull-requests.ts';
import { addRepository, branchTip } from '../state/repositories.ts';
import type { Repository, RepositoryRole } from '../state/entities.ts';
import { addAccount, findAccount, findRepository, fullName, type World } from '../state/world.ts';
import { tellPullRequest } from '../webhooks/payloads.ts';
import { actor, answered, type Actor } from './actor.ts';
import { pressButton, rerequestRun, rerequestSuite } from './checks.ts';
import { mergeMergeGroup, requestMergeGroup, type MergeGroupOptions } from './merge-queue.ts';
import { createPullRequestHandle, type PullRequestHandle } from './pull-request-handle.ts';
import { branchMoved, inTurn, push } from './push.ts';
import {
  changeArchived,
  changeVisibility,
  deleteRepository,
  removeMember,
  renameRepository,
  transferRepository,
} from './repositories.ts';

export interface PushOptions extends Actor {
  /** The default branch where it is missing. */
  readonly branch?: string;
  readonly files?: Readonly<Record<string, FileChange>>;
  readonly message?: string;
  /** A branch or a commit to start from; where the branch is there already, that makes it a force push. */
  readonly from?: string;
}

export interface PullRequestOptions extends Actor {
  /** `feature`, or `account:feature` for a fork's. */
  readonly head: string;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  readonly draft?: boolean;
}

/** What people do in a repository. Each function settles when the events it causes were answered, or given up. */
export interface RepositoryHandle {
  readonly state: Repository;
  readonly id: number;
  /** `acme/shop`, as it is called now. */
  readonly fullName: string;
  readonly cloneUrl: string;
  /** Writes a commit onto a branch. Gives its id. */
  push(options: PushOptions): Promise<string>;
  /** Points a branch at a commit that is there, as a push of it would. */
  moveBranch(branch: string, sha: string, options?: Actor): Promise<void>;
  deleteBranch(branch: string, options?: Actor): Promise<void>;
  /** Writes a commit that no branch points to. Gives its id. */
  commit(options: Omit<PushOptions, 'branch' | 'by'>): Promise<string>;
  tip(branch?: string): Promise<string>;
  fork(owner: string): Promise<RepositoryHandle>;
  openPullRequest(options: PullRequestOptions): Promise<PullRequestHandle>;
  pullRequest(number: number): PullRequestHandle;
  /** Lets an account do so much here; makes the account where it is new. Nothing is sent. */
  allow(login: string, role: RepositoryRole): void;
  removeMember(login: string, options?: Actor): Promise<void>;
  rename(name: string, options?: Actor): Promise<void>;
  /** The new owner may have the App or not: it is told as far as it sees the repository. */
  transfer(owner: string, options?: Actor): Promise<void>;
  setPrivate(isPrivate: boolean, options?: Actor): Promise<void>;
  /** Tells of it; what is written there is taken still. */
  setArchived(isArchived: boolean, options?: Actor): Promise<void>;
  delete(options?: Actor): Promise<void>;
  /** Presses a button of a check run. */
  pressButton(checkRunId: number, identifier: string, options?: Actor): Promise<void>;
  rerequestRun(checkRunId: number, options?: Actor): Promise<void>;
  /** "Re-run all checks" at a commit. */
  rerequestSuites(sha: string, options?: Actor): Promise<void>;
  /** Puts a pull request into the merge queue: a commit on the base, and `merge_group.checks_requested`. Gives that commit. */
  requestMergeGroup(options: MergeGroupOptions): Promise<string>;
  /** Merges a group, by its commit. */
  mergeMergeGroup(sha: string, options?: Actor): Promise<void>;
}

export function createRepositoryHandle(world: World, repository: Repository): RepositoryHandle {
  const who = (options: Actor | undefined) => actor(world, repository, options?.by);
  return {
    state: repository,
    id: repository.id,
    get fullName() {
      return fullName(repository);
    },
    get cloneUrl() {
      return `${world.urls.web}/${fullName(repository)}.git`;
    },
    async push({ branch = repository.defaultBranch, files = {}, by, ...rest }) {
      const sender = actor(world, repository, by);
      const { sha, deliveries } = await push(world, repository, { branch, files, ...rest, sender });
      await answered(deliveries);
      return sha;
    },
    async moveBranch(branch, sha, options) {
      const deliveries = await inTurn(repository, async () => {
        const before = await branchTip(repository, branch);
        await writeRef(repository.gitDir, `refs/heads/${branch}`, sha);
        const move = { ref: `refs/heads/${branch}`, before, after: sha };
        return branchMoved(world, repository, { move, sender: who(options) });
      });
      await answered(deliveries);
    },
    async deleteBranch(branch, options) {
      const deliveries = await inTurn(repository, async () => {
        const before = await branchTip(repository, branch);
        await deleteRef(repository.gitDir, `refs/heads/${branch}`);
        const move = { ref: `refs/heads/${branch}`, before, after: undefined };
        return branchMoved(world, repository, { move, sender: who(options) });
      });
      await answered(deliveries);
    },
    async commit({ files = {}, message = 'Change', from = repository.defaultBranch }) {
      const parent = (await branchTip(repository, from)) ?? from;
      const { login } = actor(world, repository, undefined);
      const author = { name: login, email: `${login}@users.noreply.example` };
      return commitFiles(repository.gitDir, { branch: undefined, parent, message, author, at: world.now(), files });
    },
    async tip(branch = repository.defaultBranch) {
      const sha = await branchTip(repository, branch);
      if (!sha) throw new Error(`${fullName(repository)} has no branch ${branch}`);
      return sha;
    },
    async fork(owner) {
      const account = findAccount(world, owner) ?? addAccount(world, { login: owner });
      const { name, private: isPrivate } = repository;
      const fork = addRepository(world, { owner: account, name, private: isPrivate, parent: repository });
      const tip = await branchTip(repository, repository.defaultBranch);
      if (tip) await writeRef(fork.gitDir, `refs/heads/${fork.defaultBranch}`, tip);
      return createRepositoryHandle(world, fork);
    },
    async openPullRequest({ head, base = repository.defaultBranch, title = `Merge ${head}`, body, draft, by }) {
      const [owner, branch] = head.includes(':') ? (head.split(':', 2) as [string, string]) : [undefined, head];
      const headRepository = owner === undefined ? repository : forkOf(world, repository, owner);
      const author = actor(world, headRepository, by);
      const pull = await addPullRequest(world, repository, {
        author,
        title,
        headRepository,
        headBranch: branch,
        baseBranch: base,
        ...(body === undefined ? {} : { body }),
        ...(draft === undefined ? {} : { draft }),
      });
      await answered(await tellPullRequest(world, pull, { action: 'opened', sender: author }));
      return createPullRequestHandle(world, pull);
    },
    pullRequest(number) {
      const pull = repository.pullRequests.get(number);
      if (!pull) throw new Error(`${fullName(repository)} has no pull request ${number}`);
      return createPullRequestHandle(world, pull);
    },
    allow(login, role) {
      const account = findAccount(world, login) ?? addAccount(world, { login });
      repository.roles.set(account.id, role);
    },
    removeMember: async (login, options) => answered(removeMember(world, repository, { login, sender: who(options) })),
    rename: async (name, options) => answered(renameRepository(world, repository, { name, sender: who(options) })),
    transfer: async (owner, options) =>
      answered(transferRepository(world, repository, { owner, sender: who(options) })),
    setPrivate: async (isPrivate, options) =>
      answered(changeVisibility(world, repository, { isPrivate, sender: who(options) })),
    setArchived: async (isArchived, options) =>
      answered(changeArchived(world, repository, { isArchived, sender: who(options) })),
    delete: async (options) => answered(deleteRepository(world, repository, who(options))),
    pressButton: async (id, identifier, options) =>
      answered(pressButton(world, repository, { id, identifier, sender: who(options) })),
    rerequestRun: async (id, options) => answered(rerequestRun(world, repository, { id, sender: who(options) })),
    rerequestSuites: async (sha, options) =>
      answered(await rerequestSuite(world, repository, { sha, sender: who(options) })),
    async requestMergeGroup(options) {
      const { sha, deliveries } = await requestMergeGroup(world, repository, { ...options, sender: who(options) });
      await answered(deliveries);
      return sha;
    },
    mergeMergeGroup: async (sha, options) =>
      answered(await mergeMergeGroup(world, repository, { sha, sender: who(options) })),
  };
}

function forkOf(world: World, repository: Repository, owner: string): Repository {
  const found = findRepository(world, owner, repository.name);
  if (!found) throw new Error(`${owner} has no fork of ${fullName(repository)}`);
  return found;
}
