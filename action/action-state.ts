import type { RatePace } from '../github/client/rate-pace.ts';
import type { Patience } from './fetch-answer.ts';

/** The world, as far as the Action touches it besides GitHub and the disk. */
export interface ActionState {
  /** `INPUT_*`, `GITHUB_*`, `RUNNER_*`. */
  readonly env: NodeJS.ProcessEnv;
  /** Standard output: what is written there may be a command to the runner. */
  readonly write: (text: string) => void;
  readonly clock: () => Date;
  /** Of requests; GitHub's own wish where it is absent. */
  readonly pace?: RatePace;
  /** With the App and with the runner's service for tokens; their own where it is absent. */
  readonly patience?: Patience;
}
