import { expect, it } from 'vitest';
import { limitHit } from '../../../github/client/limit-hit.ts';
import { readPrimaryLimit, readRetryAfter } from '../../../github/client/read-rate-headers.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

it.each([
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '30' }, 30_000],
  [{ 'retry-after': 30 }, 30_000],
  [{ 'retry-after': 'Sun, 01 Mar 2026 12:01:00 GMT' }, 60_000],
  // GitHub's clock is half a minute ahead.
  [{ 'retry-after': 'Sun, 01 Mar 2026 12:01:00 GMT', date: 'Sun, 01 Mar 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': '2.5' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{}, undefined],
])('%j: %s milliseconds', (headers, expected) => {
  expect(readRetryAfter(headers, NOW)).toBe(expected);
});

const headers = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '1772366400' };

it('reads the limit, and by our clock when its window ends', () => {
  expect(readPrimaryLimit({ ...headers, 'x-ratelimit-resource': 'graphql' }, NOW)).toEqual({
    resource: 'graphql',
    limit: 5000,
    remaining: 12,
    reset: 1772366400,
    resetAt: NOW.getTime(),
  });
  const ahead = { ...headers, date: 'Sun, 01 Mar 2026 12:00:10 GMT' };
  expect(readPrimaryLimit(ahead, NOW)).toMatchObject({ resource: undefined, resetAt: NOW.getTime() - 10_000 });
});

it.each([
  [{}],
  [{ ...headers, 'x-ratelimit-limit': undefined }],
  [{ ...headers, 'x-ratelimit-remaining': 'many' }],
  [{ ...headers, 'x-ratelimit-reset': '' }],
])('knows nothing where a header is missing or makes no sense: %j', (given) => {
  expect(readPrimaryLimit(given, NOW)).toBeUndefined();
});

const exhausted = { ...headers, 'x-ratelimit-remaining': '0' };

it.each([
  ['a permission', 403, headers, 'Resource not accessible by integration', undefined],
  ['the hour', 403, exhausted, 'API rate limit exceeded', { reason: 'primary', wait: 0 }],
  ['the hour, in a newer way', 429, exhausted, '', { reason: 'primary', wait: 0 }],
  ['the hour, longer', 429, { ...exhausted, 'retry-after': '7' }, '', { reason: 'primary', wait: 7_000 }],
  ['a secondary one', 403, {}, 'You have exceeded a secondary rate limit.', { reason: 'secondary', wait: undefined }],
  [
    'a secondary one at the end of the hour',
    403,
    exhausted,
    'secondary rate limit',
    { reason: 'secondary', wait: undefined },
  ],
  ['too many', 429, {}, '', { reason: 'secondary', wait: undefined }],
  ['only a header', 403, { 'retry-after': '9' }, '', { reason: 'secondary', wait: 9_000 }],
  ['maintenance that says how long', 503, { 'retry-after': '20' }, '', { reason: 'secondary', wait: 20_000 }],
  ['maintenance', 503, {}, 'Service unavailable', undefined],
  ['an answer with the last request', 200, exhausted, '', undefined],
  ['GraphQL', 200, exhausted, 'RATE_LIMITED\nAPI rate limit exceeded', { reason: 'primary', wait: 0 }],
  ['another error', 422, { 'retry-after': '5' }, 'Validation Failed', undefined],
])('%s', (_, status, given, message, expected) => {
  expect(limitHit({ status, headers: given, message }, NOW)).toEqual(expected);
});
