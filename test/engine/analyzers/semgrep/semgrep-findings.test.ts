import { expect, it } from 'vitest';
import { semgrepFindings } from '../../../../engine/analyzers/semgrep/semgrep-findings.ts';
import { semgrepOutputSchema } from '../../../../engine/analyzers/semgrep/semgrep-output.ts';

function outputWith(...results: object[]) {
  const base = { path: './src/a.js', start: { line: 3, col: 5, offset: 40 }, end: { line: 3, col: 12, offset: 47 } };
  return semgrepOutputSchema.parse({
    results: results.map((result) => ({ ...base, ...result })),
    errors: [],
    paths: { scanned: ['src/a.js'] },
  });
}

it('what the program found becomes findings with their rules', () => {
  const metadata = {
    category: 'security',
    cwe: ['CWE-95: Eval'],
    technology: ['node'],
    source: 'https://example.com/r',
  };
  const extra = { message: 'No  eval.\nReally.', severity: 'ERROR', metadata };
  const output = outputWith(
    { check_id: 'js.lang.no-eval', extra },
    {
      check_id: 'js.lang.no-eval',
      extra,
      start: { line: 9, col: 1, offset: 90 },
      end: { line: 9, col: 2, offset: 91 },
    },
    { check_id: 'ignored', extra: { ...extra, is_ignored: true } },
    { check_id: 'a b', extra: { message: 'm', severity: 'INVENTORY' } },
  );
  expect(semgrepFindings(output)).toEqual({
    findings: [
      {
        ruleId: 'semgrep/js.lang.no-eval',
        path: 'src/a.js',
        range: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 12 },
        message: 'No eval. Really.',
      },
      {
        ruleId: 'semgrep/js.lang.no-eval',
        path: 'src/a.js',
        range: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 2 },
        message: 'No eval. Really.',
      },
      {
        ruleId: 'semgrep/a-b',
        path: 'src/a.js',
        range: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 12 },
        message: 'm',
      },
    ],
    rules: [
      {
        id: 'semgrep/js.lang.no-eval',
        title: 'no eval',
        description: 'No eval. Really.',
        severity: 'high',
        quality: 'security',
        minutes: 15,
        tags: ['semgrep', 'node'],
        helpUri: 'https://example.com/r',
        cwe: ['CWE-95'],
      },
      {
        id: 'semgrep/a-b',
        title: 'a b',
        description: 'm',
        severity: 'info',
        quality: 'maintainability',
        minutes: 15,
        tags: ['semgrep'],
      },
    ],
  });
});
