import { describe, expect, test } from 'vitest';
import { applyFixes, MOST_FILES, planFixes } from '../../../app/buttons/plan-fixes.ts';
import type { Finding, Fix } from '../../../engine/findings/finding.ts';
import { anEmptyReviewResult } from '../../support/a-review-result.ts';
import { aFinding, aRange } from '../../support/a-finding.ts';

const aFix = (edits: Fix['edits'], safe = true): Fix => ({ description: 'Mend it', safe, edits });
const replace = (startOffset: number, endOffset: number, text = '') => ({ startOffset, endOffset, text });
const mendable = (line: number, edits: Fix['edits'], given: Partial<Finding> = {}) =>
  aFinding({ range: aRange(line), fix: aFix(edits), ...given });

function plan(findings: readonly Finding[], isWatched?: (ruleId: string) => boolean) {
  const { subject } = anEmptyReviewResult();
  const base = { label: 'main', commit: 'b'.repeat(40) };
  return planFixes({ findings, subject: { ...subject, kind: 'change', base } }, isWatched);
}

test('the safe fixes of what the change brought are made, file by file', () => {
  const findings = [
    mendable(1, [replace(0, 4)]),
    mendable(2, [replace(10, 12, '==='), replace(20, 21)], { ruleId: 'eslint/eqeqeq' }),
    mendable(1, [replace(0, 1)], { path: 'src/other.ts' }),
  ];
  expect(plan(findings)).toEqual({
    files: [
      {
        path: 'src/app.ts',
        fixes: [
          { ruleId: 'eslint/no-debugger', edits: [{ start: 0, end: 4, text: '' }] },
          {
            ruleId: 'eslint/eqeqeq',
            edits: [
              { start: 10, end: 12, text: '===' },
              { start: 20, end: 21, text: '' },
            ],
          },
        ],
      },
      { path: 'src/other.ts', fixes: [{ ruleId: 'eslint/no-debugger', edits: [{ start: 0, end: 1, text: '' }] }] },
    ],
    left: 0,
  });
});

test.each<[string, Partial<Finding>]>([
  ['is not safe', { fix: aFix([replace(0, 1)], false) }],
  ['has no edits', { fix: aFix([]) }],
  ['was there before', { state: 'existing' }],
  ['is mended', { state: 'fixed' }],
  ['is suppressed', { suppression: { source: 'configuration', reason: 'x', place: { path: '.plumbline.yml' } } }],
  ['hides a secret', { redact: [aRange(1)] }],
  ['is only watched', { ruleId: 'watched/rule' }],
])('nothing is made of a finding that %s', (_, given) => {
  const findings = [mendable(1, [replace(0, 1)], given)];
  expect(plan(findings, (ruleId) => ruleId === 'watched/rule')).toEqual({ files: [], left: 0 });
});

test('of two fixes that touch the same place the graver is made, and the other is left', () => {
  const low = mendable(1, [replace(0, 6)], { severity: 'low', ruleId: 'eslint/low' });
  const high = mendable(2, [replace(5, 8)], { severity: 'high', ruleId: 'eslint/high' });
  const insertion = mendable(3, [replace(5, 5, 'x')], { severity: 'info', ruleId: 'eslint/info' });
  const apart = mendable(4, [replace(8, 9)], { severity: 'info', ruleId: 'eslint/apart' });
  const { files, left } = plan([low, high, insertion, apart]);
  expect(files[0]?.fixes.map(({ ruleId }) => ruleId)).toEqual(['eslint/high', 'eslint/apart']);
  expect(left).toBe(2);
});

test('a commit has so many files', () => {
  const findings = Array.from({ length: MOST_FILES + 3 }, (_, at) =>
    mendable(1, [replace(0, 1)], { path: `src/${at}.ts` }),
  );
  const { files, left } = plan(findings);
  expect([files.length, left]).toEqual([MOST_FILES, 3]);
});

describe('applied to a text', () => {
  const file = (...edits: { start: number; end: number; text: string }[]) => ({
    path: 'a.ts',
    fixes: edits.map((edit) => ({ ruleId: 'eslint/x', edits: [edit] })),
  });

  test('they replace what was found, in any order', () => {
    const fixes = file({ start: 7, end: 9, text: '===' }, { start: 0, end: 3, text: 'const' });
    expect(applyFixes('let a; ==;', fixes)).toBe('const a; ===;');
  });

  test('that is shorter than what was reviewed they are not made', () => {
    expect(applyFixes('short', file({ start: 3, end: 9, text: '' }))).toBeUndefined();
  });
});
