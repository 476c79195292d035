import type { RateResponse } from './rate-budget.ts';
import { readPrimaryLimit, readRetryAfter } from './read-rate-headers.ts';

/**
 * Which limit an answer says was hit; undefined: none. `wait`: milliseconds that GitHub asks for; undefined: it does not say.
 * Source: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export type LimitHit =
  | { readonly reason: 'primary'; readonly wait: number }
  | { readonly reason: 'secondary'; readonly wait: number | undefined };

/** Both names that GitHub has had for it; Enterprise Server still uses the older one. */
const SECONDARY_MESSAGE = /secondary rate limit|abuse detection mechanism/i;
const PRIMARY_MESSAGE = /API rate limit (already )?exceeded|^RATE_LIMITED$/im;

export function limitHit(response: RateResponse, now: Date): LimitHit | undefined {
  const { status, headers, message } = response;
  const primary = readPrimaryLimit(headers, now);
  // GraphQL says it with a status of 200, in the message; 503 is a refusal where it says how long to stay away.
  const refused = status === 403 || status === 429 || status === 503;
  const saysSecondary = SECONDARY_MESSAGE.test(message);
  const saysPrimary = PRIMARY_MESSAGE.test(message);
  if (!refused && !saysSecondary && !saysPrimary) return undefined;

  const retryAfter = readRetryAfter(headers, now);
  if (!saysSecondary && primary !== undefined && (primary.remaining === 0 || saysPrimary)) {
    return { reason: 'primary', wait: Math.max(retryAfter ?? 0, primary.resetAt - now.getTime(), 0) };
  }
  if (saysSecondary || saysPrimary || retryAfter !== undefined || status === 429) {
    return { reason: 'secondary', wait: retryAfter };
  }
  return undefined;
}
