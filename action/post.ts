/** Entry of what runs after the job's steps, however they ended. */
import { endCancelled } from './end-cancelled.ts';

process.exitCode = await endCancelled({
  env: process.env,
  write: (text) => void process.stdout.write(text),
  clock: () => new Date(),
});
