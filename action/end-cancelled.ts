import { statusOutput } from '../engine/report/github/status-output.ts';
import { loadTemplates } from '../engine/report/templates/load-templates.ts';
import { findCheckRun, handleOf } from '../github/publish/find-check-run.ts';
import type { ActionState } from './action-state.ts';
import { endCheck } from './carry-check.ts';
import { connect } from './connect.ts';
import { keptCheck } from './kept-check.ts';
import { readInputs } from './read-inputs.ts';
import { readRunner } from './runner.ts';
import { annotationCommand } from './workflow-commands.ts';

/** Ends the check that the step left in progress, for the job was cancelled or timed out. Gives the exit code; never throws. */
export async function endCancelled(state: ActionState): Promise<number> {
  const check = keptCheck(state.env);
  if (check === undefined) return 0;
  try {
    const client = connect(state, readRunner(state.env), readInputs(state.env).token);
    // It may have been made without our being told.
    const run = await findCheckRun(client, check);
    if (run === undefined || run.status === 'completed') return 0;
    const status = { kind: 'skipped', reason: 'The job ended before the review did.' } as const;
    const output = statusOutput(status, { templates: await loadTemplates() });
    await endCheck(client, handleOf(run, check), {
      conclusion: 'cancelled',
      output: () => output,
      completedAt: state.clock(),
    });
    return 0;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    state.write(annotationCommand('warning', `The check could not be ended: ${reason}`));
    return 0;
  }
}
