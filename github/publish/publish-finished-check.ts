import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import type { GitHubClient } from '../client/github-client.ts';
import { completeCheck, type CompletionOutcome } from './complete-check.ts';
import type { CheckConclusion } from './conclusion.ts';
import { statusOfConclusion } from './conclusion.ts';
import { createCheckRun } from './create-check-run.ts';
import { findCheckRun, handleOf, type CheckIdentity } from './find-check-run.ts';
import { readRefusal } from './refusal.ts';
import { setStatus } from './set-status.ts';

export interface FinishedCheck extends CheckIdentity {
  readonly conclusion: CheckConclusion;
  readonly output: CheckOutput;
  readonly startedAt: Date;
  readonly completedAt: Date;
}

/**
 * A check without annotations that is known in one piece, such as a project's: created as completed, in one call that
 * writes. Can be repeated. Where checks are not permitted, a commit status. Throws what may pass when tried again.
 */
export async function publishFinishedCheck(client: GitHubClient, check: FinishedCheck): Promise<CompletionOutcome> {
  const { conclusion, output, startedAt, completedAt } = check;
  try {
    const found = await findCheckRun(client, check);
    if (found !== undefined)
      return await completeCheck(client, handleOf(found, check), { conclusion, output: () => output, completedAt });
    await createCheckRun(client, check, { startedAt, output, end: { conclusion, completedAt } });
    return { kind: 'completed', shownAs: 'check-run', refused: 0 };
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    const status = { state: statusOfConclusion(conclusion), description: output.title };
    const shown = await setStatus(client, check, status);
    return shown.kind === 'none'
      ? { kind: 'not-shown', reason: shown.reason }
      : { kind: 'completed', shownAs: 'status', refused: 0 };
  }
}
