import { expect, test } from 'vitest';
import { metricsAnalyzer } from '../../../../engine/analyzers/metrics/analyzer.ts';
import { analyzed } from './measured.ts';

test('a function over every threshold gets a finding for each, with minutes for the excess and its name as anchor', async () => {
  const source = 'class Cart {\n  total(a, b) {\n    if (a) {\n      if (b) { return 1; }\n    }\n  }\n}\n';
  const thresholds = {
    cognitiveComplexity: 2,
    cyclomaticComplexity: 2,
    functionLength: 3,
    parameters: 1,
    nesting: 1,
    fileLength: 5,
  };
  const { findings } = await analyzed('javascript', source, thresholds);
  const range = { startLine: 2, startColumn: 3, endLine: 2, endColumn: 16 };
  const extent = { startLine: 2, startColumn: 3, endLine: 6, endColumn: 4 };
  const place = { path: 'src/file', range, extent, anchor: 'method Cart.total' };
  expect(findings).toEqual([
    {
      path: 'src/file',
      ruleId: 'metrics/file-length',
      message: 'This file has 7 lines of code, more than 5.',
      minutes: 60,
      anchor: 'file',
    },
    {
      ...place,
      ruleId: 'metrics/cognitive-complexity',
      message: 'Cart.total has a cognitive complexity of 3, more than 2.',
      minutes: 6,
      related: [
        { path: 'src/file', range: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 13 }, message: '+1 if' },
        {
          path: 'src/file',
          range: { startLine: 4, startColumn: 7, endLine: 4, endColumn: 27 },
          message: '+2 if (nested 1 deep)',
        },
      ],
    },
    {
      ...place,
      ruleId: 'metrics/cyclomatic-complexity',
      message: 'Cart.total has a cyclomatic complexity of 3, more than 2.',
      minutes: 11,
    },
    {
      ...place,
      ruleId: 'metrics/function-length',
      message: 'Cart.total has 5 lines of code, more than 3.',
      minutes: 21,
    },
    { ...place, ruleId: 'metrics/parameters', message: 'Cart.total has 2 parameters, more than 1.', minutes: 25 },
    {
      ...place,
      ruleId: 'metrics/nesting',
      message: 'Cart.total nests control structures 2 deep, more than 1.',
      minutes: 20,
    },
  ]);
});

test('an ordinary function gets none', async () => {
  expect((await analyzed('python', 'def f(a):\n    return a\n')).findings).toEqual([]);
});

test('what an inner function makes complex is said once, of the outer one', async () => {
  const source = 'def outer():\n    x = 1\n    def inner():\n        if x:\n            if y:\n                pass\n';
  const { findings } = await analyzed('python', source, { cognitiveComplexity: 2 });
  expect(findings.map(({ anchor, message }) => ({ anchor, message }))).toEqual([
    { anchor: 'function outer', message: 'outer has a cognitive complexity of 5, more than 2.' },
  ]);
});

test('a syntax error is said, with its line; the rest is measured all the same', async () => {
  const { facts, notLookedAt } = await analyzed('python', 'def f(a):\n    return a\n\ndef (:\n');
  expect(facts?.functions[0]).toMatchObject({ name: 'f', parameters: 1 });
  expect(notLookedAt).toEqual([
    {
      subject: 'src/file',
      path: 'src/file',
      analyzer: 'metrics',
      reason: 'syntax-error',
      detail: 'Our grammar does not understand line 4: functions around it may be missing from the metrics.',
    },
  ]);
});

test('applies to files of a language it knows', () => {
  const applies = (language?: 'go') =>
    metricsAnalyzer.applies({
      path: 'a',
      classification: { ...(language && { language }), type: 'code', test: false },
    });
  expect([applies('go'), applies()]).toEqual([true, false]);
});
