/** Entry of what runs after the job's steps, however they ended. */
import type { ActionState } from './action-state.ts';
import { keepResults } from './cache/keep-results.ts';
import { endCancelled } from './end-cancelled.ts';

const state: ActionState = {
  env: process.env,
  write: (text) => void process.stdout.write(text),
  clock: () => new Date(),
};
process.exitCode = await endCancelled(state);
await keepResults(state);
