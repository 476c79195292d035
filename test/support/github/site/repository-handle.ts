import type { FileChange } from '../../git/a-repository.ts';
import { addPullRequest } from '../state/pull-requests.ts';
import { addRepository, branchTip } from '../state/repositories.ts';
import type { Account, Repository, RepositoryRole } from '../state/entities.ts';
import { addAccount, findAccount, findRepository, fullName, type World } from '../state/world.ts';
import { tellPullRequest } from '../webhooks/payloads.ts';
import type { Delivery } from '../webhooks/sender.ts';
import { createPullRequestHandle, type PullRequestHandle } from './pull-request-handle.ts';
import { push } from './push.ts';

/** Who does it. Without a name, the repository's owner or, of an organisation, its first administrator. */
export interface Actor {
  readonly by?: string;
}

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
  tip(branch?: string): Promise<string>;
  fork(owner: string): Promise<RepositoryHandle>;
  openPullRequest(options: PullRequestOptions): Promise<PullRequestHandle>;
  /** Lets an account do so much here; makes the account where it is new. */
  allow(login: string, role: RepositoryRole): void;
}

export function createRepositoryHandle(world: World, repository: Repository): RepositoryHandle {
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
      const { sha, deliveries } = await push(world, repository, {
        branch,
        files,
        ...rest,
        sender: actor(world, repository, by),
      });
      await answered(deliveries);
      return sha;
    },
    async tip(branch = repository.defaultBranch) {
      const sha = await branchTip(repository, branch);
      if (!sha) throw new Error(`${fullName(repository)} has no branch ${branch}`);
      return sha;
    },
    async fork(owner) {
      const account = findAccount(world, owner) ?? addAccount(world, { login: owner });
      const fork = await addRepository(world, {
        owner: account,
        name: repository.name,
        private: repository.private,
        parent: repository,
      });
      return createRepositoryHandle(world, fork);
    },
    async openPullRequest({ head, base = repository.defaultBranch, title = `Merge ${head}`, body, draft, by }) {
      const [owner, branch] = head.includes(':') ? (head.split(':', 2) as [string, string]) : [undefined, head];
      const headRepository = owner === undefined ? repository : findRepository(world, owner, repository.name);
      if (!headRepository) throw new Error(`${owner} has no fork of ${fullName(repository)}`);
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
    allow(login, role) {
      const account = findAccount(world, login) ?? addAccount(world, { login });
      repository.roles.set(account.id, role);
    },
  };
}

/** The account that does something; a new name makes a new account. */
export function actor(world: World, repository: Repository, login: string | undefined): Account {
  if (login !== undefined) return findAccount(world, login) ?? addAccount(world, { login });
  if (repository.owner.type !== 'Organization') return repository.owner;
  const [admin] = [...repository.roles].filter(([, role]) => role === 'admin').map(([id]) => world.accounts.get(id));
  if (admin) return admin;
  const made = addAccount(world, { login: `${repository.owner.login}-admin` });
  repository.roles.set(made.id, 'admin');
  return made;
}

export async function answered(deliveries: readonly Delivery[]): Promise<void> {
  await Promise.all(deliveries.map((delivery) => delivery.done));
}
