import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import type { GitHubClient } from '../client/github-client.ts';
import type { CheckHandle } from './check-handle.ts';
import { createCheckRun } from './create-check-run.ts';
import { findCheckRun, handleOf, type CheckIdentity } from './find-check-run.ts';
import { readRefusal } from './refusal.ts';
import { setStatus } from './set-status.ts';

export interface StartedCheck extends CheckIdentity {
  readonly startedAt: Date;
  readonly output: CheckOutput;
}

/**
 * The review's check run: the one that an earlier attempt created, or a new one in progress. Where checks are not
 * permitted, a commit status. Throws what may pass when tried again.
 */
export async function startCheck(client: GitHubClient, check: StartedCheck): Promise<CheckHandle> {
  try {
    const run = (await findCheckRun(client, check)) ?? (await createCheckRun(client, check, check));
    return handleOf(run, check);
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return setStatus(client, check, { state: 'pending', description: check.output.title });
  }
}
