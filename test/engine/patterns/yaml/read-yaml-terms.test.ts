import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Term } from '../../../../engine/patterns/term.ts';
import { readYamlPattern } from '../../../../engine/patterns/yaml/read-yaml-pattern.ts';
import { readYamlTerms } from '../../../../engine/patterns/yaml/read-yaml-terms.ts';

/** A term as text: kind, value in quotes, children. */
function show({ kind, value, children }: Term): string {
  const inner = children.map(show).join(' ');
  return `${kind}${value === '' ? '' : `"${value}"`}${inner === '' ? '' : `(${inner})`}`;
}

const shown = (text: string): string[] => readYamlTerms(text).root.children.map(show);
const pattern = (text: string): string | undefined => {
  const read = readYamlPattern(text);
  return read && show(read.root);
};

test('mappings, sequences and scalars become terms', () => {
  expect(shown('a: 1\nb:\n  - "x"\n  - [true, ~]\nc:\n')).toEqual([
    'Dict(Pairs(Pair(String"a" Number"1") Pair(String"b" Array(Elements(Item(String"x") Item(Array(Elements(Item(Literal"true") Item(Literal"~"))))))) Pair(String"c" String)))',
  ]);
});

test('each term knows its stretch, an item from its dash', () => {
  const text = 'a:\n  - b: 1\n    c: |\n      x\n';
  const { all } = readYamlTerms(text);
  const stretches = all
    .filter(({ kind }) => kind === 'Item' || kind === 'Pair')
    .map(({ start, end }) => text.slice(start, end));
  expect(stretches).toEqual([text, '- b: 1\n    c: |\n      x\n', 'b: 1', 'c: |\n      x\n']);
});

test('documents, tags of their own, and what aliases stand for', () => {
  expect(shown('a\n---\nb\n')).toEqual(['String"a"', 'String"b"']);
  expect(shown('!Sub {x: 1}')).toEqual(['Tagged(Name"!Sub" Dict(Pairs(Pair(String"x" Number"1"))))']);
  expect(shown('a: &x [1]\nb: *x\n')).toEqual([
    'Dict(Pairs(Pair(String"a" Array(Elements(Item(Number"1")))) Pair(String"b" Array(Elements(Item(Number"1"))))))',
  ]);
});

test('aliases that would grow without end, and nesting without end, are left out', () => {
  const bomb = Array.from({ length: 20 }, (_, i) => `a${i}: &a${i} [${i === 0 ? '1' : `*a${i - 1}, *a${i - 1}`}]`).join(
    '\n',
  );
  expect(readYamlTerms(bomb).all.length).toBeLessThan(30_000);
  const deep = readYamlTerms('['.repeat(2_000) + ']'.repeat(2_000));
  expect(deep.cutOff.length).toBe(1);
});

test('a pair or an item alone is looked for anywhere, several as a whole', () => {
  expect(pattern('image: $X')).toBe('Pair(String"image" Meta"$X")');
  expect(pattern('- run: ...')).toBe('Item(Dict(Pairs(Pair(String"run" Ellipsis))))');
  expect(pattern('a: 1\nb: 2')).toBe('Dict(Pairs(Pair(String"a" Number"1") Pair(String"b" Number"2")))');
  expect(pattern('[...]')).toBe('Array(Elements(Ellipsis))');
  expect(pattern('$X')).toBe('Meta"$X"');
});

test('ellipses stand for entries of the mapping or sequence they stand in', () => {
  expect(pattern('a: $A\n...\nb:\n  ...\n  - c\n  ...\n')).toBe(
    'Dict(Pairs(Pair(String"a" Meta"$A") Ellipsis Pair(String"b" Array(Elements(Ellipsis Item(String"c") Ellipsis)))))',
  );
  expect(pattern('...\n- id: $X\n  ...\n...\n')).toBe(
    'Array(Elements(Ellipsis Item(Dict(Pairs(Pair(String"id" Meta"$X") Ellipsis))) Ellipsis))',
  );
  expect(pattern('v:\n  - ...\n  - ...\n    source: x\n    ...\n  - ...\n')).toBe(
    'Pair(String"v" Array(Elements(Ellipsis Item(Dict(Pairs(Ellipsis Pair(String"source" String"x") Ellipsis))) Ellipsis)))',
  );
  expect(pattern('a:\n  ...\n')).toBe('Pair(String"a" Ellipsis)');
  expect(pattern('{..., a: [..., $X, $...Y]}')).toBe(
    'Dict(Pairs(Ellipsis Pair(String"a" Array(Elements(Ellipsis Item(Meta"$X") MetaEllipsis"$...Y")))))',
  );
});

test('strings of patterns: any, of a metavariable, by a regular expression', () => {
  expect(pattern('a: "..."')).toBe('Pair(String"a" AnyString)');
  expect(pattern('a: "$X"')).toBe('Pair(String"a" StringMeta"$X")');
  expect(pattern('a: "=~/^\\s+[\\\\n]$/i"')).toBe('Pair(String"a" StringRegex"(?i)^\\s+[\\n]$")');
  expect(pattern('!$TAG $X')).toBe('Tagged(Meta"$TAG" Meta"$X")');
});

test('what is no YAML is no pattern', () => {
  expect([pattern('a: "'), pattern(''), pattern('a: [')]).toEqual([undefined, undefined, undefined]);
});

test('any text is read without a crash, and terms lie in the text', () => {
  const pieces = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '  ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '&x ',
    '*x',
    '|',
    '>',
    '#',
    '!t ',
    '...',
    '---',
    '\t',
    'é',
    '$X',
    '%',
    '?',
    ',',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (all) => {
      const text = all.join('');
      readYamlPattern(text);
      for (const { start, end } of readYamlTerms(text).all)
        expect([start >= 0, start <= end, end <= text.length]).toEqual([true, true, true]);
    }),
    { numRuns: 1_000 },
  );
});
