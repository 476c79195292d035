import { askRate } from './ask-rate.ts';
import type { RateBudget } from './rate-budget.ts';
import { GITHUB_PACE, type RatePace } from './rate-pace.ts';
import { INITIAL_RATE_STATE } from './rate-state.ts';
import { recordOutcome } from './record-outcome.ts';

/** A budget of this process alone. */
export function memoryRateBudget(pace: RatePace = GITHUB_PACE): RateBudget {
  let state = INITIAL_RATE_STATE;
  return {
    acquire(request) {
      const asked = askRate(state, request, pace);
      state = asked.state;
      return Promise.resolve(asked.answer);
    },
    record(outcome) {
      state = recordOutcome(state, outcome);
      return Promise.resolve();
    },
  };
}
