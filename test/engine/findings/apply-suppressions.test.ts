import { describe, expect, test } from 'vitest';
import { applySuppressions } from '../../../engine/findings/apply-suppressions.ts';
import {
  suppressionOfConfiguration,
  suppressionsOfComments,
  type ConfiguredSuppression,
} from '../../../engine/findings/collect-suppressions.ts';
import type { SuppressionComment, SuppressionFacts } from '../../../engine/findings/suppressions-analyzer.ts';
import { aFinding, aFingerprint, aRange } from '../../support/a-finding.ts';
import { changesBetween } from '../../support/toy-findings.ts';

const now = new Date('2026-06-30T23:59:59Z');

describe('comments', () => {
  test('one that covers the line and names the rule suppresses, and keeps the state', () => {
    const finding = aFinding({ ruleId: 'eslint/no-eval', path: 'a.ts', range: aRange(5), state: 'existing' });
    const { findings, records } = apply([finding], {
      'a.ts': [aComment({ rules: ['eslint/*'], startLine: 4, endLine: 5 })],
    });
    expect(findings).toEqual([
      {
        ...finding,
        suppression: { source: 'comment', reason: 'known', place: { path: 'a.ts', range: placeOfComment } },
      },
    ]);
    expect(records).toEqual([
      {
        source: 'comment',
        rules: ['eslint/*'],
        reason: 'known',
        place: { path: 'a.ts', range: placeOfComment },
        status: 'applied',
        findings: 1,
      },
    ]);
  });

  test.each([
    ['another line', { startLine: 1, endLine: 4 }, 'a.ts'],
    ['another rule', { rules: ['eslint/no-console'] }, 'a.ts'],
    ['another file', {}, 'b.ts'],
    ['no reason', { flaw: 'no-reason' as const }, 'a.ts'],
    ['an unreadable one', { flaw: 'malformed' as const }, 'a.ts'],
    ['a past date', { until: '2026-06-29' }, 'a.ts'],
  ])('%s suppresses nothing', (_, comment, path) => {
    const finding = aFinding({ ruleId: 'eslint/no-eval', path: 'a.ts', range: aRange(5) });
    const { findings } = apply([finding], { [path]: [aComment({ startLine: 5, endLine: 5, ...comment })] });
    expect(findings).toEqual([finding]);
  });

  test.each([
    [{ flaw: 'no-reason' as const }, 'no-reason'],
    [{ flaw: 'malformed' as const }, 'malformed'],
    [{ until: '2026-06-29' }, 'expired'],
    [{ until: '2026-06-30' }, 'applied'],
    [{ rules: ['eslint/no-console'] }, 'unused'],
  ])('%j is reported as %s', (comment, status) => {
    const finding = aFinding({ ruleId: 'eslint/no-eval', path: 'a.ts', range: aRange(5) });
    const { records } = apply([finding], { 'a.ts': [aComment({ startLine: 5, endLine: 5, ...comment })] });
    expect(records.map((record) => record.status)).toEqual([status]);
  });

  test("ESLint's and Semgrep's cover their own rules alone, without a reason too", () => {
    const at = { path: 'a.ts', range: aRange(5) };
    const findings = [
      aFinding({ ...at, ruleId: 'eslint/no-eval' }),
      aFinding({ ...at, ruleId: 'semgrep/js.audit.eval' }),
      aFinding({ ...at, ruleId: 'secrets/key' }),
    ];
    const all = { rules: [], reason: '', startLine: 5, endLine: 5 };
    const result = apply(findings, {
      'a.ts': [
        aComment({ ...all, source: 'eslint-comment' }),
        aComment({ ...all, source: 'nosemgrep', rules: ['eval'] }),
      ],
    });
    expect(result.findings.map(({ suppression }) => suppression?.source)).toEqual([
      'eslint-comment',
      'nosemgrep',
      undefined,
    ]);
  });
});

describe('the base decides', () => {
  const base = 'one\nf(); // c\ntwo\n';
  const comment = (line: number): SuppressionComment => aComment({ line, startLine: line, endLine: line });

  test.each<[string, string, number[], number[]]>([
    ['kept, on another line', 'zero\none\nf(); // c\ntwo\n', [3], []],
    ['moved within the file', 'one\ntwo\nf(); // c\n', [3], []],
    ['copied within the file: the one that stayed counts', 'f(); // c\none\nf(); // c\ntwo\n', [3], [1]],
  ])('%s', (_, head, kept, added) => {
    const lines = [...kept, ...added].sort();
    const suppressions = suppressionsOfComments({
      head: facts({ 'a.ts': lines.map(comment) }),
      base: { facts: facts({ 'a.ts': [comment(2)] }), changes: changesBetween({ 'a.ts': base }, { 'a.ts': head }) },
    });
    const flawed = suppressions.filter((one) => one.flaw === 'not-at-base').map((one) => one.place.range?.startLine);
    expect(flawed).toEqual(added);
  });

  test.each<[string, Partial<SuppressionComment>]>([
    ['names another rule', { rules: ['eslint/*'] }],
    ['lasts longer', { until: '2027-01-01' }],
    ['gives another reason', { reason: 'other' }],
    ['reaches further', { reach: 'file' }],
  ])('one that now %s does not count', (_, altered) => {
    const [suppression] = suppressionsOfComments({
      head: facts({ 'a.ts': [aComment({ line: 2, ...altered })] }),
      base: {
        facts: facts({ 'a.ts': [comment(2)] }),
        changes: changesBetween({ 'a.ts': base }, { 'a.ts': `${base}more` }),
      },
    });
    expect(suppression?.flaw).toBe('not-at-base');
  });

  test.each<[string, readonly Partial<SuppressionComment>[], boolean]>([
    ['has it still, elsewhere', [{ line: 9 }], true],
    ['gives another reason for it', [{ reason: 'other' }], true],
    ['took it back', [], false],
    ['let it end sooner', [{ until: '2026-01-01' }], false],
    ['has one for other rules', [{ rules: ['eslint/eqeqeq'] }], false],
    ['lets it reach otherwise', [{ reach: 'file' }], false],
  ])('one counts only where the base, which has moved on, %s', (_, now, counts) => {
    const [suppression] = suppressionsOfComments({
      head: facts({ 'b.ts': [comment(2)] }),
      base: {
        facts: facts({ 'a.ts': [comment(2)] }),
        changes: changesBetween({ 'a.ts': base }, { 'b.ts': `${base}more` }, { 'b.ts': 'a.ts' }),
        since: facts({ 'a.ts': now.map(aComment) }),
      },
    });
    expect(suppression?.flaw).toBe(counts ? undefined : 'not-at-base');
  });

  test('a renamed file keeps its own, a new or copied one brings none, an unchanged one is as it was', () => {
    const suppressions = suppressionsOfComments({
      head: facts({ 'b.ts': [comment(2)], 'copy.ts': [comment(2)], 'same.ts': [comment(2)] }),
      base: {
        facts: facts({ 'a.ts': [comment(2)] }),
        changes: changesBetween(
          { 'a.ts': base, 'same.ts': base },
          { 'b.ts': base, 'copy.ts': base, 'same.ts': base },
          { 'b.ts': 'a.ts' },
        ),
      },
    });
    expect(suppressions.map(({ place, flaw }) => [place.path, flaw])).toEqual([
      ['b.ts', undefined],
      ['copy.ts', 'not-at-base'],
      ['same.ts', undefined],
    ]);
  });
});

describe('the configuration', () => {
  const finding = aFinding({ ruleId: 'eslint/no-eval', path: 'src/old/a.ts' });

  test.each<[string, Partial<ConfiguredSuppression>, boolean]>([
    ['by rule', { rule: 'eslint/no-eval' }, true],
    ['by pattern', { rule: 'eslint/*' }, true],
    ['by folder', { paths: ['src/old'] }, true],
    ['by fingerprint', { fingerprint: finding.fingerprint }, true],
    ['by all of them', { rule: 'eslint/*', paths: ['**/*.ts'], fingerprint: finding.fingerprint }, true],
    ['on its last day', { rule: '*', until: '2026-06-30' }, true],
    ['another rule', { rule: 'secrets/*' }, false],
    ['another path', { rule: '*', paths: ['lib/**'] }, false],
    ['another finding', { rule: '*', fingerprint: aFingerprint('x') }, false],
    ['past its date', { rule: '*', until: '2026-06-29' }, false],
  ])('%s', (_, entry, covered) => {
    const suppression = suppressionOfConfiguration({ reason: 'old', by: 'ann', ...entry }, { path: '.plumbline.yml' });
    const { findings } = applySuppressions({ findings: [finding], suppressions: [suppression], now });
    expect(findings[0]?.suppression !== undefined).toBe(covered);
  });

  test('the closest suppression is named, and each that covers counts', () => {
    const place = { path: '.plumbline.yml' };
    const at = { ...finding, range: aRange(5) };
    const { findings, records } = applySuppressions({
      findings: [at],
      suppressions: [
        suppressionOfConfiguration({ rule: '*', reason: 'by rule' }, place),
        suppressionOfConfiguration({ fingerprint: finding.fingerprint, reason: 'by fingerprint' }, place),
        ...suppressionsOfComments({
          head: facts({ [finding.path]: [aComment({ startLine: 5, endLine: 5, reason: 'by comment' })] }),
        }),
      ],
      now,
    });
    expect(findings[0]?.suppression?.reason).toBe('by comment');
    expect(records.map(({ reason, findings: count }) => [reason, count])).toEqual([
      ['by rule', 1],
      ['by fingerprint', 1],
      ['by comment', 1],
    ]);
  });

  test('what is fixed is not suppressed', () => {
    const fixed = aFinding({ state: 'fixed' });
    const suppression = suppressionOfConfiguration({ rule: '*', reason: 'all' }, { path: '.plumbline.yml' });
    const { findings, records } = applySuppressions({ findings: [fixed], suppressions: [suppression], now });
    expect(findings).toEqual([fixed]);
    expect(records[0]?.status).toBe('unused');
  });
});

const placeOfComment = { startLine: 4, startColumn: 1, endLine: 4, endColumn: 1 };

function aComment(given: Partial<SuppressionComment> = {}): SuppressionComment {
  return {
    source: 'comment',
    rules: ['eslint/no-eval'],
    reason: 'known',
    line: 4,
    column: 1,
    startLine: 4,
    endLine: 4,
    reach: 'lines',
    ...given,
  };
}

function facts(comments: Readonly<Record<string, readonly SuppressionComment[]>>): Map<string, SuppressionFacts> {
  return new Map(Object.entries(comments).map(([path, ofFile]) => [path, { comments: ofFile }]));
}

function apply(
  findings: readonly ReturnType<typeof aFinding>[],
  comments: Readonly<Record<string, readonly SuppressionComment[]>>,
) {
  return applySuppressions({ findings, suppressions: suppressionsOfComments({ head: facts(comments) }), now });
}
