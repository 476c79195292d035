import { expect, test } from 'vitest';
import type { AppliedStanding } from '../../../engine/findings/rule-standing.ts';
import { renderReport } from '../../../engine/report/render-report.ts';
import { buildViewModel } from '../../../engine/report/view-model.ts';
import { aFinding } from '../../support/a-finding.ts';
import { aReviewResult } from '../../support/a-review-result.ts';

const REASON = 'Half of its findings were disputed.';
const standings: AppliedStanding[] = [
  { ruleId: 'eslint/eqeqeq', standing: 'comment', reason: REASON, findings: 1 },
  { ruleId: 'eslint/no-debugger', standing: 'watch', reason: REASON, findings: 2 },
];
const result = aReviewResult({
  findings: [
    aFinding({ ruleId: 'eslint/eqeqeq', path: 'src/shown.js', standing: 'comment' }),
    aFinding({ path: 'src/a.js', standing: 'watch' }),
    aFinding({ path: 'src/b.js', standing: 'watch' }),
  ],
  standings,
});

test('a report says of each rule that counts for less what it may do, and why', () => {
  const view = buildViewModel(result);
  expect(view.verdict.notCounted).toEqual([
    '1 finding of eslint/eqeqeq blocks nothing: Half of its findings were disputed.',
    '2 findings of eslint/no-debugger count for nothing: Half of its findings were disputed.',
  ]);
  expect(view.findings.groups.map(({ id, amount, prominent }) => [id, amount, prominent])).toEqual([
    ['new', 1, true],
    ['watched', 2, false],
  ]);
  expect(view.findings.groups[0]?.severities[0]?.findings[0]?.standing).toBe(REASON);
  expect(view.keyFigures[0]).toMatchObject({ name: 'New findings', value: '1' });
});

test.each(['pretty', 'markdown', 'html'] as const)('%s tells it', async (format) => {
  const text = String(await renderReport(format, result));
  expect(text).toContain('Not counted');
  expect(text).toContain('2 findings of eslint/no-debugger count for nothing');
});

test.each(['rdjson', 'gitlab'] as const)(
  '%s, which makes a comment of each, leaves out what is only watched',
  async (format) => {
    const text = String(await renderReport(format, result));
    expect([text.includes('src/shown.js'), text.includes('src/a.js')]).toEqual([true, false]);
  },
);

test('nothing fails in JUnit for what is only watched, and SARIF says how each stands', async () => {
  const junit = String(await renderReport('junit', aReviewResult({ findings: result.findings.slice(1), gates: [] })));
  expect(junit).toContain('failures="0"');
  const sarif = JSON.parse(String(await renderReport('sarif', result))) as {
    runs: { results: { properties: { standing: string } }[] }[];
  };
  expect(sarif.runs[0]?.results.map(({ properties }) => properties.standing)).toEqual(['comment', 'watch', 'watch']);
});
