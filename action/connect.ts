import { version } from '../engine/version.ts';
import { GitHubOctokit, type GitHubClient } from '../github/client/github-client.ts';
import { memoryRateBudget } from '../github/client/memory-rate-budget.ts';
import { withBudget } from '../github/client/with-budget.ts';
import type { ActionState } from './action-state.ts';
import { fetchThroughProxy } from './fetch-through-proxy.ts';
import type { Runner } from './runner.ts';
import { waitForLimits } from './wait-for-limits.ts';

/** A check that begins and ends, and a comment, as most runs write. */
const WRITES_AT_ONCE = 3;

/** A client that speaks as the workflow's token. */
export function connect(
  { env, clock, pace }: ActionState,
  { apiUrl, repository }: Runner,
  token: string,
): GitHubClient {
  const client = new GitHubOctokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: `plumbline-action/${version}`,
    request: { fetch: fetchThroughProxy(env) },
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  const budgeted = withBudget(client, {
    budget: memoryRateBudget(pace, { atOnce: WRITES_AT_ONCE }),
    log: { debug: ignore, warn: ignore },
    repository: `${repository.owner}/${repository.repo}`,
    clock,
  });
  return waitForLimits(budgeted, clock);
}

/** What requests there were is told by what they did. */
function ignore(): void {
  // Nothing.
}
