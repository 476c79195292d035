import { CONTENT_LIMITS, PAUSE_BETWEEN_WRITES, POINTS_LIMIT } from '../limits.ts';
import type { BucketLimit } from './token-bucket.ts';

/** How far requests are kept apart, before GitHub asks for it. */
export interface RatePace {
  /** Milliseconds between the end of a write and the next one of the same repository. */
  readonly pauseBetweenWrites: number;
  /** Milliseconds until asking again whether somebody else's request is through. */
  readonly poll: number;
  /** Of points. */
  readonly points: BucketLimit;
  /** Of requests that create content: each of these is kept. */
  readonly content: readonly BucketLimit[];
}

/** What GitHub documents. */
export const GITHUB_PACE: RatePace = {
  pauseBetweenWrites: PAUSE_BETWEEN_WRITES,
  poll: 200,
  points: POINTS_LIMIT,
  content: CONTENT_LIMITS,
};
