import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeReaders } from '../git/object-reader.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type {
  Account,
  AccountType,
  App,
  Installation,
  InstallationToken,
  Permissions,
  Repository,
} from './entities.ts';
import type { WebhookSender } from '../webhooks/sender.ts';

/** Everything that this GitHub knows. */
export interface World {
  readonly now: () => Date;
  /** Where the bare repositories are. */
  readonly folder: string;
  readonly urls: Urls;
  readonly accounts: Map<number, Account>;
  readonly apps: Map<number, App>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, InstallationToken>;
  readonly repositories: Map<number, Repository>;
  /** Full names in lower case that repositories had before, and whose they are. */
  readonly formerNames: Map<string, number>;
  /** Of the manifest flow, by code. */
  readonly manifests: Map<string, PendingManifest>;
  readonly limits: RateLimits;
  /** A number that was never given before. */
  nextId(): number;
  readonly webhooks: WebhookSender;
}

/** An App that somebody agreed to make, and that waits for its code to be turned in. */
export interface PendingManifest {
  readonly name: string;
  readonly owner: Account;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  /** Where its events go; it may have none. */
  readonly hookUrl: string | undefined;
  readonly expiresAt: Date;
}

export interface Urls {
  /** `https://api.github.com`, without a slash at its end. */
  api: string;
  /** `https://github.com`. */
  web: string;
}

export function createWorld(options: Pick<World, 'now' | 'webhooks' | 'limits'>): World {
  let lastId = 1000;
  return {
    ...options,
    folder: mkdtempSync(join(tmpdir(), 'plumbline-github-')),
    urls: { api: '', web: '' },
    accounts: new Map(),
    apps: new Map(),
    installations: new Map(),
    tokens: new Map(),
    repositories: new Map(),
    formerNames: new Map(),
    manifests: new Map(),
    nextId: () => (lastId += 1),
  };
}

export function removeWorld(world: World): void {
  closeReaders([...world.repositories.values()].map((repository) => repository.gitDir));
  rmSync(world.folder, { recursive: true, force: true });
}

export function addAccount(world: World, { login, type = 'User' }: { login: string; type?: AccountType }): Account {
  const account: Account = { id: world.nextId(), login, type, name: login };
  world.accounts.set(account.id, account);
  return account;
}

export function findAccount(world: World, login: string): Account | undefined {
  const wanted = login.toLowerCase();
  return [...world.accounts.values()].find((account) => account.login.toLowerCase() === wanted);
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** By its present name alone; see `formerNames` for the others. */
export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  for (const repository of world.repositories.values()) {
    if (fullName(repository).toLowerCase() === wanted) return repository;
  }
  return undefined;
}

/** A repository by a name that it has, or had before. */
export function locate(
  world: World,
  owner: string,
  name: string,
): { repository: Repository; moved: boolean } | undefined {
  const found = findRepository(world, owner, name);
  if (found) return { repository: found, moved: false };
  const id = world.formerNames.get(`${owner}/${name}`.toLowerCase());
  const repository = id === undefined ? undefined : world.repositories.get(id);
  return repository && { repository, moved: true };
}

/** Whether an installation may see a repository. */
export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.account.id !== repository.owner.id) return false;
  return installation.selection === 'all' || installation.repositoryIds.has(repository.id);
}

export function repositoriesOf(world: World, installation: Installation): Repository[] {
  return [...world.repositories.values()].filter((repository) => covers(installation, repository));
}
