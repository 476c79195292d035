import { GitHubOctokit, type GitHubClient } from '../../../github/client/github-client.ts';
import type { RepositoryName } from '../../../github/client/github-client.ts';
import type { GitHubDouble } from '../../support/github/github-double.ts';
import type { RepositoryHandle } from '../../support/github/site/repository-handle.ts';
import type { Permissions } from '../../support/github/state/entities.ts';

export interface Place {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  readonly headSha: string;
  /** Of the pull request. */
  readonly number: number;
  readonly handle: RepositoryHandle;
  /** Another client with the same rights. */
  readonly another: () => GitHubClient;
}

/** Lines 1 to 40 of `src/app.ts`, of which the pull request changes line 20. */
const LINES = Array.from({ length: 40 }, (_, index) => `line${index + 1};`);

let owners = 0;

/** A pull request in a repository of its own, with the App installed, and a client without a budget: nothing waits. */
export async function aPlace(github: GitHubDouble, permissions?: Permissions): Promise<Place> {
  const owner = `acme${++owners}`;
  const before = `${LINES.join('\n')}\n`;
  const handle = await github.createRepository(`${owner}/shop`, { files: { 'src/app.ts': before } });
  const files = { 'src/app.ts': before.replace('line20;', 'changed;') };
  const headSha = await handle.push({ branch: 'feature', from: 'main', files });
  const { number } = await handle.openPullRequest({ head: 'feature' });
  const installation = github.install(owner, permissions && { permissions });
  const auth = github.tokenFor(installation);
  const another = (): GitHubClient => {
    const quiet = () => undefined;
    return new GitHubOctokit({
      auth,
      baseUrl: github.url,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
  };
  return { client: another(), another, repository: { owner, repo: 'shop' }, headSha, number, handle };
}

/** Requests that GitHub's description does not allow. Whether the double's own answers fit is asked elsewhere. */
export function badRequests(github: GitHubDouble): readonly unknown[] {
  return github.violations.filter(({ kind }) => kind === 'request' || kind === 'unknown-path');
}
