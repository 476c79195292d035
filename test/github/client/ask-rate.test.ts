import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askRate } from '../../../github/client/ask-rate.ts';
import type { RateRequest, RequestKind, RequestPurpose } from '../../../github/client/rate-budget.ts';
import { INITIAL_RATE_STATE, type RateState } from '../../../github/client/rate-state.ts';
import { recordOutcome } from '../../../github/client/record-outcome.ts';

const NOON = Date.parse('2026-03-01T12:00:00Z');

function aRequest(changes: Partial<RateRequest> = {}): RateRequest {
  return {
    id: 'a',
    kind: 'read',
    resource: 'core',
    repository: 'o/r',
    purpose: 'begin',
    now: new Date(NOON),
    ...changes,
  };
}

/** After an answer that told how many requests remain of 1,000, until 12:30. */
function remaining(count: number): RateState {
  const headers = {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': `${count}`,
    'x-ratelimit-reset': '1772368200',
  };
  const response = { status: 200, headers, message: '' };
  return recordOutcome(INITIAL_RATE_STATE, { ...aRequest(), response });
}

describe('the primary limit', () => {
  it.each<[number, RequestPurpose, boolean]>([
    [401, 'background', true],
    [400, 'background', false],
    [101, 'begin', true],
    [100, 'begin', false],
    [1, 'complete', true],
    [0, 'complete', false],
  ])('with %i of 1,000 left, what is asked for to %s is granted: %s', (count, purpose, granted) => {
    const { answer } = askRate(remaining(count), aRequest({ purpose }));
    expect(answer).toEqual(
      granted ? { granted: true } : { granted: false, reason: 'primary', at: new Date('2026-03-01T12:30:01Z') },
    );
  });

  it('counts what was granted before GitHub tells of it', () => {
    const first = askRate(remaining(1), aRequest({ purpose: 'complete' }));
    expect(askRate(first.state, aRequest({ id: 'b', purpose: 'complete' })).answer.granted).toBe(false);
  });

  it('is believed when it is hit, whatever was told before of its window', () => {
    const headers = { 'x-ratelimit-limit': 1000, 'x-ratelimit-remaining': 0, 'x-ratelimit-reset': 1772367000 };
    const refusal = { status: 403, headers, message: 'API rate limit exceeded' };
    const state = recordOutcome(remaining(500), { ...aRequest(), response: refusal });
    expect(askRate(state, aRequest()).answer).toEqual({
      granted: false,
      reason: 'primary',
      at: new Date('2026-03-01T12:10:01Z'),
    });
  });

  it('is over when its window is', () => {
    const later = new Date('2026-03-01T12:30:01Z');
    expect(askRate(remaining(0), aRequest({ now: later })).answer.granted).toBe(true);
  });

  it('is not raised by an answer that was overtaken, of the same window or one before', () => {
    const outcome = (count: number, reset: number) => ({
      ...aRequest(),
      response: {
        status: 200,
        message: '',
        headers: { 'x-ratelimit-limit': 1000, 'x-ratelimit-remaining': count, 'x-ratelimit-reset': reset },
      },
    });
    let state = remaining(10);
    state = recordOutcome(state, outcome(12, 1772368201));
    expect(state.primary.core?.remaining).toBe(10);
    state = recordOutcome(state, outcome(900, 1772368000));
    expect(state.primary.core?.remaining).toBe(10);
    state = recordOutcome(state, outcome(999, 1772371800));
    expect(state.primary.core?.remaining).toBe(999);
  });
});

it('a request whose maker died holds back others for half a minute', () => {
  const { state } = askRate(INITIAL_RATE_STATE, aRequest({ kind: 'write' }));
  const ask = (seconds: number) =>
    askRate(state, aRequest({ id: 'b', kind: 'write', now: new Date(NOON + seconds * 1000) })).answer;
  expect(ask(29)).toEqual({ granted: false, reason: 'pace', at: new Date(NOON + 29_200) });
  expect(ask(30)).toEqual({ granted: true });
});

it('a hundred requests are under way, and no more', () => {
  let state = INITIAL_RATE_STATE;
  for (let id = 0; id < 100; id++) state = askRate(state, aRequest({ id: `${id}` })).state;
  expect(askRate(state, aRequest({ id: 'more' })).answer).toMatchObject({ granted: false, reason: 'pace' });
  state = recordOutcome(state, { ...aRequest({ id: '7' }), response: undefined });
  expect(askRate(state, aRequest({ id: 'more' })).answer).toEqual({ granted: true });
});

it('the state does not grow with what is over', () => {
  let state = INITIAL_RATE_STATE;
  for (let hour = 0; hour < 50; hour++) {
    const request = aRequest({
      id: `${hour}`,
      kind: 'content',
      repository: `o/r${hour}`,
      now: new Date(NOON + hour * 3_600_000),
    });
    state = recordOutcome(askRate(state, request).state, { ...request, response: undefined });
  }
  expect(JSON.stringify(state).length).toBeLessThan(300);
});

describe('pace, whatever is asked for and when', () => {
  interface Sent {
    readonly at: number;
    readonly kind: RequestKind;
    readonly repository: string;
  }

  const asked = fc.array(
    fc.record({
      kind: fc.constantFrom<RequestKind>('read', 'write', 'content'),
      repository: fc.constantFrom('o/a', 'o/b', 'o/c', 'o/d', 'o/e'),
      pause: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(3_000)),
      takes: fc.nat(900),
    }),
    { minLength: 50, maxLength: 600, size: 'max' },
  );

  /** One after the other asks until it is granted, and gets an answer `takes` milliseconds later. */
  function run(requests: readonly { kind: RequestKind; repository: string; pause: number; takes: number }[]): Sent[] {
    const sent: Sent[] = [];
    let state = INITIAL_RATE_STATE;
    let now = NOON;
    let ends: { at: number; request: RateRequest }[] = [];
    requests.forEach(({ kind, repository, pause, takes }, index) => {
      now += pause;
      for (;;) {
        for (const end of ends.filter(({ at }) => at <= now)) {
          state = recordOutcome(state, { ...end.request, response: undefined, now: new Date(end.at) });
        }
        ends = ends.filter(({ at }) => at > now);
        const request = aRequest({ id: `${index}`, kind, repository, now: new Date(now) });
        const { state: next, answer } = askRate(state, request);
        state = next;
        if (answer.granted) {
          sent.push({ at: now, kind, repository });
          ends.push({ at: now + takes, request });
          return;
        }
        expect(answer.at.getTime()).toBeGreaterThan(now);
        now = answer.at.getTime();
      }
    });
    return sent;
  }

  /** The most that falls into any window, by the sum of `weight`. */
  function most(sent: readonly Sent[], window: number, weight: (one: Sent) => number): number {
    let sum = 0;
    let best = 0;
    let first = 0;
    for (const one of sent) {
      sum += weight(one);
      for (let old = sent[first]; old && old.at <= one.at - window; old = sent[++first]) sum -= weight(old);
      best = Math.max(best, sum);
    }
    return best;
  }

  it.each<[string, number, number, (one: Sent) => number]>([
    ['points of reads', 900, 60_000, () => 1],
    ['points of writes', 900, 60_000, () => 5],
    ['content in a minute', 80, 60_000, () => 1],
    ['content in an hour', 500, 3_600_000, () => 1],
  ])('%s reach what GitHub allows, and not more', (what, allowed, window, weight) => {
    const kind = what.includes('reads') ? 'read' : what.includes('writes') ? 'write' : 'content';
    const repositories = Array.from({ length: 200 }, (_, index) => `o/r${index}`);
    const sent = run(
      Array.from({ length: 1_200 }, (_, index) => ({
        kind,
        repository: repositories[index % 200] ?? '',
        pause: 0,
        takes: 1,
      })),
    );
    const reached = most(sent, window, weight);
    expect(reached).toBeLessThanOrEqual(allowed);
    expect(reached).toBeGreaterThanOrEqual(allowed * 0.98);
  });

  it('keeps to what GitHub documents', () => {
    fc.assert(
      fc.property(asked, (requests) => {
        const sent = run(requests);
        expect(most(sent, 60_000, ({ kind }) => (kind === 'read' ? 1 : 5))).toBeLessThanOrEqual(900);
        expect(most(sent, 60_000, ({ kind }) => (kind === 'content' ? 1 : 0))).toBeLessThanOrEqual(80);
        expect(most(sent, 3_600_000, ({ kind }) => (kind === 'content' ? 1 : 0))).toBeLessThanOrEqual(500);
        for (const repository of ['o/a', 'o/b', 'o/c', 'o/d', 'o/e']) {
          const writes = sent.filter((one) => one.repository === repository && one.kind !== 'read');
          expect(most(writes, 1_000, () => 1)).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
