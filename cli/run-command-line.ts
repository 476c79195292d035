import { CommanderError } from 'commander';
import { visible } from '../engine/report/visible.ts';
import { SourceError } from '../engine/source/source.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { createProgram } from './program.ts';

/** Runs the command and gives its exit code. The one place where an error becomes words. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.passed;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed help or the mistake already.
    return error.exitCode === 0 ? EXIT.passed : EXIT.wrongUse;
  }
  if (error instanceof SourceError) {
    say(`${error.message}\n${error.advice}`);
    return EXIT.wrongUse;
  }
  // Known by its name, for its class would load all that templates need.
  if (error instanceof UsageError || (error instanceof Error && error.name === 'TemplateError')) {
    say(error.message);
    return EXIT.wrongUse;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`plumbline: Plumbline itself failed. Please report this with what follows.\n${detail}\n`);
  return EXIT.plumblineFailed;
}

/** What a repository or a file made of the message must not act in the terminal. */
function say(message: string): void {
  process.stderr.write(`plumbline: ${message.split('\n').map(visible).join('\n')}\n`);
}
