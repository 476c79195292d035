import {
  CONTENT_LIMITS,
  MAX_CONCURRENT_REQUESTS,
  PAUSE_BETWEEN_WRITES,
  POINTS_LIMIT,
  READ_POINTS,
  WRITE_POINTS,
} from '../limits.ts';
import type { RateAnswer, RateRequest, RequestPurpose, WaitReason } from './rate-budget.ts';
import { forgetThePast, RESET_MARGIN, type RateState } from './rate-state.ts';
import { takableAt, take } from './token-bucket.ts';

/** The part of the hour's requests that is left to more urgent ones. */
const RESERVES: Readonly<Record<RequestPurpose, number>> = { background: 0.4, begin: 0.1, complete: 0 };
/** Milliseconds a request holds its place when no outcome is told: more than it may take. */
const LEASE = 30_000;
/** Milliseconds until asking again whether somebody else's request is through. */
const POLL = 200;

/** Books a request, or says when to ask again: pure. */
export function askRate(before: RateState, request: RateRequest): { state: RateState; answer: RateAnswer } {
  const now = request.now.getTime();
  const state = forgetThePast(before, now);
  const wait = longestWait(state, request);
  if (wait !== undefined) {
    return { state, answer: { granted: false, at: new Date(wait.at), reason: wait.reason } };
  }
  return { state: book(state, request), answer: { granted: true } };
}

interface Wait {
  readonly at: number;
  readonly reason: WaitReason;
}

function longestWait(state: RateState, request: RateRequest): Wait | undefined {
  const now = request.now.getTime();
  const waits = [
    { at: state.blockedUntil, reason: 'secondary' as const },
    { at: primaryAt(state, request), reason: 'primary' as const },
    { at: paceAt(state, request), reason: 'pace' as const },
  ].filter(({ at }) => at > now);
  return waits.sort((a, b) => b.at - a.at)[0];
}

function primaryAt(state: RateState, { resource, purpose }: RateRequest): number {
  const primary = state.primary[resource];
  if (primary === undefined || primary.remaining > primary.limit * RESERVES[purpose]) return 0;
  return primary.resetAt + RESET_MARGIN;
}

function paceAt(state: RateState, { kind, repository, now }: RateRequest): number {
  const soon = now.getTime() + POLL;
  const points = kind === 'read' ? READ_POINTS : WRITE_POINTS;
  const instants = [takableAt(state.pointsFullAt, points, POINTS_LIMIT)];
  if (state.underWay.length >= MAX_CONCURRENT_REQUESTS) instants.push(soon);
  if (kind !== 'read') {
    if (state.underWay.some(({ writes }) => writes === repository)) instants.push(soon);
    const last = state.lastWrites[repository];
    if (last !== undefined) instants.push(last + PAUSE_BETWEEN_WRITES);
  }
  if (kind === 'content') {
    instants.push(...CONTENT_LIMITS.map((limit, index) => takableAt(state.contentFullAt[index] ?? 0, 1, limit)));
  }
  return Math.max(...instants);
}

function book(state: RateState, { id, kind, repository, resource, now }: RateRequest): RateState {
  const instant = now.getTime();
  const primary = state.primary[resource];
  const points = kind === 'read' ? READ_POINTS : WRITE_POINTS;
  return {
    ...state,
    primary: primary
      ? { ...state.primary, [resource]: { ...primary, remaining: primary.remaining - 1 } }
      : state.primary,
    pointsFullAt: take(state.pointsFullAt, points, { limit: POINTS_LIMIT, now: instant }),
    contentFullAt:
      kind === 'content'
        ? CONTENT_LIMITS.map((limit, index) => take(state.contentFullAt[index] ?? 0, 1, { limit, now: instant }))
        : state.contentFullAt,
    underWay: [...state.underWay, { id, writes: kind === 'read' ? null : repository, until: instant + LEASE }],
  };
}
