import { expect, test } from 'vitest';
import type { SuppressionFacts } from '../../../engine/findings/suppressions-analyzer.ts';
import { unknownRuleFindings } from '../../../engine/findings/unknown-rules.ts';

const KNOWN = ['eslint/no-eval', 'eslint/no-debugger', 'secrets/aws-secret-access-key', 'sarif/gosec/G101'];

test.each([
  ['eslint/no-evall', 'No rule is named `eslint/no-evall`, so this suppresses nothing. Did you mean `eslint/no-eval`?'],
  ['no-eval', 'No rule is named `no-eval`, so this suppresses nothing. Did you mean `eslint/no-eval`?'],
  [
    'eslnt/no-debugger',
    'No rule is named `eslnt/no-debugger`, so this suppresses nothing. Did you mean `eslint/no-debugger`?',
  ],
  [
    'aws/aws-secret',
    'No rule is named `aws/aws-secret`, so this suppresses nothing. Did you mean `secrets/aws-secret-access-key`?',
  ],
  ['eslint/indent', 'No rule is named `eslint/indent`, so this suppresses nothing.'],
  ['secret/*', 'No rule is named `secret/*`, so this suppresses nothing. Did you mean `secrets/*`?'],
])('%s', (rule, message) => {
  expect(unknownRuleFindings(factsOf('a.ts', [rule]), KNOWN)).toEqual([
    {
      ruleId: 'plumbline/unknown-rule',
      path: 'a.ts',
      range: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 5 },
      message,
      anchor: `unknown rule ${rule}`,
    },
  ]);
});

test.each([
  'eslint/no-eval',
  'eslint/*',
  '*',
  'sarif/gosec/G101',
  'sarif/gosec/G999',
  'semgrep/a.b',
  'eslint-config/x',
])('%s is known, or may be of a tool whose report is not here', (rule) => {
  expect(unknownRuleFindings(factsOf('a.ts', [rule]), KNOWN)).toEqual([]);
});

test('each unknown one of several is told, once', () => {
  const findings = unknownRuleFindings(factsOf('a.ts', ['x/a', 'eslint/no-eval', 'x/b', 'x/a']), KNOWN);
  expect(findings.map(({ anchor }) => anchor)).toEqual(['unknown rule x/a', 'unknown rule x/b']);
});

test("other tools' comments name other tools' rules", () => {
  const [[path, { comments }]] = [...factsOf('a.ts', ['no-such-rule'])] as [[string, SuppressionFacts]];
  const foreign = comments.map((comment) => ({ ...comment, source: 'eslint-comment' as const }));
  expect(unknownRuleFindings(new Map([[path, { comments: foreign }]]), KNOWN)).toEqual([]);
});

function factsOf(path: string, rules: readonly string[]): Map<string, SuppressionFacts> {
  const covered = { startLine: 3, endLine: 4, reach: 'lines' as const };
  return new Map([[path, { comments: [{ source: 'comment', rules, reason: 'why', line: 3, column: 5, ...covered }] }]]);
}
