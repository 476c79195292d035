import { expect, test } from 'vitest';
import { fixedFindings, seenReport } from '../../../app/feedback/fixed-findings.ts';
import type { Finding } from '../../../engine/findings/finding.ts';
import { suggestionKey } from '../../../engine/report/github/suggestion-comments.ts';
import { anEmptyReviewResult } from '../../support/a-review-result.ts';
import { aFinding, aFingerprint } from '../../support/a-finding.ts';

const finding = (name: string, given: Partial<Finding> = {}) => aFinding({ fingerprint: aFingerprint(name), ...given });
const report = (findings: readonly Finding[], given: Parameters<typeof anEmptyReviewResult>[0] = {}) => {
  const { subject } = anEmptyReviewResult();
  return seenReport(
    anEmptyReviewResult({
      findings,
      subject: { ...subject, kind: 'change', base: { label: 'main', commit: 'b'.repeat(40) } },
      ...given,
    }),
  );
};
const names = (findings: readonly Pick<Finding, 'fingerprint'>[]) =>
  findings.map(({ fingerprint }) => fingerprint).sort();

test('what a change brought and mended again is fixed', () => {
  const reports = [report([finding('a'), finding('b')]), report([finding('b')]), report([finding('c')])];
  expect(names(fixedFindings(reports))).toEqual([aFingerprint('b'), aFingerprint('a')].sort());
});

test('what came back is not', () => {
  expect(fixedFindings([report([finding('a')]), report([]), report([finding('a')])])).toEqual([]);
});

test('what was suppressed since is not', () => {
  const suppression = { source: 'command', reason: 'x', place: { path: '' } } as const;
  expect(fixedFindings([report([finding('a')]), report([finding('a', { suppression })])])).toEqual([]);
});

test('what was there before the change is none of its', () => {
  const state = 'existing';
  expect(fixedFindings([report([finding('a', { state })]), report([finding('a', { state: 'fixed' })])])).toEqual([]);
});

test('what nobody looked at is not', () => {
  const notLookedAt = [{ subject: 'src/app.ts', path: 'src/app.ts', reason: 'time-out', detail: 'x' }] as const;
  const reports = [report([finding('a'), finding('b', { path: 'src/b.ts' })]), report([], { notLookedAt })];
  expect(names(fixedFindings(reports))).toEqual([aFingerprint('b')]);
});

test('one report alone says nothing of it', () => {
  expect(fixedFindings([report([finding('a')])])).toEqual([]);
  expect(fixedFindings([])).toEqual([]);
});

test('of a report nothing is kept but what tells findings apart', () => {
  const given = finding('a', { message: 'A long message' });
  expect(report([given]).findings).toEqual([
    {
      key: suggestionKey(given),
      fingerprint: aFingerprint('a'),
      ruleId: 'eslint/no-debugger',
      path: 'src/app.ts',
      isPresent: true,
      isShown: true,
    },
  ]);
});
