import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  checkOutput,
  type CheckOutput,
  type CheckOutputOptions,
} from '../../../../engine/report/github/check-output.ts';
import { commentBody } from '../../../../engine/report/github/comment-body.ts';
import { cutMarkdown } from '../../../../engine/report/markdown/cut-markdown.ts';
import { loadTemplates, type Templates } from '../../../../engine/report/templates/load-templates.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import type { ReviewResult } from '../../../../engine/review-result.ts';
import { aFinding, aFingerprint } from '../../../support/a-finding.ts';
import { aHostileReviewResult } from '../../../support/a-hostile-review-result.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';
import { gitHubMarkdown } from '../../../support/github-markdown.ts';

let templates: Templates;
beforeAll(async () => {
  templates = await loadTemplates();
});

const LIMIT = 65_535;
const reviewed = (result: ReviewResult) => ({ result, view: buildViewModel(result) });
const outputOf = (result: ReviewResult, more: Partial<CheckOutputOptions> = {}): CheckOutput =>
  checkOutput(reviewed(result), { templates, ...more });
const someFindings = (amount: number, given: Partial<ReturnType<typeof aFinding>> = {}) =>
  Array.from({ length: amount }, (_, index) =>
    aFinding({ message: `Message ${index}`, fingerprint: aFingerprint(String(index)), ...given }),
  );
const headingsOf = (markdown: string) => markdown.match(/^(?:#+ .*|<details><summary>.*|> \*\*.*?\*\*)/gm);

describe('the summary of a check', () => {
  test('begins with the verdict and why, then leads to the whole report', () => {
    const links = {
      html: 'https://p.example/r/1?s=a_b&e=2',
      pdf: 'https://p.example/pdf',
      sarif: 'https://p.example/sarif',
      json: 'https://p.example/json',
    };
    const { title, summary } = outputOf(aReviewResult(), { links });
    expect(title).toBe('4 new problems block this change.');
    expect(summary.split('\n').slice(0, 3)).toEqual([
      '❌ **Failed.** 2 new critical findings, at most 0 are allowed. The security rating of the new code is E, at least A is required. 1 test failed, at most 0 may.',
      '',
      '**[Whole report](<https://p.example/r/1?s=a_b&e=2>)** · [PDF](<https://p.example/pdf>) · [SARIF](<https://p.example/sarif>) · [JSON](<https://p.example/json>)',
    ]);
  });

  test('has its parts in order', () => {
    expect(headingsOf(outputOf(aReviewResult()).summary)).toEqual([
      '### 8 new findings, 1 fixed, 1 suppressed',
      '> **Not everything was looked at.**',
      '> **The configuration has mistakes.**',
      '### Gate: 1 of 5 conditions met',
      '### Projects',
      '### Ratings',
      '<details><summary><b>How data gets there</b>: The query is put together from request.params.id; pass the value as a parameter.</summary>',
      '<details><summary><b>Hot spots</b>: where complex code changes often</summary>',
      '<details><summary><b>Not looked at</b>: 2, <b>left out</b>: 3</summary>',
      '<details><summary><b>Is a finding wrong, or accepted?</b></summary>',
    ]);
  });

  test('counts by severity, and names the gravest with where they stand', () => {
    const { summary } = outputOf(aReviewResult(), { repositoryUrl: 'https://github.com/acme/parcel-service' });
    expect(summary).toContain(
      '| 🔴 Critical | 🟠 High | 🟡 Medium | 🔵 Low | ⚪ Info |\n| :---: | :---: | :---: | :---: | :---: |\n| **2** | **2** | **3** | **1** | – |\n',
    );
    expect(summary).toContain(
      '\n- 🔴 An AWS access key stands in the code.<br>[src/labels/label-storage.ts:6](<https://github.com/acme/parcel-service/blob/4f1c0a9be2d37c58a6140b7de93f52c8016a7de4/src/labels/label-storage.ts#L6>)\n',
    );
    expect(summary).toContain('\nThe most severe, showing 5 of 8.\n');
  });

  test('tells gate, projects, ratings and coverage with their values', () => {
    const { summary } = outputOf(aReviewResult());
    expect(summary).toContain('| ❌ | Critical findings, new code | at most 0 | 2 |');
    expect(summary).toContain(
      '| scripts | ⚠️ Undecided | The vulnerabilities of 6 packages were not looked at. |\n| tracking | ✅ Passed |  |\n',
    );
    expect(summary).toContain('| **C** ↓<br><sub>worse, was A</sub> |');
    expect(summary).toContain('**Coverage**: 77.2 % of the changed lines (61 of 79), 81.3 % of all lines.');
  });

  test('of a pass is short', () => {
    const result = aReviewResult();
    const met = result.gates[0]!.conditions.map((condition) => ({ ...condition, status: 'met' as const }));
    const pass = aReviewResult({
      findings: [],
      notLookedAt: [],
      configuration: { source: '', problems: [] },
      gates: [{ conclusion: 'pass', conditions: met }],
      verdict: { conclusion: 'pass', headline: 'No new problems.', reasons: [] },
    });
    const { title, summary, text } = outputOf(pass);
    expect([title, text]).toEqual(['No new problems.', undefined]);
    expect(summary.split('\n').slice(0, 3)).toEqual([
      '✅ **Passed.** 17 files changed, +421 −138 lines. Looked at what the change touches: 14 of 312 files.',
      '',
      '**No new findings**.',
    ]);
    expect(headingsOf(summary)).toEqual([
      '<details><summary><b>Gate</b>: 5 of 5 conditions met</summary>',
      '### Ratings',
      '<details><summary><b>Hot spots</b>: where complex code changes often</summary>',
    ]);
  });

  test('of nothing at all claims nothing', () => {
    const { summary } = outputOf(anEmptyReviewResult());
    expect(summary).toContain('**No open findings**.');
    expect(summary).not.toMatch(/undefined|null|NaN/);
  });

  test('says that it is reused, what GitHub refused, and what is disputed how', () => {
    const more = { reusedFrom: '9d0e6b1f7ac24835c1f0be62d9a8473510cfe27b', refused: 2, canDispute: true };
    const { summary } = outputOf(aReviewResult(), more);
    expect(summary).toContain('> Reused from `9d0e6b1f`: it has the same tree.');
    expect(summary).toContain(' · annotations: showing 6 of 8, GitHub refused 2 annotations</sub>');
    expect(summary).toContain('`/plumbline dispute FINGERPRINT reason`');
    expect(outputOf(aReviewResult()).summary).not.toContain('/plumbline');
    expect(outputOf(aReviewResult(), { ...more, annotated: false }).summary).not.toContain('annotations: showing');
  });

  test('names a few of many things that are alike', () => {
    const notLookedAt = Array.from({ length: 3_000 }, (_, index) => ({
      subject: `${index}.bin`,
      path: `${index}.bin`,
      reason: 'binary' as const,
      detail: 'The file is binary.',
    }));
    const [problem] = aReviewResult().configuration.problems;
    const problems = Array.from({ length: 12 }, () => problem!);
    const { summary } = outputOf(aReviewResult({ notLookedAt, configuration: { source: '', problems } }));
    expect(summary).toContain('**Binary** · 3,000, showing 10 of 3,000\n');
    expect(summary.match(/^- `\d+\.bin`/gm)).toHaveLength(10);
    expect(summary).toContain('> **The configuration has mistakes, showing 10 of 12.**');
  });

  test('leaves out what is only watched', () => {
    const { summary } = outputOf(aReviewResult(), { isWatched: (rule) => rule !== 'secrets/aws-access-key' });
    expect(summary).toContain('### 1 new finding, 1 fixed, 1 suppressed');
  });

  test('draws how data gets to the gravest finding', () => {
    expect(outputOf(aReviewResult()).summary).toContain(
      [
        '```mermaid',
        'flowchart TD',
        '  s0["routes.ts:22<br>Data of the request is read here"]',
        '  s1["routes.ts:23<br>and passed to findParcel"]',
        '  s2["parcel-store.ts:14<br>where it becomes part of the statement"]',
        '  s0 --> s1',
        '  s1 --> s2',
        '```',
      ].join('\n'),
    );
  });
});

describe('the text below', () => {
  test('lists the findings by severity with their fingerprints and fixes', () => {
    const { text = '' } = outputOf(aReviewResult());
    expect(headingsOf(text)).toEqual([
      '### 8 new findings',
      '#### 🔴 Critical · 2',
      '#### 🟠 High · 2',
      '#### 🟡 Medium · 3',
      '#### 🔵 Low · 1',
    ]);
    const fingerprint = aFingerprint('eslint/no-debugger src/http/routes.ts 24');
    expect(text).toContain(
      `- **Unexpected 'debugger' statement.**<br>\`src/http/routes.ts:24\` · eslint/no-debugger · \`${fingerprint}\`<br>Safe fix: Remove it\n`,
    );
  });

  test.each([
    [1, '### 1 new finding'],
    [50, '### 50 new findings'],
    [51, '### 51 new findings'],
    [5_000, '### 5,000 new findings, showing 100 of 5,000'],
  ])('of %i findings says how many it shows', (amount, heading) => {
    const { text = '', summary } = outputOf(aReviewResult({ findings: someFindings(amount) }));
    expect(text.split('\n')[0]).toBe(heading);
    expect(text.match(/^- \*\*Message/gm)).toHaveLength(Math.min(100, amount));
    expect(summary.includes('annotations: showing 500 of 5,000')).toBe(amount === 5_000);
  });

  test('with names of 4 KB shows fewer, rather than half of one', () => {
    const findings = someFindings(200, { path: `${'src/漢字/'.repeat(400)}a.ts` });
    const { text = '', summary } = outputOf(aReviewResult({ findings }), { repositoryUrl: 'https://github.com/a/b' });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LIMIT);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(LIMIT);
    expect(text).toMatch(/^### 200 new findings, showing \d+ of 200\n/);
  });
});

describe('whatever a repository is made of', () => {
  const hostile = 'x`|\n</details>\n@octocat #1 <script>[a](https://evil.example) ![b](//evil.example/c.png) ~~~\n```';
  const messages = someFindings(3, { path: hostile, message: hostile, ruleId: hostile });

  test('nobody is pinged, nothing is linked, and no HTML is written', () => {
    const trace = [
      { path: hostile, message: hostile },
      { path: 'b"]; click s0 href "https://evil.example"', message: '"] --> x; %%{init: {}}%%' },
    ];
    const result = { ...aHostileReviewResult(), findings: messages.map((finding) => ({ ...finding, trace })) };
    const {
      title,
      summary,
      text = '',
    } = outputOf(result, { canDispute: true, repositoryUrl: 'https://github.com/a/b' });
    expect(title).not.toMatch(/[\n\r]/);
    for (const markdown of [summary, text, commentBody(reviewed(result), { templates })]) {
      const html = gitHubMarkdown(markdown);
      expect(html).not.toMatch(/<(?:script|img)|evil\.example"|href="(?!https:\/\/github\.com\/a\/b\/blob)/);
      expect(html.match(/<details>/g)?.length ?? 0).toBe(html.match(/<\/details>/g)?.length ?? 0);
      // In text, not in code.
      expect(html.replaceAll(/<code[\s\S]*?<\/code>/g, '')).not.toMatch(/@octocat|#1\b/);
    }
  });

  test('all of it is well-formed text, in which nothing acts', () => {
    const result = aHostileReviewResult();
    const { title, summary, text = '' } = outputOf(result);
    for (const said of [title, summary, text, commentBody(reviewed(result), { templates })])
      expect(said).not.toMatch(/[\u0000-\u0008\u001b\u202e\u2028]|\p{Surrogate}/u);
  });

  test('a diagram holds nothing but its boxes', () => {
    const trace = [
      { path: 'a"]; click s0 href "https://evil.example"', message: '"] --> x; %%{init: {}}%%' },
      { path: 'b.ts', message: '`end` <b>' },
    ];
    const { summary } = outputOf(aReviewResult({ findings: [aFinding({ trace })] }));
    expect(/```mermaid\n([\s\S]*?)```/.exec(summary)?.[1]).toBe(
      [
        'flowchart TD',
        '  s0["evil.example#34;<br>#34;#93; --#62; x#59; #37;#37;#123;init: #123;#125;#125;#37;#37;"]',
        '  s1["b.ts<br>#96;end#96; #60;b#62;"]',
        '  s0 --> s1',
        '',
      ].join('\n'),
    );
  });

  test('a long way is shortened in its middle', () => {
    const trace = Array.from({ length: 10 }, (_, index) => ({ path: `${index}.ts`, message: 'on' }));
    const { summary } = outputOf(aReviewResult({ findings: [aFinding({ trace })] }));
    expect(summary).toContain('  s3 --> s4\n  s4 -. 4 more .-> s5\n');
    expect(summary).toContain('  s5["9.ts<br>on"]');
  });
});

describe('a summary that is cut', () => {
  test('ends between lines, rows and blocks of code, with every fold closed', () => {
    const { summary } = outputOf(aReviewResult({ rules: [] }));
    fc.assert(
      fc.property(fc.integer({ min: 200, max: Buffer.byteLength(summary) }), (maxBytes) => {
        const cut = cutMarkdown(summary, maxBytes);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
        expect(Buffer.from(cut).toString()).toBe(cut);
        expect((cut.match(/^```/gm) ?? []).length % 2).toBe(0);
        expect(cut.match(/<details/g)?.length ?? 0).toBe(cut.match(/<\/details>/g)?.length ?? 0);
        for (const row of cut.split('\n').filter((line) => line.startsWith('|'))) expect(row.endsWith('|')).toBe(true);
        if (cut !== summary) expect(cut).toContain('the rest is cut');
      }),
      { numRuns: 200 },
    );
  });
});

describe('the comment of a pull request', () => {
  test('says the verdict first, and is shorter than the check', () => {
    const links = { html: 'https://p.example/r/1' };
    const body = commentBody(reviewed(aReviewResult()), { templates, canDispute: true, links });
    expect(body.split('\n').slice(0, 5)).toEqual([
      '### ❌ 4 new problems block this change.',
      '',
      '2 new critical findings, at most 0 are allowed. The security rating of the new code is E, at least A is required. 1 test failed, at most 0 may.',
      '',
      '### 8 new findings, 1 fixed, 1 suppressed',
    ]);
    expect(body).toContain('**[Whole report](<https://p.example/r/1>)**');
    expect(body.length).toBeLessThan(outputOf(aReviewResult()).summary.length / 2);
  });
});
