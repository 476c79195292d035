import { findProgram } from '../../engine/analyzers/semgrep/find-program.ts';
import { REGISTRY_NAME } from './read-rule-configs.ts';
import type { SemgrepArguments } from './semgrep-arguments.ts';

/** `plumbline semgrep`: chooses who runs the rules. Gives the exit code. */
export async function runSemgrepCommand(targets: readonly string[], options: SemgrepArguments): Promise<number> {
  // `semgrep scan …` with another name in front.
  const given = targets[0] === 'scan' ? targets.slice(1) : targets;
  const program = programFor(options);
  if (program === undefined) {
    const { runBuiltin } = await import('./run-builtin.ts');
    return runBuiltin(given, options);
  }
  const { runReal } = await import('./run-real.ts');
  return runReal(program, given, options);
}

/** Left to us, only names of the registry need the real program; without it they are refused with what to do. */
function programFor({ engine, config }: SemgrepArguments): 'semgrep' | 'opengrep' | undefined {
  if (engine === 'semgrep' || engine === 'opengrep') return engine;
  if (engine === 'builtin' || !config.some((name) => REGISTRY_NAME.test(name))) return undefined;
  return findProgram('semgrep', process.env['PATH'] ?? '') === undefined ? undefined : 'semgrep';
}
