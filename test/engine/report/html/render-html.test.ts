import { expect, test } from 'vitest';
import { renderHtml } from '../../../../engine/report/html/render-html.ts';
import { loadTemplates } from '../../../../engine/report/templates/load-templates.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import type { ReviewResult } from '../../../../engine/review-result.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

const templates = await loadTemplates();
const html = (result: ReviewResult): string => renderHtml(buildViewModel(result), { templates });

test('names of code are code wherever they stand, not only in findings', () => {
  const page = html({
    ...anEmptyReviewResult(),
    verdict: { conclusion: 'neutral', headline: 'No verdict for `a.ts`.', reasons: ['`--osv` asks nobody.'] },
    notLookedAt: [{ subject: 'vulnerabilities', reason: 'offline', detail: 'Run it with `--osv`.' }],
  });
  expect(page).toContain('No verdict for <code>a.ts</code>.</h2>');
  expect(page).toContain('<li><code>--osv</code> asks nobody.</li>');
  expect(page).toContain('<li><span>vulnerabilities</span>: Run it with <code>--osv</code>.</li>');
  expect(page).toContain('a review with <code>--osv</code> asks OSV.');
});

test('a list of rules is there only where a finding names one', () => {
  expect(html(aReviewResult())).toContain('<section id="rules"');
  expect(html(anEmptyReviewResult())).not.toContain('#rules');
  expect(html(anEmptyReviewResult())).not.toContain('<section id="rules"');
});
