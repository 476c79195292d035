import type { Database } from '../../database/connect.ts';
import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import type { BranchTip } from '../installations/repository-store.ts';

/** The commit that a branch is at; undefined where it is gone. Throws what may pass when tried again. */
export async function readTip(
  database: Database,
  client: GitHubClient,
  { branch, ...repository }: RepositoryName & { readonly branch: string },
): Promise<BranchTip | undefined> {
  const readAt = await readingInstant(database);
  try {
    const { data } = await client.rest.git.getRef({ ...repository, ref: `heads/${branch}` });
    return { branch, sha: data.object.sha, readAt };
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return undefined;
  }
}
