import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { moveBaseline, type BaselineFinding } from '../../../app/reviews/move-baseline.ts';
import type { NotLookedAt } from '../../../engine/analyzers/analyzer.ts';
import type { ReviewResult } from '../../../engine/review-result.ts';
import { aFinding } from '../../support/a-finding.ts';
import { aReviewResult } from '../../support/a-review-result.ts';

const MONDAY = '2026-11-16T09:00:00Z';
const FRIDAY = '2026-11-20T09:00:00Z';

type Place = Pick<BaselineFinding, 'fingerprint' | 'path'>;

function open(path: string, fingerprint: string): Place {
  return { fingerprint, path };
}

function reviewOf(places: readonly Place[], notLookedAt: readonly NotLookedAt[] = []): ReviewResult {
  const result = aReviewResult();
  const findings = places.map((place) => aFinding({ ...place, state: 'existing' }));
  return { ...result, findings, notLookedAt, subject: { ...result.subject, at: FRIDAY } };
}

function since(places: readonly Place[], at: string): BaselineFinding[] {
  return places.map((place) => ({ ...place, since: at }));
}

describe('the baseline', () => {
  it('knows since when a finding is open, and counts what opened and closed', () => {
    const [stays, goes, comes] = [open('a.ts', '1'), open('a.ts', '2'), open('b.ts', '3')];
    expect(moveBaseline(since([stays, goes], MONDAY), reviewOf([stays, comes]))).toEqual({
      findings: [...since([stays], MONDAY), ...since([comes], FRIDAY)],
      opened: 1,
      closed: 1,
    });
  });

  it('follows a finding to where its file went, and tells two of one fingerprint apart', () => {
    const [here, copy] = [open('a.ts', '1'), open('copy.ts', '1')];
    expect(moveBaseline(since([here], MONDAY), reviewOf([open('z.ts', '1')]))).toMatchObject({ opened: 0, closed: 0 });
    expect(moveBaseline(since([here], MONDAY), reviewOf([copy, here]))).toEqual({
      findings: [...since([copy], FRIDAY), ...since([here], MONDAY)],
      opened: 1,
      closed: 0,
    });
  });

  it('closes nothing in a file that could not be looked at', () => {
    const known = since([open('slow.ts', '1'), open('a.ts', '2')], MONDAY);
    const unseen: NotLookedAt = { subject: 'slow.ts', path: 'slow.ts', reason: 'time-out', detail: '' };
    expect(moveBaseline(known, reviewOf([], [unseen]))).toEqual({
      findings: since([open('slow.ts', '1')], MONDAY),
      opened: 0,
      closed: 1,
    });
  });

  it('keeps what a file that could not be looked at had, also where a copy of it turns up', () => {
    const [hidden, copy] = [open('slow.ts', '1'), open('copy.ts', '1')];
    const unseen: NotLookedAt = { subject: 'slow.ts', path: 'slow.ts', reason: 'time-out', detail: '' };
    expect(moveBaseline(since([hidden], MONDAY), reviewOf([copy], [unseen]))).toEqual({
      findings: [...since([copy], FRIDAY), ...since([hidden], MONDAY)],
      opened: 1,
      closed: 0,
    });
  });

  it('follows copies that move together', () => {
    const before = since([open('old/a.ts', '1'), open('old/b.ts', '1')], MONDAY);
    const after = [open('new/a.ts', '1'), open('new/b.ts', '1')];
    expect(moveBaseline(before, reviewOf(after))).toEqual({ findings: since(after, MONDAY), opened: 0, closed: 0 });
  });

  it('stays where a whole analyzer could not look, and moves where nobody was to be asked', () => {
    const known = since([open('a.ts', '1')], MONDAY);
    const crashed: NotLookedAt = { subject: 'secrets', analyzer: 'secrets', reason: 'crashed', detail: '' };
    const offline: NotLookedAt = {
      subject: 'vulnerabilities',
      analyzer: 'dependencies',
      reason: 'offline',
      detail: '',
    };
    expect(moveBaseline(known, reviewOf([], [crashed]))).toBeUndefined();
    expect(moveBaseline(known, reviewOf([], [offline]))).toEqual({ findings: [], opened: 0, closed: 1 });
  });
});

test('whatever is open before and after: what opened less what closed is the difference', () => {
  const places = fc.uniqueArray(
    fc.record({ path: fc.constantFrom('a', 'b', 'c'), fingerprint: fc.constantFrom('1', '2', '3', '4') }),
    { selector: ({ path, fingerprint }) => path + fingerprint },
  );
  fc.assert(
    fc.property(places, places, (before, after) => {
      const moved = moveBaseline(since(before, MONDAY), reviewOf(after))!;
      expect(moved.opened - moved.closed).toBe(after.length - before.length);
      expect(moved.findings.map(({ path, fingerprint }) => ({ path, fingerprint }))).toEqual(after);
      expect(moved.findings.filter((finding) => finding.since === FRIDAY)).toHaveLength(moved.opened);
    }),
  );
});
