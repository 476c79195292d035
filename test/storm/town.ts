import type { GitHubDouble } from '../support/github/github-double.ts';
import type { PullRequestHandle } from '../support/github/site/pull-request-handle.ts';
import type { RepositoryHandle } from '../support/github/site/repository-handle.ts';
import type { Installation } from '../support/github/state/entities.ts';
import { codeWith } from './code.ts';

export interface Place {
  readonly repository: RepositoryHandle;
  readonly installation: Installation;
  readonly pulls: PullRequestHandle[];
  /** For some time, the service could not reach it: what people asked for then, nobody answers. */
  wasAway: boolean;
  /** Deeds here are begun one after the other. */
  isBusy: boolean;
}

/** Whoever uses the service, and what is known of their code. */
export interface Town {
  readonly github: GitHubDouble;
  /** Where the service is installed. */
  places: readonly Place[];
  /** What a check of this commit has to say. */
  readonly expected: Map<string, 'success' | 'failure'>;
  /** Heads of pull requests that were left by a force push. */
  readonly left: Map<PullRequestHandle, string[]>;
}

/** Builders at work at once. */
const LANES = 4;

/** Two small repositories for each installation. */
export async function buildTown(github: GitHubDouble, { installations }: { installations: number }): Promise<Town> {
  const places: Place[] = [];
  let last = 0;
  async function build(): Promise<void> {
    while (last < installations) {
      const owner = `client-${(last += 1)}`;
      const repositories = [];
      for (const name of ['shop', 'parcels']) repositories.push(await buildRepository(github, `${owner}/${name}`));
      const installation = github.install(owner);
      places.push(
        ...repositories.map((repository) => ({ repository, installation, pulls: [], isBusy: false, wasAway: false })),
      );
    }
  }
  await Promise.all(Array.from({ length: LANES }, build));
  return { github, places, expected: new Map(), left: new Map() };
}

async function buildRepository(github: GitHubDouble, fullName: string): Promise<RepositoryHandle> {
  const files = { 'src/main.js': codeWith(0), 'src/tariffs.js': codeWith(0) };
  const repository = await github.createRepository(fullName, { files });
  await repository.push({ branch: 'next', from: 'main' });
  return repository;
}
