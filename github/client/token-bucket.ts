/**
 * A limit of so many units in any window of time, kept as one number: the instant (milliseconds) at which the bucket is full
 * again. This is the generic cell rate algorithm (ITU-T I.371): a burst, then an even flow.
 */
export interface BucketLimit {
  /** Units at most in any window. */
  readonly units: number;
  /** Milliseconds. */
  readonly window: number;
}

/** The part of a limit that may be used at once; the rest flows evenly over the window, so that their sum is never above it. */
const BURST_SHARE = 1 / 4;

/** Milliseconds (since 1970) from which `cost` units may be taken from a bucket that is full at `fullAt`. */
export function takableAt(fullAt: number, cost: number, limit: BucketLimit): number {
  const burst = Math.floor(limit.units * BURST_SHARE);
  return Math.ceil(fullAt + (cost - burst) * pause(limit));
}

/** When the bucket is full again after `cost` units were taken at `now`. */
export function take(fullAt: number, cost: number, { limit, now }: { limit: BucketLimit; now: number }): number {
  return Math.max(fullAt, now) + cost * pause(limit);
}

/** Milliseconds in which one unit flows. */
function pause({ units, window }: BucketLimit): number {
  return window / (units - Math.floor(units * BURST_SHARE));
}
