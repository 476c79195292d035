import type { CheckIdentity } from '../github/publish/find-check-run.ts';
import type { Runner } from './runner.ts';
import { appendVariable } from './workflow-commands.ts';

/** Named in the variables of the runner that the step's end sees: `STATE_check`. The last one written is the one that counts. */
const NAME = 'check';

/** Keeps which check is about to be started for the step that cleans up, which runs however the job ends. */
export function keepCheck({ files }: Runner, check: CheckIdentity): void {
  if (files.state !== undefined) appendVariable(files.state, NAME, JSON.stringify(check));
}

/** There is none to be ended any more. */
export function forgetCheck({ files }: Runner): void {
  if (files.state !== undefined) appendVariable(files.state, NAME, '');
}

/** The check that was left; undefined where there is none. */
export function keptCheck(env: NodeJS.ProcessEnv): CheckIdentity | undefined {
  const kept = env[`STATE_${NAME}`];
  return kept ? (JSON.parse(kept) as CheckIdentity) : undefined;
}
