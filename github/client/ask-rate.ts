import { MAX_CONCURRENT_REQUESTS, READ_POINTS, WRITE_POINTS } from '../limits.ts';
import type { RateAnswer, RateRequest, RequestPurpose, WaitReason } from './rate-budget.ts';
import { GITHUB_PACE, type RatePace } from './rate-pace.ts';
import { forgetThePast, RESET_MARGIN, type RateState } from './rate-state.ts';
import { takableAt, take } from './token-bucket.ts';

/** The part of the hour's requests that is left to more urgent ones. */
const RESERVES: Readonly<Record<RequestPurpose, number>> = { background: 0.4, begin: 0.1, complete: 0 };
/** Milliseconds a request holds its place when no outcome is told: more than it may take. */
const LEASE = 30_000;

export interface Asked {
  readonly state: RateState;
  readonly answer: RateAnswer;
}

/** Books a request, or says when to ask again: pure. */
export function askRate(before: RateState, request: RateRequest, pace: RatePace = GITHUB_PACE): Asked {
  const now = request.now.getTime();
  const state = forgetThePast(before, now);
  const wait = longestWait(state, request, pace);
  if (wait !== undefined) {
    return { state, answer: { granted: false, at: new Date(wait.at), reason: wait.reason } };
  }
  return { state: book(state, request, pace), answer: { granted: true } };
}

interface Wait {
  readonly at: number;
  readonly reason: WaitReason;
}

function longestWait(state: RateState, request: RateRequest, pace: RatePace): Wait | undefined {
  const now = request.now.getTime();
  const waits = [
    { at: state.blockedUntil, reason: 'secondary' as const },
    { at: primaryAt(state, request), reason: 'primary' as const },
    { at: paceAt(state, request, pace), reason: 'pace' as const },
  ].filter(({ at }) => at > now);
  return waits.sort((a, b) => b.at - a.at)[0];
}

function primaryAt(state: RateState, { resource, purpose }: RateRequest): number {
  const primary = state.primary[resource];
  if (primary === undefined || primary.remaining > primary.limit * RESERVES[purpose]) return 0;
  return primary.resetAt + RESET_MARGIN;
}

function paceAt(state: RateState, { kind, repository, now }: RateRequest, pace: RatePace): number {
  const soon = now.getTime() + pace.poll;
  const points = kind === 'read' ? READ_POINTS : WRITE_POINTS;
  const instants = [takableAt(state.pointsFullAt, points, pace.points)];
  if (state.underWay.length >= MAX_CONCURRENT_REQUESTS) instants.push(soon);
  if (kind !== 'read') {
    if (state.underWay.some(({ writes }) => writes === repository)) instants.push(soon);
    const last = state.lastWrites[repository];
    if (last !== undefined) instants.push(last + pace.pauseBetweenWrites);
  }
  if (kind === 'content') {
    instants.push(...pace.content.map((limit, index) => takableAt(state.contentFullAt[index] ?? 0, 1, limit)));
  }
  return Math.max(...instants);
}

function book(state: RateState, { id, kind, repository, resource, now }: RateRequest, pace: RatePace): RateState {
  const instant = now.getTime();
  const primary = state.primary[resource];
  const points = kind === 'read' ? READ_POINTS : WRITE_POINTS;
  return {
    ...state,
    primary: primary
      ? { ...state.primary, [resource]: { ...primary, remaining: primary.remaining - 1 } }
      : state.primary,
    pointsFullAt: take(state.pointsFullAt, points, { limit: pace.points, now: instant }),
    contentFullAt:
      kind === 'content'
        ? pace.content.map((limit, index) => take(state.contentFullAt[index] ?? 0, 1, { limit, now: instant }))
        : state.contentFullAt,
    underWay: [...state.underWay, { id, writes: kind === 'read' ? null : repository, until: instant + LEASE }],
  };
}
