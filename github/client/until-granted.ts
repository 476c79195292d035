import type { RateBudget, RateRequest, WaitReason } from './rate-budget.ts';
import { RateLimited } from './rate-limited.ts';
import type { Sleep } from './sleep.ts';

/** Milliseconds that are slept through before a request; a longer wait is {@link RateLimited}. */
const PATIENCE: Readonly<Record<WaitReason, number>> = { primary: 3_000, secondary: 3_000, pace: 20_000 };
/** Milliseconds to stay away where others write all the time, and patience has come to an end. */
const PACE_PAUSE = 5_000;

interface Waiting {
  readonly clock: () => Date;
  readonly sleep: Sleep;
  readonly signal: AbortSignal | undefined;
}

/** Waits until the budget grants the request; throws {@link RateLimited} where that takes long. */
export async function untilGranted(
  budget: RateBudget,
  request: Omit<RateRequest, 'now'>,
  { clock, sleep, signal }: Waiting,
): Promise<void> {
  for (let waited = 0; ;) {
    signal?.throwIfAborted();
    const now = clock();
    const answer = await budget.acquire({ ...request, now });
    if (answer.granted) return;
    const wait = Math.max(1, answer.at.getTime() - now.getTime());
    if (waited + wait > PATIENCE[answer.reason]) {
      const least = answer.reason === 'pace' ? now.getTime() + PACE_PAUSE : 0;
      throw new RateLimited({ until: new Date(Math.max(answer.at.getTime(), least)), kind: answer.reason });
    }
    await sleep(wait, signal);
    waited += wait;
  }
}
