import type { RepositoryName, GitHubClient } from '../../github/client/github-client.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import type { PullFacts, RepositoryFacts } from './app-event.ts';
import { pullRequest } from './payload-parts.ts';

/** The pull request as it is now; undefined where GitHub shows it to us no more. Throws what may pass when tried again. */
export async function readPull(
  client: GitHubClient,
  repository: RepositoryName,
  number: number,
): Promise<PullFacts | undefined> {
  try {
    const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
    return pullRequest.parse(data);
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return undefined;
  }
}

export function nameOf({ owner, name }: RepositoryFacts): RepositoryName {
  return { owner, repo: name };
}

/** Of two views of a pull request the newer one; the one that was read, where GitHub's seconds do not tell. */
export function newerPull(read: PullFacts, told: PullFacts): PullFacts {
  return Date.parse(told.updatedAt) > Date.parse(read.updatedAt) ? told : read;
}
