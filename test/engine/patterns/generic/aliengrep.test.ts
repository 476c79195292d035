import { expect, test } from 'vitest';
import { matchGeneric, type GenericOptions } from '../../../../engine/patterns/generic/match-generic.ts';
import { genericOptions, textsOf } from './generic-options.ts';

const ALIEN = { generic_engine: 'aliengrep' } as const;
const LINE = { ...ALIEN, generic_multiline: false } as const;

const alien = (pattern: string, text: string, chosen?: Partial<GenericOptions>): string[] =>
  textsOf(pattern, text, { ...ALIEN, ...chosen });

test('words are whole words, and blanks do not count', () => {
  expect(alien('hello', 'hello, othello')).toEqual(['hello']);
  expect(alien('$THING', 'hello, world.')).toEqual(['hello', 'world']);
  expect(alien('a b', 'a\n\tb')).toEqual(['a\n\tb']);
});

test('matches follow one another, each in its shortest way', () => {
  expect(alien('a ... b', 'a a x b b a b')).toEqual(['a a x b', 'a b']);
  expect(alien('$A ... $A', 'a x y a; a x b')).toEqual(['a x y a']);
});

test('indentation says nothing, and no span of lines bounds an ellipsis', () => {
  const text = `f(${'\n  x'.repeat(30)}\n    )`;
  expect(alien('f(...)', text)).toEqual([text]);
});

test('an ellipsis at an end goes to the end of the text, or of the line in single-line mode', () => {
  expect(alien('a ...', 'x a (b) c\nd )')).toEqual(['a (b) c\nd )']);
  expect(alien('...', 'x\ny')).toEqual(['x\ny']);
  expect(textsOf('a: ...', 'a: b c\nd\na: e', LINE)).toEqual(['a: b c', 'a: e']);
  expect(textsOf('... c', 'a: b c\nd', LINE)).toEqual(['a: b c']);
  expect(textsOf('...', 'a b\nc', LINE)).toEqual(['a b', 'c']);
});

test('in single-line mode newlines of the pattern stand for themselves, and four dots go over lines', () => {
  expect(textsOf('a\nb', 'x a\nb x\na b\na\n\nb', LINE)).toEqual(['a\nb']);
  expect(textsOf('a ... b', 'a\nb\na x b', LINE)).toEqual(['a x b']);
  expect(matchGeneric('a $....X b', 'a c\nd b', genericOptions(LINE))[0]?.bindings.get('$...X')).toEqual({
    start: 2,
    end: 5,
    text: 'c\nd',
  });
});

test('a pair of braces is skipped as one, and not left', () => {
  expect(alien('x ... x', 'x ((x )) x')).toEqual(['x ((x )) x']);
  expect(alien('x ... x', 'a x <x> x a')).toEqual(['x <x']);
  expect(alien('x ... x', 'a x <x> x a', { generic_braces: [['<', '>']] })).toEqual(['x <x> x']);
  expect(alien('f(... b)', 'f(a) b)')).toEqual([]);
  expect(alien('a ... b', 'a ( [ b')).toEqual(['a ( [ b']);
});

test('quotes are braces in single-line mode', () => {
  expect(alien('a ... ;', 'a "x;" b;')).toEqual(['a "x;']);
  expect(textsOf('a ... ;', 'a "x;" b;', LINE)).toEqual(['a "x;" b;']);
});

test('words may have more characters', () => {
  const options = { generic_extra_word_characters: ['+', '/', '=', ']', '-'] };
  const [match] = matchGeneric('data : $DATA;', 'data : bGln/d29yaw==;', genericOptions({ ...ALIEN, ...options }));
  expect(match?.bindings.get('$DATA')?.text).toBe('bGln/d29yaw==');
});

test('without case, but for metavariables that are repeated', () => {
  const text = 'CONTENT-TyPe: text/HTML\n';
  expect(textsOf('Content-Type: $...CT', text, { ...LINE, generic_caseless: true })).toEqual([
    'CONTENT-TyPe: text/HTML',
  ]);
  expect(alien('$X $X', 'ab ab AB AB ab', { generic_caseless: true })).toEqual(['ab ab', 'AB AB']);
});

test('the engine that is the default knows of none of this', () => {
  expect(textsOf('Content', 'content', { generic_caseless: true })).toEqual([]);
});
