import type { GitHubClient } from './github-client.ts';
import { githubProblem } from './github-problem.ts';
import { sleep as realSleep, type Sleep } from './sleep.ts';

/** Where a client has its token from. */
export interface TokenSource {
  /** One that holds for the next request. */
  current(): Promise<string>;
  /** GitHub did not accept it: the next one shall be another. */
  reject(token: string): void;
}

/**
 * Milliseconds before each further attempt with another token. A new token is not known to all of GitHub at once: octokit's own
 * authentication waits for that, too.
 */
const PAUSES = [0, 1_000, 2_000];

/** Gives each request of a client a token; one that GitHub does not accept is replaced, a few times. */
export function authenticate(
  client: GitHubClient,
  tokens: TokenSource,
  { sleep = realSleep, signal }: { readonly sleep?: Sleep; readonly signal?: AbortSignal | undefined } = {},
): GitHubClient {
  client.hook.wrap('request', async (send, parameters) => {
    for (let attempt = 0; ; attempt++) {
      const token = await tokens.current();
      parameters.headers['authorization'] = `token ${token}`;
      try {
        return await send(parameters);
      } catch (error) {
        const pause = PAUSES[attempt];
        if (githubProblem(error) !== 'unauthorized' || pause === undefined) throw error;
        tokens.reject(token);
        if (pause > 0) await sleep(pause, signal);
      }
    }
  });
  return client;
}
