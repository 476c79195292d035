import type { CheckHandle, CheckRunHandle } from '../github/publish/check-handle.ts';
import type { Runner } from './runner.ts';
import { appendVariable } from './workflow-commands.ts';

/** Named in the variables of the runner that the step's end sees: `STATE_checkRun`. */
const NAME = 'checkRun';

/** Keeps which check run was started for the step that cleans up, which runs however the job ends. */
export function keepCheck({ files }: Runner, handle: CheckHandle): void {
  if (files.state !== undefined && handle.kind === 'check-run') {
    appendVariable(files.state, NAME, JSON.stringify(handle));
  }
}

/** The check run that was started; undefined where there is none. */
export function keptCheck(env: NodeJS.ProcessEnv): CheckRunHandle | undefined {
  const kept = env[`STATE_${NAME}`];
  return kept ? (JSON.parse(kept) as CheckRunHandle) : undefined;
}
