import { expect, test } from 'vitest';
import { readerMessage } from '../../../../engine/analyzers/eslint/reader-message.ts';
import { LINT_RULE_BY_NAME, LINT_RULES } from '../../../../engine/analyzers/eslint/rules.ts';

test.each([
  [
    'what ESLint says of unused names, without our pattern',
    ["'x' is assigned a value but never used. Allowed unused vars must match /^_|^React$/u."],
    "'x' is assigned a value but never used.",
  ],
  [
    'what ESLint says of unused elements of arrays',
    ["'x' is defined but never used. Allowed unused elements of array destructuring must match /^_/u."],
    "'x' is defined but never used.",
  ],
  [
    'what oxlint says, and its advice',
    [
      "Variable 'x' is declared but never used. Unused variables should match /^_|^React$/.",
      'Consider removing this declaration.',
    ],
    "Variable 'x' is declared but never used. Consider removing this declaration.",
  ],
  ['no advice', ["Identifier 'x' is imported but never used", undefined], "Identifier 'x' is imported but never used."],
])('%s', (_, parts, expected) => {
  expect(readerMessage('no-unused-vars', ...parts)).toBe(expected);
});

test('a sentence begins as one', () => {
  expect(readerMessage('no-prototype-builtins', "do not access 'a' from target object", 'use b instead')).toBe(
    "Do not access 'a' from target object. Use b instead.",
  );
});

test('words of ours stand for long ones, whichever engine speaks', () => {
  expect(readerMessage('no-eval', 'eval can be harmful.', 'Avoid eval(). For JSON parsing use …')).toBe(
    'eval runs whatever text it is given as code. Use JSON.parse, a look-up or a function.',
  );
});

test('every sentence of ours is short', () => {
  const own = LINT_RULES.map(({ name }) => readerMessage(name, 'engine')).filter((message) => message !== 'Engine.');
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter((message) => message.length > 90)).toEqual([]);
});

test('a line that continues the one before is a bug where it is not meant, and blocks nothing where it is', () => {
  expect(LINT_RULE_BY_NAME.get('no-unexpected-multiline')?.rule).toMatchObject({
    severity: 'medium',
    quality: 'reliability',
  });
});
