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

export interface Authentication {
  readonly sleep?: Sleep;
  readonly signal?: AbortSignal | undefined;
  /** What is refused is asked once more, by somebody else: a token may be older than the permission that is missing. */
  readonly doubtful?: boolean | undefined;
}

/** Gives each request of a client a token; one that GitHub does not accept is replaced, a few times. */
export function authenticate(
  client: GitHubClient,
  tokens: TokenSource,
  { sleep = realSleep, signal, doubtful = false }: Authentication = {},
): GitHubClient {
  client.hook.wrap('request', async (send, parameters) => {
    for (let attempt = 0; ; attempt++) {
      const token = await tokens.current();
      parameters.headers['authorization'] = `token ${token}`;
      try {
        return await send(parameters);
      } catch (error) {
        const pause = PAUSES[attempt];
        const problem = githubProblem(error);
        if (doubtful && problem === 'not-permitted') tokens.reject(token);
        if (problem !== 'unauthorized' || pause === undefined) throw error;
        tokens.reject(token);
        if (pause > 0) await sleep(pause, signal);
      }
    }
  });
  return client;
}
