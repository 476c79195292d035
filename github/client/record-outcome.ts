import { SECONDARY_LIMIT_PAUSE } from '../limits.ts';
import { limitHit } from './limit-hit.ts';
import type { RateOutcome, RateResponse } from './rate-budget.ts';
import { forgetThePast, type RateState } from './rate-state.ts';
import { readPrimaryLimit } from './read-rate-headers.ts';

/** Seconds by which the same window's end differs between answers. */
const SAME_WINDOW = 5;
/** Milliseconds: pauses that grow by themselves end here. */
const LONGEST_PAUSE = 15 * 60_000;

/** Takes in what became of a request: pure. */
export function recordOutcome(before: RateState, outcome: RateOutcome): RateState {
  const now = outcome.now.getTime();
  const state = forgetThePast(before, now);
  const writes = outcome.kind === 'read' ? {} : { [outcome.repository]: now };
  const freed = {
    ...state,
    underWay: state.underWay.filter(({ id }) => id !== outcome.id),
    lastWrites: { ...state.lastWrites, ...writes },
  };
  return outcome.response === undefined ? freed : learn(freed, outcome, outcome.response);
}

function learn(state: RateState, outcome: RateOutcome, response: RateResponse): RateState {
  const known = learnPrimary(state, outcome, response);
  const now = outcome.now.getTime();
  const hit = limitHit(response, outcome.now);
  // Several requests may be refused at once: they are one strike.
  const during = now < state.blockedUntil;
  switch (hit?.reason) {
    case undefined:
      return during ? known : { ...known, strikes: 0 };
    case 'primary':
      return known;
    case 'secondary': {
      const strikes = during ? state.strikes : state.strikes + 1;
      const pause = hit.wait ?? Math.min(SECONDARY_LIMIT_PAUSE * 2 ** Math.max(0, strikes - 1), LONGEST_PAUSE);
      return { ...known, strikes, blockedUntil: Math.max(known.blockedUntil, now + pause) };
    }
  }
}

function learnPrimary(state: RateState, { resource, now }: RateOutcome, response: RateResponse): RateState {
  const told = readPrimaryLimit(response.headers, now);
  if (!told) return state;
  const name = told.resource ?? resource;
  const known = state.primary[name];
  const { limit, reset, resetAt } = told;
  const learned = (remaining: number) => ({
    ...state,
    primary: { ...state.primary, [name]: { limit, remaining, reset, resetAt } },
  });
  // A refusal counts, whatever was told before.
  if (limitHit(response, now)?.reason === 'primary') return learned(0);
  // An answer that was overtaken tells of a window that is over.
  if (known && reset < known.reset - SAME_WINDOW) return state;
  const same = known !== undefined && reset <= known.reset + SAME_WINDOW;
  return learned(same ? Math.min(known.remaining, told.remaining) : told.remaining);
}
