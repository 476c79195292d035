import type { GitHubClient } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import type { CheckHandle } from '../github/publish/check-handle.ts';
import { completeCheck, type CompletedCheck, type CompletionOutcome } from '../github/publish/complete-check.ts';
import { startCheck, type StartedCheck } from '../github/publish/start-check.ts';

/** Starts the check. Nobody comes back later, as the App does: where GitHub is out of order, it is asked once more. */
export async function beginCheck(client: GitHubClient, check: StartedCheck): Promise<CheckHandle> {
  try {
    return await startCheck(client, check);
  } catch (error) {
    if (githubProblem(error) !== 'unavailable') throw error;
    return startCheck(client, check);
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
