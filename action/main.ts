/** Entry of the Action: the environment in, the exit code out. */
import { run } from './run.ts';

process.exitCode = await run({
  env: process.env,
  write: (text) => void process.stdout.write(text),
  clock: () => new Date(),
});
