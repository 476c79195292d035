import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { renderPretty } from '../../../../engine/report/pretty/render-pretty.ts';
import { buildViewModel } from '../../../../engine/report/view-model.ts';
import type { ReviewResult } from '../../../../engine/review-result.ts';
import { aFinding, aRange } from '../../../support/a-finding.ts';
import { anEmptyReviewResult, aReviewResult } from '../../../support/a-review-result.ts';

const PLAIN = { colour: false, columns: 80 };

function pretty(result: ReviewResult, options: Partial<Parameters<typeof renderPretty>[1]> = {}): string {
  return renderPretty(buildViewModel(result), { ...PLAIN, ...options });
}

describe('the report for a terminal', () => {
  test('shows a change that fails: why, what, and what nothing speaks for', () => {
    expect(pretty(aReviewResult())).toMatchInlineSnapshot(`
      "acme/parcel-service  weight-bands (4f1c0a9b) against main (merge base 9d0e6b1f)
      17 files changed, +421 −138 lines. Looked at what the change touches: 14 of 312
      files.

      ✘ Failed  4 new problems block this change.
        - 2 new critical findings, at most 0 are allowed.
        - The security rating of the new code is E, at least A is required.
        - 1 test failed, at most 0 may.
        Warnings
        - Of the changed lines 77.2 % are covered, at least 80 % are required.
        Gate: failed, 1 of 5 conditions met
        Gate of tracking: passed, 1 of 1 condition met
        Gate of scripts: undecided, 0 of 1 condition met

      New  7 findings. The change introduced these.

      src/parcels/parcel-store.ts
          14  Critical  The query is put together from request.params.id; pass the
                        value as a parameter.  patterns/sql-injection
                        │ const { rows } = await database.query(\`select * from parcel…
                        1. src/http/routes.ts:22  Data of the request is read here
                        2. src/http/routes.ts:23  and passed to findParcel
                        3. line 14  where it becomes part of the statement

      src/labels/label-storage.ts
           6  Critical  An AWS access key stands in the code.  secrets/aws-access-key

      package-lock.json
        1482  High      undici 5.28.3 has GHSA-9qxr-qj54-h672 (CVSS 3.9); mended in
                        5.28.4.  dependencies/vulnerable

      src/tariffs/price-of-parcel.ts
          31  High      priceOfParcel has a cognitive complexity of 27 (at most 15).
                        metrics/cognitive-complexity
                        │ export function priceOfParcel(parcel: Parcel, tariff: Tarif…
          36  Medium    Expected '===' and instead saw '=='.  eslint/eqeqeq
                        │ if (band.currency == tariff.currency && options.round) pric…

      src/http/routes.ts
          24  Medium    Unexpected 'debugger' statement.  eslint/no-debugger
                        │ debugger;

      src/carriers/dhl-client.ts
          41  Medium    28 lines (164 tokens) stand also in
                        src/carriers/ups-client.ts, lines 37 to 64.  duplication/clone

      New outside the changed lines  1 finding. These were not there before the
      change, but are on lines that it did not touch.

      src/carriers/ups-client.ts
           3  Low       'retryOptions' is defined but never used.
                        eslint/no-unused-vars

      Not listed here: 1 moved, 2 existing, 1 fixed, 2 suppressed.

      Ratings  Reliability C (worse, was A)  Security E (worse, was A)
               Maintainability A  Duplication A  Coverage B

      Coverage  77.2 % of the changed lines (61 of 79), 81.3 % of all lines (3,970 of
                4,882), 67.4 % of the branches (812 of 1,204).
        src/tariffs/price-of-parcel.ts  not run: 52–54, 60–61, 77
        src/http/routes.ts  not run: 24

      Tests  314 of 318 tests passed, 1 failed, 3 skipped, in 41 s.
        priceOfParcel › rounds up to the next full 100 g
          test/tariffs/price-of-parcel.test.ts:48 expected 490 to be 510 // Object.is
          equality

      Suppressions  2 in force, 2 without effect, 1 comment for another tool that is
                    not needed here.
        src/addresses/normalise-address.ts:56  gives no reason: eslint/eqeqeq
        .plumbline.yml:25  its date has passed: secrets/*

      Not looked at  2 items; this report says nothing about them.
        A service did not answer  vulnerabilities of 6 packages. OSV answered with 503
          for scripts/requirements.txt. Run the review again later.
        Took too long  src/tracking/état des colis.ts. ESLint took longer than 10 s
          for this file.
      Left out  languages without a grammar 1, generated 1, binary 1
      "
    `);
  });

  test('of a repository without findings is a few lines', () => {
    expect(pretty(anEmptyReviewResult())).toMatchInlineSnapshot(`
      "tidy  working folder
      Looked at 0 of 0 files.

      ✔ Passed  No problems found.

      Ratings  Reliability –  Security –  Maintainability –  Duplication –  Coverage –
               Lines of code 0 (in 0 files)  Technical debt 0 min (ratio 0 %)
      "
    `);
  });

  test('says the verdict and its reasons alone where it is asked to be quiet', () => {
    expect(pretty(aReviewResult(), { quiet: true })).toMatchInlineSnapshot(`
      "✘ Failed  4 new problems block this change.
        - 2 new critical findings, at most 0 are allowed.
        - The security rating of the new code is E, at least A is required.
        - 1 test failed, at most 0 may.
        Warnings
        - Of the changed lines 77.2 % are covered, at least 80 % are required.
      "
    `);
  });

  test('keeps a number and its unit on one line', () => {
    const narrow = pretty(aReviewResult(), { columns: 60 });
    expect(narrow).toContain('Tests  314 of 318 tests passed, 1 failed, 3 skipped, in\n       41 s.\n');
    expect(narrow).toContain('Left out  languages without a grammar 1, generated 1,\n          binary 1\n');
  });

  test.each([80, 100, 160])('has no line wider than %i columns, nor than one reads', (columns) => {
    const wide = pretty(aReviewResult(), { columns })
      .split('\n')
      .filter((line) => line.length > Math.min(columns, 120));
    expect(wide).toEqual([]);
  });

  test('tells the same problem of a file once, with its lines', () => {
    const findings = [3, 9, 21].map((line) => aFinding({ path: 'src/app.ts', range: aRange(line, 1, line, 5) }));
    expect(block(pretty(anEmptyReviewResult({ findings })), 'src/app.ts')).toEqual([
      'src/app.ts',
      "     3  Medium    Unexpected 'debugger' statement.  eslint/no-debugger",
      '                  also in lines 9, 21',
    ]);
  });

  test('counts what is too much for a screen, and says where all of it is', () => {
    const findings = Array.from({ length: 1_234 }, (_, index) =>
      aFinding({ path: `src/file-${String(index).padStart(4, '0')}.ts`, range: aRange(index + 1, 1, index + 1, 5) }),
    );
    const result = anEmptyReviewResult({ findings });
    expect(pretty(result)).toContain('… and 1,209 more: `--output report.html` lists them all\n');
    expect(pretty(result, { wholeReport: 'out/index.html' })).toContain('… and 1,209 more: see out/index.html\n');
  });

  test('puts what can harm before what is only long, and clones last', () => {
    const of = (ruleId: string, quality: 'security' | 'maintainability') =>
      aFinding({ ruleId, quality, path: `${ruleId}.ts`, severity: 'low', range: aRange(1, 1, 1, 5) });
    const findings = [
      of('duplication/clone', 'maintainability'),
      of('metrics/nesting', 'maintainability'),
      of('eslint/no-eval', 'security'),
    ];
    const files = pretty(anEmptyReviewResult({ findings })).match(/^\S+\.ts$/gm);
    expect(files).toEqual(['eslint/no-eval.ts', 'metrics/nesting.ts', 'duplication/clone.ts']);
  });

  test('leaves out code of brackets alone', () => {
    const finding = aFinding({ path: 'a.ts', range: aRange(2, 1, 2, 2) });
    const excerpts = [{ path: 'a.ts', side: 'head' as const, startLine: 1, lines: ['f()', '  });', ''] }];
    expect(pretty(anEmptyReviewResult({ findings: [finding], excerpts }))).not.toContain('│');
  });

  test('shows control characters of names and messages, instead of obeying them', () => {
    const finding = aFinding({ path: 'a\u001b[2J.ts', message: 'bell \u0007', range: aRange(1, 1, 1, 2) });
    const text = pretty(anEmptyReviewResult({ findings: [finding] }));
    expect(text).toContain('a\\u{1b}[2J.ts');
    expect(text).toContain('bell \\u{7}');
  });

  test.each(['::stop-commands::x', '##[error]x', '##vso[task.complete]x'])(
    'gives a CI server no command: %s',
    (name) => {
      const message = `${'word '.repeat(12)}${name} ${'word '.repeat(12)}`;
      const finding = aFinding({ path: name, message, range: aRange(1, 1, 1, 2) });
      const notLookedAt = [{ subject: name, path: name, reason: 'crashed' as const, detail: message }];
      for (const columns of [40, 61, 80, 100]) {
        for (const colour of [false, true]) {
          const text = stripVTControlCharacters(
            pretty(anEmptyReviewResult({ findings: [finding], notLookedAt }), { columns, colour }),
          );
          expect(text).not.toMatch(/^\s*::|##\[|##vso\[/m);
        }
      }
    },
  );

  test('differs in colour alone where colour is wanted', () => {
    const coloured = pretty(aReviewResult(), { colour: true });
    expect(coloured).not.toBe(pretty(aReviewResult()));
    expect(stripVTControlCharacters(coloured)).toBe(pretty(aReviewResult()));
  });
});

/** The lines from the one that is `first` to the next empty one. */
function block(text: string, first: string): string[] {
  const lines = text.split('\n');
  const start = lines.indexOf(first);
  return lines.slice(start, lines.indexOf('', start));
}
