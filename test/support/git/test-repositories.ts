import { afterEach } from 'vitest';
import { openGitRepository, type GitRepository } from '../../../engine/source/git-repository.ts';
import { aRepository, type RepositoryOptions, type TestRepository } from './a-repository.ts';

/** Repositories for a file of tests, closed and removed after each test. */
export function testRepositories(): {
  readonly make: (options?: RepositoryOptions) => TestRepository;
  readonly open: (repository: { readonly folder: string }, within?: string) => Promise<GitRepository>;
} {
  const cleanUps: (() => void)[] = [];
  afterEach(() => {
    for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
  });
  return {
    make(options) {
      const repository = aRepository(options);
      cleanUps.push(() => repository.remove());
      return repository;
    },
    async open(repository, within) {
      const opened = await openGitRepository(repository.folder, within === undefined ? {} : { within });
      cleanUps.push(() => opened.close());
      return opened;
    },
  };
}
