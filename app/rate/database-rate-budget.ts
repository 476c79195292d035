import type { Database } from '../../database/connect.ts';
import { askRate } from '../../github/client/ask-rate.ts';
import type { RateBudget } from '../../github/client/rate-budget.ts';
import { GITHUB_PACE, type RatePace } from '../../github/client/rate-pace.ts';
import { INITIAL_RATE_STATE, type RateState } from '../../github/client/rate-state.ts';
import { recordOutcome } from '../../github/client/record-outcome.ts';
import { insertRateState, loadRateState, replaceRateState } from './rate-budget-store.ts';

/** Times a change is tried that others are faster than: each time one of them gets through. */
const ATTEMPTS = 200;

/** What a change makes of a state; the same state: nothing is to be stored. */
interface Change<Result> {
  readonly state: RateState;
  readonly result: Result;
}

/**
 * A budget that all workers share, in the table `rate_budgets`. The rules are those of {@link askRate}; the database only sees to it
 * that each change is made to what its maker has read. Workers' clocks have to agree by a second or so.
 *
 * @param name `installation:ID`, or `app`
 */
export function databaseRateBudget(database: Database, name: string, pace: RatePace = GITHUB_PACE): RateBudget {
  async function change<Result>(now: Date, make: (state: RateState) => Change<Result>): Promise<Result> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const known = await loadRateState(database, name);
      const before = known?.state ?? INITIAL_RATE_STATE;
      const { state, result } = make(before);
      if (state === before) return result;
      const stored = known
        ? await replaceRateState(database, { name, version: known.version, state, now })
        : await insertRateState(database, { name, state, now });
      if (stored) return result;
    }
    throw new Error(`the rate budget ${name} is changed by others all the time`);
  }

  return {
    acquire: (request) =>
      change(request.now, (before) => {
        const { state, answer } = askRate(before, request, pace);
        return { state: answer.granted ? state : before, result: answer };
      }),
    record: (outcome) =>
      change(outcome.now, (before) => ({ state: recordOutcome(before, outcome), result: undefined })),
  };
}
