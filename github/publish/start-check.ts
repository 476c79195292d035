import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import type { GitHubClient } from '../client/github-client.ts';
import type { CheckHandle } from './check-handle.ts';
import { createCheckRun } from './create-check-run.ts';
import { findCheckRun, handleOf, type CheckIdentity, type FoundCheckRun } from './find-check-run.ts';
import { readRefusal } from './refusal.ts';
import { setStatus } from './set-status.ts';

export interface StartedCheck extends CheckIdentity {
  /** Absent: its turn has not come yet. */
  readonly startedAt?: Date;
  readonly output: CheckOutput;
}

/**
 * The review's check run: the one that is there already, or a new one. It is in progress then, or queued where the review has not
 * started; one that ended stays as it is. Where checks are not permitted, a commit status. Throws what may pass when tried again.
 */
export async function startCheck(client: GitHubClient, check: StartedCheck): Promise<CheckHandle> {
  try {
    const found = await findCheckRun(client, check);
    if (found?.status === 'queued' && check.startedAt)
      await begin(client, found, { ...check, startedAt: check.startedAt });
    return handleOf(found ?? (await createCheckRun(client, check, check)), check);
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return setStatus(client, check, { state: 'pending', description: check.output.title });
  }
}

async function begin(
  client: GitHubClient,
  { id }: FoundCheckRun,
  { repository, startedAt, output }: Required<Pick<StartedCheck, 'repository' | 'startedAt' | 'output'>>,
): Promise<void> {
  await client.rest.checks.update({
    ...repository,
    check_run_id: id,
    status: 'in_progress',
    started_at: startedAt.toISOString(),
    output: { ...output },
  });
}
