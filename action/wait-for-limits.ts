import type { GitHubClient } from '../github/client/github-client.ts';
import { RateLimited } from '../github/client/rate-limited.ts';
import { sleep } from '../github/client/sleep.ts';

/** Milliseconds that one request waits for a limit of GitHub's: a runner's minutes are paid for. */
export const MOST_WAIT = 15 * 60_000;

/** Has each request wait until a limit lets it through: nobody comes back later, as the App does. */
export function waitForLimits(client: GitHubClient, clock: () => Date): GitHubClient {
  client.hook.wrap('request', async (send, parameters) => {
    const latest = clock().getTime() + MOST_WAIT;
    for (;;) {
      try {
        return await send(parameters);
      } catch (error) {
        // A request that a limit refused did nothing.
        if (!(error instanceof RateLimited) || error.until.getTime() > latest) throw error;
        await sleep(Math.max(0, error.until.getTime() - clock().getTime()));
      }
    }
  });
  return client;
}
