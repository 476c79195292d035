import { constants } from 'node:os';

/** A shell's code for a process that a signal ended is this and the signal's number. */
const SIGNALLED = 128;

/**
 * Ends the command at once when it is interrupted, asked to end, or its terminal is closed. Children and temporary
 * folders go with it, since whoever made them listens to `exit`.
 */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      // What the shell prints next would stand behind the progress bar.
      if (process.stderr.isTTY) process.stderr.write('\n');
      process.exit(SIGNALLED + constants.signals[signal]);
    });
  }
}
