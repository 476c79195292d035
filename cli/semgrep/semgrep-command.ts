import { EXIT } from '../exit-codes.ts';
import type { SemgrepArguments } from './semgrep-arguments.ts';

/** `plumbline semgrep`: chooses who runs the rules. Gives the exit code. */
export async function runSemgrepCommand(targets: readonly string[], options: SemgrepArguments): Promise<number> {
  // `semgrep scan …` with another name in front.
  const given = targets[0] === 'scan' ? targets.slice(1) : targets;
  const { runBuiltin } = await import('./run-semgrep.ts');
  void EXIT;
  return runBuiltin(given, options);
}
