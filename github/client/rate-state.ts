import { PAUSE_BETWEEN_WRITES } from '../limits.ts';
import type { RateResource } from './rate-budget.ts';

/** All that is remembered of one budget, as JSON data. Instants are milliseconds since 1970. */
export interface RateState {
  /** The hour's requests, as GitHub last told, less what was granted since. */
  readonly primary: Readonly<Partial<Record<RateResource, PrimaryState | undefined>>>;
  /** Until then GitHub wants to hear nothing. */
  readonly blockedUntil: number;
  /** Secondary limits hit in a row. */
  readonly strikes: number;
  /** When the bucket of points is full again, and the ones of content, in their order. */
  readonly pointsFullAt: number;
  readonly contentFullAt: readonly number[];
  /** Granted, and no outcome yet. After `until` whoever asked is taken for dead. */
  readonly underWay: readonly RequestUnderWay[];
  /** When the last write of a repository was answered. */
  readonly lastWrites: Readonly<Record<string, number>>;
}

export interface PrimaryState {
  readonly limit: number;
  readonly remaining: number;
  readonly reset: number;
  readonly resetAt: number;
}

export interface RequestUnderWay {
  readonly id: string;
  /** Null: it only reads. */
  readonly writes: string | null;
  readonly until: number;
}

export const INITIAL_RATE_STATE: RateState = {
  primary: {},
  blockedUntil: 0,
  strikes: 0,
  pointsFullAt: 0,
  contentFullAt: [],
  underWay: [],
  lastWrites: {},
};

/** Milliseconds: GitHub gives the end of a window in whole seconds. */
export const RESET_MARGIN = 1_000;

/** What no longer bears on anything: the state stays small. */
export function forgetThePast(state: RateState, now: number): RateState {
  return {
    ...state,
    primary: keep(state.primary, (window) => window !== undefined && window.resetAt + RESET_MARGIN > now),
    underWay: state.underWay.filter(({ until }) => until > now),
    lastWrites: keep(state.lastWrites, (at) => at + PAUSE_BETWEEN_WRITES > now),
  };
}

function keep<Value>(
  record: Readonly<Record<string, Value>>,
  wanted: (value: Value) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => wanted(value)));
}
