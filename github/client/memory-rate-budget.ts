import { askRate } from './ask-rate.ts';
import type { RateBudget } from './rate-budget.ts';
import { GITHUB_PACE, type RatePace } from './rate-pace.ts';
import { INITIAL_RATE_STATE } from './rate-state.ts';
import { recordOutcome } from './record-outcome.ts';

/**
 * A budget of this process alone. `atOnce`: so many requests that write follow each other without a pause, which GitHub asks for
 * "if you are making a large number" of them.
 * Source: docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests
 */
export function memoryRateBudget(pace: RatePace = GITHUB_PACE, { atOnce = 0 } = {}): RateBudget {
  let state = INITIAL_RATE_STATE;
  let writes = 0;
  return {
    acquire(request) {
      const asked = askRate(state, request, writes < atOnce ? { ...pace, pauseBetweenWrites: 0 } : pace);
      state = asked.state;
      if (asked.answer.granted && request.kind !== 'read') writes += 1;
      return Promise.resolve(asked.answer);
    },
    record(outcome) {
      state = recordOutcome(state, outcome);
      return Promise.resolve();
    },
  };
}
