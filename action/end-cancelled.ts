import { statusOutput } from '../engine/report/github/status-output.ts';
import { loadTemplates } from '../engine/report/templates/load-templates.ts';
import type { GitHubClient } from '../github/client/github-client.ts';
import type { CheckHandle } from '../github/publish/check-handle.ts';
import { findCheckRun, handleOf } from '../github/publish/find-check-run.ts';
import { readRefusal } from '../github/publish/refusal.ts';
import { latestStatus } from '../github/publish/set-status.ts';
import type { ActionState } from './action-state.ts';
import { endCheck } from './carry-check.ts';
import { connect } from './connect.ts';
import { keptCheck, type KeptCheck } from './kept-check.ts';
import { readInputs } from './read-inputs.ts';
import { readRunner } from './runner.ts';
import { annotationCommand } from './workflow-commands.ts';

/** Ends the check that the step left in progress, for the job was cancelled or timed out. Gives the exit code; never throws. */
export async function endCancelled(state: ActionState): Promise<number> {
  const check = keptCheck(state.env);
  if (check === undefined) return 0;
  try {
    const client = connect(state, readRunner(state.env), readInputs(state.env).token);
    const left = await findLeft(client, check);
    if (left === undefined) return 0;
    const status = { kind: 'skipped', reason: 'The job ended before the review did.' } as const;
    const output = statusOutput(status, { templates: await loadTemplates() });
    await endCheck(client, left, {
      conclusion: 'cancelled',
      output: () => output,
      completedAt: state.clock(),
    });
    return 0;
  } catch (error) {
    // Where it never began, the step has said why.
    if (!check.begun) return 0;
    const reason = error instanceof Error ? error.message : String(error);
    state.write(annotationCommand('warning', `The check could not be ended: ${reason}`));
    return 0;
  }
}

/** What is in progress; it may have been made without our being told. */
async function findLeft(client: GitHubClient, check: KeptCheck): Promise<CheckHandle | undefined> {
  const run = await unlessRefused(findCheckRun(client, check));
  if (run !== undefined) return run.status === 'completed' ? undefined : handleOf(run, check);
  const status = await unlessRefused(latestStatus(client, check));
  // Another run's leads to that one.
  const isOwn = status?.state === 'pending' && status.target_url === check.detailsUrl;
  return isOwn ? { ...check, kind: 'status' } : undefined;
}

async function unlessRefused<Value>(answer: Promise<Value>): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return undefined;
  }
}
