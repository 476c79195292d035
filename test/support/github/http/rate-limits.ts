import type { World } from '../state/world.ts';
import { ApiError } from './api-error.ts';

const WINDOW_SECONDS = 3600;
const SECONDARY_MESSAGE =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';

export interface RateLimits {
  /** Requests an hour for each installation. GitHub's least is 5,000. */
  limit: number;
  /** Whether writes of one installation at the same time are refused, as GitHub does to those that create content. */
  refuseConcurrentWrites: boolean;
  /** Writes of one installation that begin sooner after one another are refused. GitHub asks for a second; 0 lets them. */
  leastMsBetweenWrites: number;
  /** So many seconds are asked for where a secondary limit is hit; without a number, GitHub names none. */
  retryAfterSeconds: number | undefined;
  /** Counts one request. Throws where none is left. */
  spend(key: string): Budget;
  peek(key: string): Budget;
  /** Uses up what is left until the window ends. */
  exhaust(key: string): void;
  /** Marks a write as under way until the function it gives is called. Throws where it comes too soon for GitHub. */
  beginWrite(key: string): () => void;
}

export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Seconds since 1970. */
  readonly reset: number;
}

export function createRateLimits(world: Pick<World, 'now'>): RateLimits {
  const windows = new Map<string, { used: number; reset: number }>();
  const writing = new Set<string>();
  const lastWrites = new Map<string, number>();

  function windowOf(key: string) {
    const now = Math.floor(world.now().getTime() / 1000);
    const known = windows.get(key);
    if (known && known.reset > now) return known;
    const fresh = { used: 0, reset: now + WINDOW_SECONDS };
    windows.set(key, fresh);
    return fresh;
  }

  const limits: RateLimits = {
    limit: 5000,
    refuseConcurrentWrites: false,
    leastMsBetweenWrites: 0,
    retryAfterSeconds: 60,
    peek(key) {
      const { used, reset } = windowOf(key);
      return { limit: limits.limit, used, remaining: Math.max(0, limits.limit - used), reset };
    },
    spend(key) {
      const window = windowOf(key);
      if (window.used >= limits.limit) throw primaryLimit(limits.peek(key), 403);
      window.used += 1;
      return limits.peek(key);
    },
    exhaust(key) {
      windowOf(key).used = limits.limit;
    },
    beginWrite(key) {
      const now = world.now().getTime();
      const tooSoon = now - (lastWrites.get(key) ?? -Infinity) < limits.leastMsBetweenWrites;
      lastWrites.set(key, now);
      if (tooSoon) throw secondaryLimit(limits.retryAfterSeconds, 403);
      if (!limits.refuseConcurrentWrites) return () => undefined;
      if (writing.has(key)) throw secondaryLimit(limits.retryAfterSeconds, 403);
      writing.add(key);
      return () => void writing.delete(key);
    },
  };
  return limits;
}

export function rateLimitHeaders(budget: Budget): Record<string, string> {
  return {
    'x-ratelimit-limit': String(budget.limit),
    'x-ratelimit-remaining': String(budget.remaining),
    'x-ratelimit-used': String(budget.used),
    'x-ratelimit-reset': String(budget.reset),
    'x-ratelimit-resource': 'core',
  };
}

export function primaryLimit(budget: Budget, status: 403 | 429): ApiError {
  return new ApiError(
    status,
    {
      message: 'API rate limit exceeded for installation.',
      documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
    },
    rateLimitHeaders({ ...budget, remaining: 0 }),
  );
}

export function secondaryLimit(retryAfterSeconds: number | undefined, status: 403 | 429): ApiError {
  return new ApiError(
    status,
    {
      message: SECONDARY_MESSAGE,
      documentation_url:
        'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
    },
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );
}
