import { fileTrouble } from '../engine/file-trouble.ts';
import { EXIT } from './exit-codes.ts';

/** POSIX's numbers. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGPIPE: 13, SIGTERM: 15 } as const;

/**
 * Ends the command at once when it is interrupted, asked to end, its terminal is closed, nobody reads on (`| head`), or
 * what it prints cannot be written. Children and temporary folders go with it, since whoever made them listens to `exit`.
 */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      // What the shell prints next would stand behind the progress bar.
      if (process.stderr.isTTY) process.stderr.write('\n');
      process.exit(codeOf(signal));
    });
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Node ignores the signal and fails the write.
    if (error.code === 'EPIPE') process.exit(codeOf('SIGPIPE'));
    process.stderr.write(`plumbline: standard output cannot be written: ${fileTrouble(error)}.\n`);
    process.exit(EXIT.plumblineFailed);
  });
}

/** A shell's code for a process that a signal ended. */
function codeOf(signal: keyof typeof SIGNALS): number {
  return 128 + SIGNALS[signal];
}
