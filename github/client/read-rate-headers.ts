import type { RateResource } from './rate-budget.ts';

/** Names in lower case, as `fetch` gives them. */
export type ResponseHeaders = Readonly<Record<string, string | number | undefined>>;

/** What an answer tells of the hour's requests. */
export interface PrimaryLimit {
  readonly resource: RateResource | undefined;
  /** Requests of the whole window. */
  readonly limit: number;
  readonly remaining: number;
  /** GitHub's own instant, in seconds: names the window. */
  readonly reset: number;
  /** The same instant by our clock, in milliseconds. */
  readonly resetAt: number;
}

/**
 * The `x-ratelimit-…` headers; undefined where there are none, as on an Enterprise Server without limits. Our clock may be wrong:
 * the answer's `date` says by how much.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
 */
export function readPrimaryLimit(headers: ResponseHeaders, now: Date): PrimaryLimit | undefined {
  const limit = wholeNumber(headers['x-ratelimit-limit']);
  const remaining = wholeNumber(headers['x-ratelimit-remaining']);
  const reset = wholeNumber(headers['x-ratelimit-reset']);
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  const resetAt = reset * 1000 - clockDifference(headers, now);
  return { resource: resourceOf(headers['x-ratelimit-resource']), limit, remaining, reset, resetAt };
}

/**
 * Milliseconds to wait by `retry-after`, in seconds or as a date (RFC 9110, 10.2.3); undefined where it is absent or
 * makes no sense.
 */
export function readRetryAfter(headers: ResponseHeaders, now: Date): number | undefined {
  const value = headers['retry-after'];
  const seconds = wholeNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  // `Date.parse` makes a date of nearly anything, such as `2.5`.
  if (typeof value !== 'string' || !/^[A-Z][a-z]{2}, .{1,40} GMT$/.test(value)) return undefined;
  const instant = Date.parse(value);
  if (Number.isNaN(instant)) return undefined;
  return Math.max(0, instant - now.getTime() - clockDifference(headers, now));
}

/** Milliseconds by which GitHub's clock is ahead of ours; 0 where it does not tell. */
function clockDifference(headers: ResponseHeaders, now: Date): number {
  const date = headers['date'];
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(theirs) ? 0 : theirs - now.getTime();
}

function resourceOf(name: string | number | undefined): RateResource | undefined {
  return name === 'core' || name === 'graphql' || name === 'search' ? name : undefined;
}

function wholeNumber(value: string | number | undefined): number | undefined {
  const text = String(value ?? '').trim();
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
