import { cutLine } from '../../engine/report/github/cut-text.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { MAX_STATUS_DESCRIPTION_LENGTH, PAGE_SIZE } from '../limits.ts';
import type { CheckPlace, NoHandle, StatusHandle } from './check-handle.ts';
import { readRefusal } from './refusal.ts';

export type StatusState = 'pending' | 'success' | 'failure' | 'error';

/**
 * Says it by a commit status, unless the latest of its name says it already: GitHub keeps each one, and takes no more
 * than 1,000 of a name. A handle of kind `none` where that is not permitted either.
 */
export async function setStatus(
  client: GitHubClient,
  place: CheckPlace,
  { state, description }: { readonly state: StatusState; readonly description: string },
): Promise<StatusHandle | NoHandle> {
  const { repository, headSha, name, detailsUrl } = place;
  const line = cutLine(description, MAX_STATUS_DESCRIPTION_LENGTH);
  try {
    // Its address is not compared: it may hold a signature that is another each time.
    const latest = await latestStatus(client, place);
    if (latest?.state !== state || latest.description !== line)
      await client.rest.repos.createCommitStatus({
        ...repository,
        sha: headSha,
        context: name,
        state,
        description: line,
        ...(detailsUrl !== undefined && { target_url: detailsUrl }),
      });
    return { kind: 'status', repository, headSha, name, ...(detailsUrl !== undefined && { detailsUrl }) };
  } catch (error) {
    const refusal = readRefusal(error);
    if (refusal === undefined) throw error;
    return { kind: 'none', reason: refusal.message };
  }
}

/** What the commit status of that name says now; undefined where there is none. */
export async function latestStatus(client: GitHubClient, { repository, headSha, name }: CheckPlace) {
  const { data } = await client.rest.repos.listCommitStatusesForRef({
    ...repository,
    ref: headSha,
    per_page: PAGE_SIZE,
  });
  // The newest comes first.
  return data.find(({ context }) => context === name);
}
