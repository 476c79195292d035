import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptanceInWords,
  demotionInWords,
  judgeStanding,
  wilsonInterval,
  type StandingName,
} from '../../../app/feedback/acceptance.ts';

describe("Wilson's interval", () => {
  // By the formula, worked out apart from this program to four digits.
  test.each([
    [0, 0, 0, 1],
    [10, 0, 0.7225, 1],
    [0, 10, 0, 0.2775],
    [5, 5, 0.2366, 0.7634],
    [7, 3, 0.3968, 0.8922],
    [81, 19, 0.7222, 0.8749],
  ])('of %i for and %i against is %f to %f', (accepted, rejected, lower, upper) => {
    const interval = wilsonInterval({ accepted, rejected });
    expect(interval.lower).toBeCloseTo(lower, 4);
    expect(interval.upper).toBeCloseTo(upper, 4);
  });

  test('holds the share, within 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), (accepted, rejected) => {
        fc.pre(accepted + rejected > 0);
        const { lower, upper } = wilsonInterval({ accepted, rejected });
        const share = accepted / (accepted + rejected);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(share + 1e-9);
        expect(upper).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });
});

describe('a rule', () => {
  test.each<[StandingName, number, number, StandingName]>([
    // Too few to judge by, however bad.
    ['block', 0, 9, 'block'],
    ['block', 0, 10, 'comment'],
    // Upper end 0.9434: chance may have done it.
    ['block', 8, 2, 'block'],
    // Upper end 0.8922: below 0.9.
    ['block', 7, 3, 'comment'],
    ['block', 90, 10, 'block'],
    ['block', 160, 40, 'comment'],
    ['block', 1_000, 0, 'block'],
    // Never two steps at once.
    ['block', 0, 1_000, 'comment'],
    ['comment', 7, 3, 'comment'],
    // Upper end 0.7634.
    ['comment', 5, 5, 'comment'],
    // Upper end 0.6873.
    ['comment', 4, 6, 'watch'],
    // Never up by itself.
    ['comment', 1_000, 0, 'comment'],
    ['watch', 1_000, 0, 'watch'],
    ['watch', 0, 1_000, 'watch'],
  ])('that may %s, with %i for and %i against, may %s', (standing, accepted, rejected, judged) => {
    expect(judgeStanding(standing, { accepted, rejected })).toBe(judged);
  });

  test('is told of in words', () => {
    expect(acceptanceInWords({ accepted: 0, rejected: 0 })).toBe('');
    expect(acceptanceInWords({ accepted: 9, rejected: 3 })).toBe(
      'People acted on it in 9 of the 12 pull requests where they reacted to it (75\u00a0%).',
    );
    expect(demotionInWords('comment', { accepted: 1, rejected: 9 })).toBe(
      'People acted on it in 1 of the 10 pull requests where they reacted to it (10\u00a0%). A rule that blocks needs at least 90\u00a0%.',
    );
    expect(demotionInWords('watch', { accepted: 1, rejected: 9 })).toMatch(
      /A rule that comments needs at least 75\u00a0%\.$/,
    );
  });
});
