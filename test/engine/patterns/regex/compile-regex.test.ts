import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex, type CompiledRegex } from '../../../../engine/patterns/regex/compile-regex.ts';

function compiled(source: string, flags?: Parameters<typeof compileRegex>[1]): CompiledRegex {
  const result = compileRegex(source, flags);
  if (!result.ok) throw new Error(result.why);
  return result.regex;
}

/** The text of every match. */
function found(source: string, text: string, flags?: Parameters<typeof compileRegex>[1]): string[] {
  return [...compiled(source, flags).all(text)].map(({ start, end }) => text.slice(start, end));
}

const lines = { multiline: true };

describe('PCRE in JavaScript', () => {
  it.each<[what: string, source: string, text: string, matches: string[]]>([
    ['flags in front', '(?i)pass', 'Pass PASS', ['Pass', 'PASS']],
    ['flags from here on, within the group alone', 'a((?i)b)c', 'aBc aBC', ['aBc']],
    ['flags of a group', '(?i:a)b', 'Ab AB', ['Ab']],
    ['flags taken back', '(?i)a(?-i)b', 'Ab AB', ['Ab']],
    ['flags hold for the alternatives that follow', '(a(?i)b|c)', 'aB C', ['aB', 'C']],
    ['case of a class in part', '(?i:[b-d])x', 'Cx CX', ['Cx']],
    ['dot and newline', 'a.b', 'a\nb a\rb', ['a\rb']],
    ['dot and newline with s', '(?s)a.b', 'a\nb', ['a\nb']],
    ['comments and blanks with x', '(?x) a \\  b # c\n [ #]', 'a b#', ['a b#']],
    ['blanks within classes with xx', '(?xx)[a b]+', 'a b', ['a', 'b']],
    ['a comment', 'a(?#not this)b', 'ab', ['ab']],
    ['quoting', '\\Q.*\\E+', 'x.**', ['.**']],
    ['] first in a class', '[]a]+|[^]b]', 'a]cb', ['a]', 'c']],
    ['POSIX classes', '[[:upper:][:digit:]_]+', 'aB_1-', ['B_1']],
    ['negated POSIX classes', '[[:^alpha:]]+', 'ab12', ['12']],
    ['classes of blanks', 'a\\hb|a\\vb', 'a\tb a\fb', ['a\tb', 'a\fb']],
    ['a class within a class', '[\\w.-]+', 'a-b.c d', ['a-b.c', 'd']],
    ['a negated class within a class', '[\\S ]+', 'a b\nc', ['a b', 'c']],
    ['\\s knows no Unicode', 'a\\sb', 'a\u00a0b a b', ['a b']],
    ['any newline', 'a\\Rb', 'a\r\nb a\nb', ['a\r\nb', 'a\nb']],
    ['what is no newline', '\\N+', 'ab\nc', ['ab', 'c']],
    ['hexadecimal and octal', '\\x41\\x{42}\\103\\o{104}', 'ABCD', ['ABCD']],
    ['Unicode properties', '\\p{Lu}\\p{Greek}+\\P{L}', 'Aαβ1', ['Aαβ1']],
    ["PCRE's own properties", '\\p{L&}+\\p{Xan}', 'ab1', ['ab1']],
    ['characters beyond 16 bits are one', '^.$', '𝒳', ['𝒳']],
    ['named groups', "(?P<a>x)(?<b>y)(?'c'z)", 'xyz', ['xyz']],
    ['references', '(?<q>[\'"]).*?\\k<q>', `'a' "b'`, [`'a'`]],
    ['references by Python and by number', '(?P<q>a)(?P=q)\\1\\g{1}\\g{-1}\\g1', 'aaaaaa', ['aaaaaa']],
    ['a reference and then a digit', '(a)\\g{1}1', 'aa1', ['aa1']],
    ['atomic groups', '(?>a+)ab|c', 'aaab c', ['c']],
    ['possessive quantifiers', 'a++b|a?+a', 'aab a', ['aab']],
    ['possessive quantifiers of groups', '(?:ab)*+a', 'ababa', ['ababa']],
    ['groups keep their numbers beside atomic ones', '(?>x)(a)\\1', 'xaa', ['xaa']],
    ['looking around', '(?<=a)b(?!c)', 'abc ab', ['b']],
    ['looking behind for an atomic group', '(?<=(?>ab))c', 'abc', ['c']],
    ['what is kept', 'key=\\Kvalue', 'key=value', ['value']],
    ['braces that are no quantifier', 'a{b}{,c}', 'a{b}{,c}', ['a{b}{,c}']],
    ['a quantifier without its least', 'a{,2}b', 'aaab', ['aab']],
    ['quantifiers on assertions', '(?:^)*a\\b+', 'a', ['a']],
    ['lazy by a flag', '(?U)a+', 'aa', ['a', 'a']],
    ['no groups by a flag', '(?n)(a)(?<b>b)\\1', 'abb', ['abb']],
    ['an empty alternative', 'a(?:b|)c', 'ac abc', ['ac', 'abc']],
    ['dashes at the edges of a class', '[-a][a-][\\d-x]', '-a- aa-', ['-a-', 'aa-']],
    ['a control character', '\\cA', '\u0001', ['\u0001']],
    ['what tells of Unicode', '(*UTF8)(*UCP)é', 'é', ['é']],
  ])('%s', (_, source, text, matches) => {
    expect(found(source, text)).toEqual(matches);
  });

  it.each<[what: string, source: string, starts: number[]]>([
    ['lines start behind LF, but not at the very end', '^', [0, 2, 5]],
    ['lines end before LF', '$', [1, 4, 6, 7]],
    ['the text has one start', '\\A', [0]],
    ['its end is also before a last LF', '\\Z', [6, 7]],
    ['its very end', '\\z', [7]],
  ])('%s', (_, source, starts) => {
    const text = 'a\nb\r\nc\n';
    expect([...compiled(source, lines).all(text)].map(({ start }) => start)).toEqual(starts);
  });

  it('without multiline, $ is the end or before its LF', () => {
    expect([...compiled('b?$').all('ab\n')].map(({ start, end }) => [start, end])).toEqual([
      [1, 2],
      [2, 2],
      [3, 3],
    ]);
  });
});

describe('a match', () => {
  it('tells groups, their places and names', () => {
    const regex = compiled('(?<KEY>\\w+)=(?:(")|(\\d))');
    expect([...regex.names]).toEqual([['KEY', 1]]);
    expect([...regex.all('é a=1')]).toEqual([
      { start: 2, end: 5, groups: ['a=1', 'a', undefined, '1'], groupStarts: [2, 2, undefined, 4] },
    ]);
  });

  it('at the start is anchored there and nowhere else', () => {
    const regex = compiled('b|ab');
    expect(regex.matchStart('abc')).toMatchObject({ start: 0, end: 2 });
    expect(regex.matchStart('cab')).toBeUndefined();
    expect(regex.test('cab')).toBe(true);
  });
});

describe('what cannot be run is said', () => {
  it.each([
    ['(a', 'a "(" that no ")" closes'],
    ['a)', 'a ")" that nothing opened, at character 2'],
    ['[a', 'a class "[" that no "]" ends'],
    ['*a', 'nothing to repeat before "*", at character 1'],
    ['a\\', 'a backslash at the end'],
    ['[z-a]', 'a range of a class whose end comes before its start'],
    ['a{3,2}', 'a quantifier whose most is below its least'],
    ['[[:foo:]]', 'no class is named [:foo:]'],
    ['\\p{Foo}', 'no Unicode property is named Foo'],
    ['\\2(a)', 'a reference to the group 2, which there is not'],
    ['(?<a>x)\\k<b>', 'a reference to the group b, which there is not'],
    ['(a(?R)?b)', 'a group called like a function, or recursion'],
    ['(?(1)a|b)', 'a condition "(?(…)…)"'],
    ['(?|(a)|(b))', 'groups with the same numbers "(?|…)"'],
    ['(*SKIP)a', 'a verb "(*…)"'],
    ['\\Ga', '\\G, which has no meaning here'],
    ['('.repeat(300), 'groups nested more than 200 deep'],
    ['a'.repeat(60_000), 'it is longer than 50000 characters'],
  ])('%s', (source, why) => {
    expect(compileRegex(source)).toEqual({ ok: false, why });
  });
});

describe('expressions that could take exponential time', () => {
  it.each(['(a+)+$', '(a|a)*b', '(a|ab|b)*c', '(\\w+\\s?)*$', '([a-z]+)*=', '(x+x+)+y', '(?:a?a?){20}b', '(.*,)*z'])(
    '%s runs in linear time',
    (source) => {
      expect(compiled(source).engine).toBe('linear');
    },
  );

  it.each([
    ...[
      '(?:\\w+\\.)+com',
      '"(?:[^"\\\\]|\\\\.)*"',
      '(\\d{1,3}\\.){3}\\d{1,3}',
      '\\s*,\\s*',
      '.*foo.*bar',
      '(?:foo|bar)+',
    ],
    ...[
      '(?i)(?:api[_-]?key|token)\\s*[:=]\\s*["\'][\\w-]{16,}',
      '(?:/[^/\\s]+)+',
      '(?:-----BEGIN [A-Z ]+-----)',
      '(?:ab|ac)*',
    ],
  ])('%s is known to be harmless', (source) => {
    expect(compiled(source).engine).toBe('backtracking');
  });

  it('end before the newline that ends the text', () => {
    const regex = compiled('(b+)+$');
    expect(regex.engine).toBe('linear');
    expect([...regex.all('bb\n')]).toEqual([{ start: 0, end: 2, groups: ['bb', 'bb'], groupStarts: [0, 0] }]);
  });

  it('run with the other engine only where it can express them', () => {
    expect(compiled('(a+)+\\1').engine).toBe('backtracking');
    expect(compiled('(?:a+)+(?=b)').engine).toBe('backtracking');
  });

  it('find the same', () => {
    const regex = compiled('(?i)(a|aa)+(?<X>é?)$', lines);
    expect(regex.engine).toBe('linear');
    expect([...regex.all('xAaé\naa')]).toEqual([
      { start: 1, end: 4, groups: ['Aaé', 'a', 'é'], groupStarts: [1, 2, 3] },
      { start: 5, end: 7, groups: ['aa', 'a', ''], groupStarts: [5, 6, 7] },
    ]);
    expect(regex.matchStart('aab')).toBeUndefined();
    expect(regex.matchStart('aa\n')).toMatchObject({ start: 0, end: 2 });
    expect(regex.test(`${'a'.repeat(5000)}b`)).toBe(false);
  });
});

describe('loops at the start', () => {
  it.each<[source: string, text: string, matches: string[]]>([
    ['.*x', 'abxcx\nyx', ['abxcx', 'yx']],
    ['.*?x', 'abxcx', ['abx', 'cx']],
    ['a+b?', 'aabaaab', ['aab', 'aaab']],
    ['a*', 'aab', ['aa', '', '']],
    ['(a|b)+?c', 'abcabc', ['abc', 'abc']],
    ['(?i)a*B', 'AAbaB', ['AAb', 'aB']],
    ['𝒳*', 'a𝒳𝒳', ['', '𝒳𝒳', '']],
    ['\\s*+x', '  x x', ['  x', ' x']],
    ['(a)*\\1b', 'aab', ['aab']],
  ])('%s finds in %j what it should', (source, text, matches) => {
    expect(found(source, text)).toEqual(matches);
  });

  it('do not take time in the square of the text', () => {
    expect(compiled('(?:.|\\n)*x').test('ab\n'.repeat(300_000))).toBe(false);
    expect([...compiled('\\s*(?:x|y)', lines).all(' '.repeat(500_000))]).toEqual([]);
  });
});

describe('whatever the expression', () => {
  /** Expressions that mean the same in both notations, on texts without what they see differently. */
  const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '\\d', '\\w', '\\b', '(?=a)', '(?!b)', '1', '-');
  const { regex } = fc.letrec<{ regex: string }>((tie) => ({
    regex: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie('regex'), tie('regex')).map(([one, other]) => one + other),
      fc.tuple(tie('regex'), tie('regex')).map(([one, other]) => `(?:${one}|${other})`),
      tie('regex').map((inner) => `(${inner})`),
      fc
        .tuple(tie('regex'), fc.constantFrom('*', '+', '?', '*?', '+?', '{1,2}', '{2}'))
        .map(([inner, quantifier]) => `(?:${inner})${quantifier}`),
    ),
  }));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-'), maxLength: 12 });

  it("it finds what JavaScript's own engine finds", () => {
    fc.assert(
      fc.property(regex, text, (source, subject) => {
        const expected = [...subject.matchAll(new RegExp(source, 'gu'))].map(({ index, 0: all }) => [index, all]);
        const actual = [...compiled(source).all(subject)].map(({ start, groups }) => [start, groups[0]]);
        // RE2 ends a loop of empty rounds elsewhere: for those only whether there is a match is the same.
        if (compiled(source).engine === 'linear') expect(actual.length > 0).toBe(expected.length > 0);
        else expect(actual).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('it is compiled or refused, never thrown', () => {
    const piece = fc.constantFrom(
      ...[
        '(',
        ')',
        '[',
        ']',
        '?',
        '*',
        '+',
        '{',
        '}',
        '|',
        '\\',
        '^',
        '$',
        '.',
        '-',
        ':',
        'a',
        '1',
        ',',
        'Q',
        'E',
        'x',
        '<',
        '=',
      ],
      ...[
        '(?i)',
        '(?<n>',
        '(?>',
        '(?#',
        '[:alpha:]',
        '\\p{L}',
        '\\Q',
        '\\E',
        '\\1',
        '\\k<n>',
        '{2,}',
        '𝒳',
        '\n',
        '#',
        'é',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const result = compileRegex(pieces.join(''));
        if (result.ok) result.regex.test('ab1');
        else expect(result.why).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
