import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  compareMetavariables,
  problemOfComparison,
  type ComparedValue,
} from '../../../../engine/patterns/conditions/comparison.ts';
import { loadGrammars } from '../../../../engine/syntax/parse.ts';

beforeAll(() => loadGrammars(['python']));

const NOW = new Date('2026-11-21T10:00:00Z');

/** Whether the comparison holds where `$X` stands for the code, and for the value where one is known. */
function holds(comparison: string, x?: string, constant?: string | number | boolean): boolean {
  const value: ComparedValue = { text: x ?? '', ...(constant !== undefined && { constant }) };
  const values = new Map<string, ComparedValue>(x === undefined ? [] : [['$X', value]]);
  return compareMetavariables({ comparison }, values, NOW);
}

describe('a comparison', () => {
  it.each([
    ['$X > 1000', '2048', true],
    ['$X > 1000', '80', false],
    ['$X > 0o600', '0777', true],
    ['$X == 0xff', '255', true],
    ['$X < 1024 and $X % 2 == 0', '80', true],
    ['$X < 1024 and $X % 2 == 0', '443', false],
    ['not ($X < 5 or $X > 10)', '7', true],
    ['1 <= $X < 3 <= 3', '2', true],
    ['1 <= $X < 3', '3', false],
    ['$X in [80, 443]', '443', true],
    ['$X not in [80, 443]', '443', false],
    ['$X == "a"', '"a"', true],
    ["$X == 'a'", '`a`', true],
    ['"ell" in $X', "'hello'", true],
    ['len($X) >= 3 and len([1, 2]) == 2', '"abc"', true],
    ['str($X) == "foo.bar"', 'foo.bar', true],
    ['$X == "foo"', 'foo', true],
    ['$X > 3', 'foo', false],
    ['not $X', 'foo', false],
    ['int($X) > 3', '"5"', true],
    ['float($X) == 1.5', '"1.5"', true],
    ['int($X, 16) == 255', '"ff"', true],
    ['$X', 'true', true],
    ['$X == True', 'true', true],
    ['$X == 1', 'True', true],
    ['-$X // 2 == -4', '7', true],
    ['$X % 3 == 2', '-7', true],
    ['2 ** $X == 1024', '10', true],
    ['2 ** -1 == 0.5', '0', true],
    ['($X & 0b110) | 1 == 5', '12', true],
    ['$X & 6 ^ 1 << 2 >> 1 == 0', '2', true],
    ['~$X == -6', '5', true],
    ['$X / 2 == 2.5', '5', true],
    ['$X * 3 == "ababab"', '"ab"', true],
    ['($X if $X > 3 else 9) == 9', '2', true],
    ['$X is not None', '1', true],
    ['[1, 2] + [3] == [1, 2, $X]', '3', true],
    ['(1, 2) < (1, $X)', '3', true],
    ['$X == 10', '10L', true],
    ['$X == 1000', '1_000', true],
    ['$X == 1.5', '1.5f', true],
    ['re.match("a.c", $X)', '"abcd"', true],
    ['re.match("b", $X)', '"abcd"', false],
    ['not re.match(r"^\\d+$", $X)', '"12a"', true],
    ['re.match("foo\\\\.", str($X))', 'foo.bar()', true],
    ['re.match("foo", $X)', 'foo.bar', true],
    ['$X == "a" "b"', '"ab"', true],
    ['$X == "\\x41\\n"', '"A\n"', true],
    ['strptime($X) < today()', '"2026-11-20"', true],
    ['strptime($X) < today()', '"2026-11-21"', false],
    ['strptime($X, "%d.%m.%Y") == strptime("2026-02-01")', '"1.2.2026"', true],
    ['strptime($X) > 0', '"2026-02-30"', false],
    ['$X >\n  3', '4', true],
  ])('%s where $X is %s: %s', (comparison, x, expected) => {
    expect(holds(comparison, x)).toBe(expected);
  });

  it('knows values that were worked out elsewhere', () => {
    expect(holds('$X > 3', 'LIMIT', 5)).toBe(true);
    expect(holds('$X == "abc"', 'NAME', 'abc')).toBe(true);
    expect(holds('$X', 'FLAG', false)).toBe(false);
    expect(holds('$X == 0.5', 'HALF', 0.5)).toBe(true);
  });

  it('compares metavariables with each other, numbered and of many ones too', () => {
    const values = new Map([
      ['$A', { text: '3' }],
      ['$1', { text: '3' }],
      ['$...REST', { text: 'a, b' }],
    ]);
    expect(compareMetavariables({ comparison: '$A == $1' }, values, NOW)).toBe(true);
    expect(compareMetavariables({ comparison: 'str($...REST) == "a, b"' }, values, NOW)).toBe(true);
    expect(compareMetavariables({ comparison: '$B == $B' }, values, NOW)).toBe(false);
  });

  it('takes quotes away and reads digits by the older keys', () => {
    const values = new Map([
      ['$X', { text: '"2147483648"' }],
      ['$Y', { text: '0700' }],
    ]);
    const strip = { comparison: '$X > 2147483647', metavariable: '$X', strip: true };
    expect(compareMetavariables(strip, values, NOW)).toBe(true);
    expect(compareMetavariables({ comparison: '$X > 2147483647' }, values, NOW)).toBe(false);
    const base = { comparison: '$Y == 448', metavariable: '$Y', base: 8 };
    expect(compareMetavariables(base, values, NOW)).toBe(true);
  });

  it.each([
    '9 ** 9 ** 9 > 0',
    '1 << 10 ** 9 > 0',
    '"a" * 10 ** 9 == ""',
    '1 / 0 == 0',
    '1 % 0 == 0',
    '"a" > 1',
    'open("x")',
    '__import__("os").system("ls") == 0',
    'x.y == 1',
    '$X[0] == 1',
    'f"{$X}" == "1"',
    '1 ==',
    '1; 2',
    '1 == 1) or (2 == 2',
    'lambda: 1',
    '',
    '('.repeat(3000),
    `${'not '.repeat(500)}1`,
    'int("1e400") > 0',
    'float("x") > 0',
    'len(3) > 0',
  ])('that cannot be worked out does not hold: %s', (comparison) => {
    expect(holds(comparison, '1')).toBe(false);
  });

  it('says which expression cannot be read', () => {
    expect(problemOfComparison('$X > 3 and len($Y) == 2')).toBeUndefined();
    expect(problemOfComparison('$X >')).toBe(
      'an expression of Python with literals, metavariables and known functions',
    );
  });

  it('calculates with integers as Python does', () => {
    const integer = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        expect(
          holds(
            `$X + ${b} == ${a + b} and $X * ${b} == ${a * b} and ($X < ${b}) == ${a < b ? 'True' : 'False'}`,
            String(a),
          ),
        ).toBe(true);
        if (b !== 0) expect(holds(`$X == ($X // ${b}) * ${b} + $X % ${b}`, String(a))).toBe(true);
      }),
    );
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      ...[
        '$X',
        '$Y',
        '1',
        '"a"',
        '(',
        ')',
        '[',
        ']',
        ',',
        '+',
        '-',
        '*',
        '**',
        '/',
        '//',
        '%',
        '<',
        '==',
        'in',
        'not',
        'and',
        'or',
      ],
      ...['int', 'str', 'len', 're.match', 'today()', 'None', '~', '<<', '2.5', 'if', 'else', '.', '\n', "'", ':', 'é'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        expect(typeof holds(pieces.join(' '), '7')).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
