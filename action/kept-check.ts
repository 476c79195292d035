import type { CheckIdentity } from '../github/publish/find-check-run.ts';
import type { Runner } from './runner.ts';
import { appendVariable } from './workflow-commands.ts';

/** Named in the variables of the runner that the step's end sees: `STATE_check`. The last one written is the one that counts. */
const NAME = 'check';

/** What the step that cleans up is told of the check. */
export interface KeptCheck extends CheckIdentity {
  /** Whether it is known to be there, as a check run or as a commit status. */
  readonly begun: boolean;
}

/** Keeps which check is started for the step that cleans up, which runs however the job ends. */
export function keepCheck({ files }: Runner, check: KeptCheck): void {
  if (files.state !== undefined) appendVariable(files.state, NAME, JSON.stringify(check));
}

/** There is none to be ended any more. */
export function forgetCheck({ files }: Runner): void {
  if (files.state !== undefined) appendVariable(files.state, NAME, '');
}

/** The check that was left; undefined where there is none. */
export function keptCheck(env: NodeJS.ProcessEnv): KeptCheck | undefined {
  const kept = env[`STATE_${NAME}`];
  return kept ? (JSON.parse(kept) as KeptCheck) : undefined;
}
