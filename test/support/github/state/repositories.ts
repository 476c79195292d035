import { join } from 'node:path';
import { createBare } from '../git/create-bare.ts';
import { readObject } from '../git/object-reader.ts';
import { readRef } from '../git/refs.ts';
import { tryGit } from '../git/run-git.ts';
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

/** Makes an empty bare repository on disk. */
export function addRepository(world: World, options: NewRepository): Repository {
  const id = world.nextId();
  const gitDir = join(world.folder, `${id}.git`);
  const defaultBranch = options.defaultBranch ?? options.parent?.defaultBranch ?? 'main';
  createBare(gitDir, { defaultBranch, objects: options.parent && join(options.parent.gitDir, 'objects') });
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
    queued: [],
  };
  if (options.owner.type === 'User') repository.roles.set(options.owner.id, 'admin');
  world.repositories.set(id, repository);
  return repository;
}

/** The commit a branch points to. */
export function branchTip(repository: Repository, branch: string): Promise<string | undefined> {
  return readRef(repository.gitDir, `refs/heads/${branch}`);
}

/** The commit that a branch, a tag, `heads/…`, `tags/…`, `pull/N/head` or an id names. */
export async function resolveRef(repository: Repository, ref: string): Promise<string | undefined> {
  if (/^[0-9a-f]{40}$/.test(ref))
    return (await readObject(repository.gitDir, ref))?.type === 'commit' ? ref : undefined;
  for (const candidate of [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`]) {
    const found = await readRef(repository.gitDir, candidate);
    if (found) return peel(repository, found);
  }
  return /^[0-9a-f]{7,39}$/.test(ref) ? peel(repository, ref) : undefined;
}

/** An annotated tag leads to its commit. */
async function peel(repository: Repository, revision: string): Promise<string | undefined> {
  if ((await readObject(repository.gitDir, revision))?.type === 'commit') return revision;
  const outcome = await tryGit(repository.gitDir, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  return outcome.code === 0 ? outcome.stdout.toString().trim() : undefined;
}
