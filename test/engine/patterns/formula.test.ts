import { describe, expect, test } from 'vitest';
import { scanCode } from '../../support/scan-code.ts';

const found = async (rule: Readonly<Record<string, unknown>>, code: string) => {
  const { matches } = await scanCode('python', rule, code);
  return matches.map(({ start, end }) => code.slice(start, end));
};

describe('formulas', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string, string[]]>([
    [
      'all of several patterns',
      { patterns: [{ pattern: 'f(...)' }, { pattern: '$F(1)' }] },
      'f(1)\nf(2)\ng(1)',
      ['f(1)'],
    ],
    ['any of several', { 'pattern-either': [{ pattern: 'f()' }, { pattern: 'g()' }] }, 'f()\ng()\nh()', ['f()', 'g()']],
    [
      'within another',
      { patterns: [{ pattern: 'f()' }, { 'pattern-inside': 'if c:\n  ...' }] },
      'if c:\n  f()\nf()',
      ['f()'],
    ],
    [
      'not within another',
      { patterns: [{ pattern: 'f($X)' }, { 'pattern-not-inside': 'with lock:\n  ...' }] },
      'with lock:\n  f(1)\nf(2)',
      ['f(2)'],
    ],
    [
      'but not the same place',
      { patterns: [{ pattern: 'f(...)' }, { 'pattern-not': 'f(1)' }] },
      'f(1)\nf(f(1))',
      ['f(f(1))'],
    ],
    [
      'metavariables agree between patterns',
      { patterns: [{ pattern: 'f($X)' }, { 'pattern-inside': 'def g($X): ...' }] },
      'def g(a):\n  f(a)\n  f(b)',
      ['f(a)'],
    ],
    ['a regular expression', { 'pattern-regex': 'f\\(\\d+\\)' }, 'f(12)\nf(a)', ['f(12)']],
    [
      'and not another',
      { patterns: [{ pattern: 'f(...)' }, { 'pattern-not-regex': 'safe' }] },
      'f(1)\nf(safe)',
      ['f(1)'],
    ],
    ['focus', { patterns: [{ pattern: 'f($X, ...)' }, { 'focus-metavariable': '$X' }] }, 'f(a, b)', ['a']],
    [
      'a part of what is focused on',
      { patterns: [{ pattern: 'f($X)' }, { 'pattern-regex': 'b+' }, { 'focus-metavariable': '$X' }] },
      'f("abbc")\nf("ac")',
      ['bb'],
    ],
    [
      'a metavariable like an expression',
      { patterns: [{ pattern: '$F(...)' }, { 'metavariable-regex': { metavariable: '$F', regex: 'get_.*' } }] },
      'get_a()\nset_get_a()',
      ['get_a()'],
    ],
    [
      'a metavariable with a pattern',
      { patterns: [{ pattern: 'f($X)' }, { 'metavariable-pattern': { metavariable: '$X', pattern: 'g(...)' } }] },
      'f(g(1))\nf(h(1))\nf(1 + g(2))',
      ['f(g(1))', 'f(1 + g(2))'],
    ],
    [
      'a string with a pattern of another language',
      {
        patterns: [
          { pattern: 'f("$S")' },
          { 'metavariable-pattern': { metavariable: '$S', language: 'generic', pattern: 'select ... from' } },
        ],
      },
      'f("select a from b")\nf("delete")',
      ['f("select a from b")'],
    ],
    [
      'a comparison',
      { patterns: [{ pattern: 'f($X)' }, { 'metavariable-comparison': { comparison: '$X > 2 ** 10' } }] },
      'N = 2048\nf(N)\nf(1000)',
      ['f(N)'],
    ],
    [
      'a type',
      { patterns: [{ pattern: 'f($X)' }, { 'metavariable-type': { metavariable: '$X', type: 'int' } }] },
      'def g(a: int, b: str):\n  f(a)\n  f(b)',
      ['f(a)'],
    ],
    [
      'the newer spelling',
      { match: { all: ['f(...)', { not: 'f(1)' }, { inside: 'def g(): ...' }] } },
      'def g():\n  f(1)\n  f(2)\nf(3)',
      ['f(2)'],
    ],
  ])('%s', async (_, rule, code, expected) => {
    expect(await found(rule, code)).toEqual(expected);
  });
});

test('a rule that takes too long is cut off, and said', async () => {
  let now = 0;
  const { matches, errors } = await scanCode('python', '$A(..., $B, ..., $C, ...)', `f(${'a, '.repeat(400)}b)`, {
    ruleTimeout: 50,
    now: () => now++,
  });
  expect(matches).toEqual([]);
  expect(errors).toEqual([{ ruleId: 'r', kind: 'time-out', message: 'The rule took longer than 50 ms on this file.' }]);
});

test('code that is nested too deeply is said not to be looked at', async () => {
  const { lines, errors } = await scanCode('python', 'f(...)', `f(1)\n${'['.repeat(3000)}${']'.repeat(3000)}\nf(2)`);
  expect(lines).toEqual([1, 3]);
  expect(errors.map(({ kind }) => kind)).toContain('too-deep');
});

test('a file that cannot be understood whole is looked at as far as it can, and said', async () => {
  const { lines, errors } = await scanCode('python', 'f(...)', 'f(1)\ndef def (((\n');
  expect(lines).toEqual([1]);
  expect(errors).toEqual([{ kind: 'syntax-error', message: 'Not all of the file could be understood.' }]);
});

test('a comparison that is no expression is a problem of the rule', async () => {
  const rule = {
    patterns: [{ pattern: 'f($X)' }, { 'metavariable-comparison': { comparison: '$X > and' } }],
  };
  const { lines, errors } = await scanCode('python', rule, 'f(1)\n');
  expect(lines).toEqual([]);
  expect(errors.map(({ kind, message }) => [kind, message])).toEqual([
    [
      'pattern',
      'The comparison $X > and cannot be read; expected an expression of Python with literals, metavariables and known functions.',
    ],
  ]);
});
