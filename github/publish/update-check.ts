import type { CheckOutput } from '../../engine/report/github/check-output.ts';
import type { GitHubClient } from '../client/github-client.ts';
import type { CheckHandle } from './check-handle.ts';
import { readRefusal } from './refusal.ts';
import { setStatus } from './set-status.ts';

/**
 * Says how it is going in a check that has not ended. Its status is left alone: `in_progress` would open one again that ended
 * meanwhile. Never fails for good: what is refused is not worth a review.
 */
export async function updateCheck(client: GitHubClient, handle: CheckHandle, output: CheckOutput): Promise<void> {
  if (handle.kind === 'none') return;
  if (handle.kind === 'status') {
    await setStatus(client, handle, { state: 'pending', description: output.title });
    return;
  }
  try {
    const { repository, id } = handle;
    await client.rest.checks.update({ ...repository, check_run_id: id, output: { ...output } });
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
  }
}
