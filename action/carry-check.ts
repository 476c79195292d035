import type { GitHubClient } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import type { CheckHandle } from '../github/publish/check-handle.ts';
import { completeCheck, type CompletedCheck, type CompletionOutcome } from '../github/publish/complete-check.ts';
import { publishFinishedCheck, type FinishedCheck } from '../github/publish/publish-finished-check.ts';
import { startCheck, type StartedCheck } from '../github/publish/start-check.ts';

/** Starts the check. */
export function beginCheck(client: GitHubClient, check: StartedCheck): Promise<CheckHandle> {
  return atMostTwice(() => startCheck(client, check));
}

/** Shows checks that are known in one piece, such as projects'. */
export async function showFinishedChecks(client: GitHubClient, checks: readonly FinishedCheck[]): Promise<void> {
  for (const check of checks) await atMostTwice(() => publishFinishedCheck(client, check));
}

/** Nobody comes back later, as the App does: where GitHub is out of order, it is asked once more. */
async function atMostTwice<Value>(step: () => Promise<Value>): Promise<Value> {
  try {
    return await step();
  } catch (error) {
    if (githubProblem(error) !== 'unavailable') throw error;
    return step();
  }
}

/**
 * Ends the check. That one that was begun may not be ended is believed when GitHub says it twice: its parts agree with each
 * other only after a while.
 */
export function endCheck(
  client: GitHubClient,
  handle: CheckHandle,
  completed: CompletedCheck,
): Promise<CompletionOutcome> {
  return completeCheck(client, handle, completed, { believed: 2 });
}

/** With its annotations: a commit status has none. */
export function isCheckShown(outcome: CompletionOutcome): boolean {
  return outcome.kind === 'unchanged' || (outcome.kind === 'completed' && outcome.shownAs === 'check-run');
}
