import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../../../engine/report/markdown/render-markdown.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import { aFinding, aFingerprint } from '../../../support/a-finding.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

let templates: Templates;
beforeAll(async () => {
  templates = await loadTemplates();
});

describe('the Markdown report', () => {
  test('begins with the verdict and why', () => {
    const text = renderMarkdown(buildViewModel(aReviewResult()), { templates });
    expect(text.split('\n').slice(0, 10)).toEqual([
      '## ❌ 4 new problems block this change.',
      '',
      '- 2 new critical findings, at most 0 are allowed.',
      '- The security rating of the new code is E, at least A is required.',
      '- 1 test failed, at most 0 may.',
      '',
      '**Warnings**',
      '',
      '- Of the changed lines 77.2 % are covered, at least 80 % are required.',
      '',
    ]);
  });

  test('has its parts in order', () => {
    const text = renderMarkdown(buildViewModel(aReviewResult()), { templates });
    expect(text.match(/^(?:#+ .*|<details><summary>.*|> \*\*.*?\*\*)/gm)).toEqual([
      '## ❌ 4 new problems block this change.',
      '> **Not everything was looked at.**',
      '> **The configuration has mistakes.**',
      '### New: 7 findings',
      '<details><summary><b>New outside the changed lines</b>: 1 finding</summary>',
      '### Ratings',
      '### Gate: Failed',
      '### Gate of tracking: Passed',
      '### Gate of scripts: Undecided',
      '### Coverage',
      '<details><summary>Files with the most lines that no test ran</summary>',
      '### Dependencies',
      '<details><summary><b>Hot spots</b>: where complex code changes often</summary>',
      '<details><summary><b>Not looked at</b>: 2, <b>left out</b>: 3</summary>',
      '<details><summary>Is a finding wrong?</summary>',
    ]);
  });

  test('of nothing at all is short, and claims nothing', () => {
    const text = renderMarkdown(buildViewModel(anEmptyReviewResult()), { templates });
    expect(text).toContain('## ✅ No problems found.');
    expect(text).toContain('Not measured: no coverage report was provided.');
    expect(text).not.toContain('undefined');
  });

  test('neither pings nor formats nor breaks out, whatever a repository is made of', () => {
    const hostile = 'x`|\n</details>\n@octocat #1 <script>[a](b)';
    const view = buildViewModel(aReviewResult({ findings: [aFinding({ path: hostile, message: hostile })] }));
    const line = renderMarkdown(view, { templates })
      .split('\n')
      .find((each) => each.startsWith('- x'));
    expect(line?.replaceAll('\u2060', '·')).toBe(
      '- x\\`\\| &lt;/details&gt; @·octocat #·1 &lt;script&gt;\\[a\\](b) `` x`| </details> @octocat #1 <script>[a](b):10 `` <sub>eslint/no-debugger</sub>',
    );
  });

  test('shows the gravest 100 findings, and says of how many', () => {
    const findings = Array.from({ length: 2_000 }, (_, index) =>
      aFinding({
        fingerprint: aFingerprint(String(index)),
        message: `Message ${index}`,
        severity: index === 1_999 ? 'critical' : 'low',
      }),
    );
    const text = renderMarkdown(buildViewModel(aReviewResult({ findings })), { templates, maxBytes: 65_535 });
    expect(text).toContain('### New: 2,000 findings, showing 100 of 2,000');
    expect(text.match(/^- Message \d+/gm)?.length).toBe(100);
    expect(text.indexOf('Message 1999')).toBeLessThan(text.indexOf('Message 0'));
  });

  test('cut anywhere it is valid UTF-8, within the limit, with whole rows and closed folds', () => {
    const findings = Array.from({ length: 60 }, (_, index) =>
      aFinding({
        fingerprint: aFingerprint(String(index)),
        message: `Grüße 漢字 😀 ${index}`,
        outsideDiff: index % 3 === 0,
      }),
    );
    const view = buildViewModel(aReviewResult({ findings }));
    const whole = renderMarkdown(view, { templates });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Buffer.byteLength(whole) + 10 }), (maxBytes) => {
        const text = renderMarkdown(view, { templates, maxBytes });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
        expect(Buffer.from(text).toString()).toBe(text);
        expect(text.match(/<details/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0);
        for (const row of text.split('\n').filter((line) => line.startsWith('|'))) expect(row.endsWith('|')).toBe(true);
        if (text !== '' && Buffer.byteLength(whole) > maxBytes) expect(text).toMatch(/showing \d+ of|the rest is cut/);
      }),
      { numRuns: 150 },
    );
  });
});
