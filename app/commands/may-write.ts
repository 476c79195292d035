import type { GitHubClient, RepositoryName } from '../../github/client/github-client.ts';
import { readRefusal } from '../../github/publish/refusal.ts';

/**
 * Whether somebody may write to a repository at this moment. GitHub says `write` of those who may maintain, and `read` of those
 * who may triage. Source: docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export async function mayWrite(client: GitHubClient, repository: RepositoryName, login: string): Promise<boolean> {
  try {
    const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ ...repository, username: login });
    return data.permission === 'admin' || data.permission === 'write';
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return false;
  }
}
