import { failedRequest } from './failed-request.ts';
import type { GitHubClient } from './github-client.ts';

/** GitHub refused something once. It may be right, or a moment behind what it told us itself: whoever asked, asks again. */
export class DoubtedRefusal extends Error {
  override readonly name = 'DoubtedRefusal';

  constructor(cause: unknown) {
    super('GitHub refused it; it is asked once more', { cause });
  }
}

/** Forbidden, not there, gone, not taken: what is passed over or done in another way, once it is believed. */
const REFUSALS: ReadonlySet<number | undefined> = new Set([403, 404, 410, 422]);

/**
 * Has what a client is refused thrown as {@link DoubtedRefusal}, so that it is not taken for settled: GitHub's parts agree with
 * each other only after a while, and what was just created may not be found. Limits are none of these.
 */
export function doubtRefusals(client: GitHubClient): GitHubClient {
  client.hook.error('request', (error) => {
    throw REFUSALS.has(failedRequest(error)?.status) ? new DoubtedRefusal(error) : error;
  });
  return client;
}
