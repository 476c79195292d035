import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../git/run-git.ts';
import type { Account, Repository } from './entities.ts';
import type { World } from './world.ts';

export interface NewRepository {
  readonly owner: Account;
  readonly name: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly description?: string;
  /** The repository this one is a fork of. They share their objects, as on GitHub. */
  readonly parent?: Repository;
}

/** What GitHub allows its clients, and no work of git's own in the background. */
const CONFIGURATION = [
  ['uploadpack.allowAnySHA1InWant', 'true'],
  ['uploadpack.allowFilter', 'true'],
  ['http.receivepack', 'true'],
  ['receive.autogc', 'false'],
  ['gc.auto', '0'],
  // Readable, but nobody pushes there.
  ['receive.hideRefs', 'refs/pull'],
] as const;

/** Makes an empty bare repository on disk. */
export async function addRepository(world: World, options: NewRepository): Promise<Repository> {
  const id = world.nextId();
  const gitDir = join(world.folder, `${id}.git`);
  const defaultBranch = options.defaultBranch ?? options.parent?.defaultBranch ?? 'main';
  mkdirSync(gitDir);
  if (options.parent) symlinkSync(join(options.parent.gitDir, 'objects'), join(gitDir, 'objects'));
  await git(gitDir, ['init', '-q', '--bare', '-b', defaultBranch]);
  for (const [name, value] of CONFIGURATION) await git(gitDir, ['config', name, value]);
  const now = world.now();
  const repository: Repository = {
    id,
    owner: options.owner,
    name: options.name,
    description: options.description ?? null,
    private: options.private ?? false,
    defaultBranch,
    gitDir,
    parent: options.parent,
    createdAt: now,
    pushedAt: now,
    archived: false,
    roles: new Map(),
    labels: new Map(),
    lastNumber: 0,
    pullRequests: new Map(),
    comments: new Map(),
    reviews: new Map(),
    reviewComments: new Map(),
    threads: new Map(),
    checkSuites: new Map(),
    checkRuns: new Map(),
    statuses: [],
    sarifUploads: new Map(),
  };
  if (options.owner.type === 'User') repository.roles.set(options.owner.id, 'admin');
  world.repositories.set(id, repository);
  return repository;
}

/** The commit a branch points to. */
export async function branchTip(repository: Repository, branch: string): Promise<string | undefined> {
  return resolve(repository, `refs/heads/${branch}`);
}

/** The commit that a branch, a tag, `heads/…`, `tags/…`, `pull/N/head` or an id names. */
export async function resolveRef(repository: Repository, ref: string): Promise<string | undefined> {
  const candidates = /^[0-9a-f]{40}$/.test(ref)
    ? [ref]
    : [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ...(/^[0-9a-f]{7,39}$/.test(ref) ? [ref] : [])];
  for (const candidate of candidates) {
    const found = await resolve(repository, candidate);
    if (found) return found;
  }
  return undefined;
}

async function resolve(repository: Repository, revision: string): Promise<string | undefined> {
  try {
    return await git(repository.gitDir, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ]);
  } catch {
    return undefined;
  }
}
