import { statusOutput } from '../engine/report/github/status-output.ts';
import { loadTemplates } from '../engine/report/templates/load-templates.ts';
import { completeCheck } from '../github/publish/complete-check.ts';
import type { ActionState } from './action-state.ts';
import { connect } from './connect.ts';
import { keptCheck } from './kept-check.ts';
import { readInputs } from './read-inputs.ts';
import { readRunner } from './runner.ts';
import { annotationCommand } from './workflow-commands.ts';

/** Ends the check that the step left in progress, for the job was cancelled or timed out. Gives the exit code; never throws. */
export async function endCancelled(state: ActionState): Promise<number> {
  const handle = keptCheck(state.env);
  if (handle === undefined) return 0;
  try {
    const client = connect(state, readRunner(state.env), readInputs(state.env).token);
    const { data } = await client.rest.checks.get({ ...handle.repository, check_run_id: handle.id });
    if (data.status === 'completed') return 0;
    const status = { kind: 'skipped', reason: 'The job ended before the review did.' } as const;
    const output = statusOutput(status, { templates: await loadTemplates() });
    const conclusion = 'cancelled';
    await completeCheck(client, handle, { conclusion, output: () => output, completedAt: state.clock() });
    return 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    state.write(annotationCommand('warning', `The check could not be ended: ${reason}`));
    return 0;
  }
}
