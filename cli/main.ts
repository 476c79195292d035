#!/usr/bin/env node
/** Entry of the `plumbline` command. What a command needs is loaded when that command is run. */
import { endOnSignals } from './end-on-signals.ts';
import { version } from '../engine/version.ts';

endOnSignals();
const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`${version}\n`);
} else {
  const { runCommandLine } = await import('./run-command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
