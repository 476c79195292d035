import { expect, test } from 'vitest';
import { BudgetExceeded } from '../../../../engine/patterns/match/budget.ts';
import { matchGeneric } from '../../../../engine/patterns/generic/match-generic.ts';
import { genericOptions, textsOf } from './generic-options.ts';

const lines = (...all: readonly string[]): string => all.join('\n');

test('words and characters match whatever blanks stand between them', () => {
  expect(textsOf('exec(...)', 'exec("ls")\nexec (foo)\nsome_exec(foo)\n# exec(a, b)')).toEqual([
    'exec("ls")',
    'exec (foo)',
    'exec(a, b)',
  ]);
});

test('a metavariable is one word, an ellipsis with a name any tokens', () => {
  expect(matchGeneric('$KEY = $...VALUE;', 'password = p@$$w0rd;\n', genericOptions())).toEqual([
    {
      start: 0,
      end: 20,
      bindings: new Map([
        ['$KEY', { start: 0, end: 8, text: 'password' }],
        ['$...VALUE', { start: 11, end: 19, text: 'p@$$w0rd' }],
      ]),
    },
  ]);
});

test('a repeated metavariable is the same word, $_ any', () => {
  expect(textsOf('$A == $A', 'x == x\nx == y')).toEqual(['x == x']);
  expect(textsOf('$_ == $_', 'x == x\nx == y')).toEqual(['x == x', 'x == y']);
});

test('dollars that name no metavariable are dollars', () => {
  const nginx = 'proxy_pass $scheme://$host/a;\nproxy_pass http://$host/a;\n';
  expect(textsOf('proxy_pass $$SCHEME://$host', nginx)).toEqual(['proxy_pass $scheme://$host']);
  expect(textsOf('${$NAME}', 'a ${home}')).toEqual(['${home}']);
});

test('an ellipsis reaches ten lines below what was matched before, two reach twenty', () => {
  const call = (count: number): string => lines('f(', ...Array.from({ length: count }, (_, i) => `  ${i},`), ')');
  expect(textsOf('f(...)', call(9))).toEqual([call(9)]);
  expect(textsOf('f(...)', call(10))).toEqual([]);
  expect(textsOf('f(... ...)', call(10))).toEqual([call(10)]);
  expect(textsOf('a ... b', lines('a', '1', ...Array<string>(10).fill(''), 'b'))).toEqual([]);
});

test('generic_ellipsis_max_span says how far an ellipsis reaches', () => {
  const text = 'password = p@$$w0rd\nserver = example.com';
  expect(textsOf('password = $...X', text)).toEqual([text]);
  expect(textsOf('password = $...X', text, { generic_ellipsis_max_span: 0 })).toEqual(['password = p@$$w0rd']);
});

test('an indented block of the pattern is an indented block or a pair of braces of the text, from its start to its end', () => {
  const pattern = lines('foo(', '  ... 5 ...', ')');
  expect(textsOf(pattern, 'foo(1, 5)\nfoo(55)\nfoo(bar(5))')).toEqual(['foo(1, 5)', 'foo(bar(5))']);
  const nested = lines('foo(', '  bar(', '    5', '  )', ')');
  expect(textsOf(pattern, nested)).toEqual([nested]);
  expect(textsOf(pattern, lines('foo(', '  5', '  );'))).toEqual([]);
  expect(textsOf(lines('if ($X)', '  ...;'), 'if (a) return;\nif (a)\n  return;')).toEqual(['if (a)\n  return;']);
});

test('blocks of the text need not be in the pattern', () => {
  const toml = lines('[system]', '  max = 2', '[user]', '  name = "a"');
  expect(textsOf(lines('[system]', '...', 'name = "$X"'), toml)).toEqual([toml]);
  expect(textsOf(lines('[system]', '  ...', '  name = "$X"'), toml)).toEqual([]);
});

test('a match that begins in a block does not leave it', () => {
  expect(textsOf('a ... b', lines('x', '  a', 'b'))).toEqual([]);
  expect(textsOf('a ...', lines('x', '  a c', 'b'))).toEqual(['a c']);
});

test('an ellipsis alone in a block is any block, however long, also none', () => {
  const block = (count: number): string => lines('{', ...Array<string>(count).fill('  x'), '}');
  const pattern = lines('{', '  ...', '}');
  expect([0, 1, 50].map((count) => textsOf(pattern, block(count)))).toEqual([[block(0)], [block(1)], [block(50)]]);
  expect(textsOf(pattern, '{}')).toEqual(['{}']);
});

test('of matches with the same end the shortest is meant, or the longest where the pattern ends with an ellipsis', () => {
  expect(textsOf('a ... b', 'a a b')).toEqual(['a b']);
  expect(textsOf('a ...', 'a a b')).toEqual(['a a b']);
  expect(textsOf('a ... b', 'a b a b')).toEqual(['a b', 'a b']);
});

test('matches may overlap', () => {
  expect(textsOf('$A $B', 'x y z')).toEqual(['x y', 'y z']);
});

test('an ellipsis in front begins with its block', () => {
  expect(textsOf('... b', lines('a b', '  c b'))).toEqual(['a b', 'c b']);
  expect(textsOf('...', 'a\nb\n')).toEqual(['a\nb']);
});

test('braces that do not match on their line are characters', () => {
  expect(textsOf('else { ... return ...', lines('} else {', '  return x;', '}'))).toEqual([
    lines('else {', '  return x;', '}'),
  ]);
  expect(textsOf('[ ... )', 'a [ b )')).toEqual(['[ b )']);
});

test('comments are left out in the style that a rule names', () => {
  const css = 'color: /* mine */ blue;';
  expect(textsOf('color: blue', css)).toEqual([]);
  expect(textsOf('color: blue', css, { generic_comment_style: 'c' })).toEqual(['color: /* mine */ blue']);
  const cpp = 'a // b\n/* c */ d';
  expect(textsOf('a d', cpp, { generic_comment_style: 'cpp' })).toEqual([cpp]);
  expect(textsOf('a b', 'a # x\nb # b', { generic_comment_style: 'shell' })).toEqual(['a # x\nb']);
  expect(textsOf('b', 'a /* b', { generic_comment_style: 'c' })).toEqual([]);
});

test('what is not ASCII is matched character by character, tabs and CRLF are blanks', () => {
  expect(textsOf('é😀', 'a é 😀 b')).toEqual(['é 😀']);
  expect(textsOf('$X', 'é')).toEqual([]);
  expect(textsOf('a:\n  b', 'a:\r\n\tb\r\n')).toEqual(['a:\r\n\tb']);
});

test('a pattern of nothing finds nothing', () => {
  expect([textsOf('', 'a'), textsOf(' \n', 'a'), textsOf('...', '')]).toEqual([[], [], []]);
});

test('too much work is said', () => {
  const words = Array.from({ length: 2000 }, (_, i) => `w${i}`).join(' ');
  expect(() => textsOf('$A ... $B ... $A ... $B ... end', `${words} end ${words}`)).toThrow(BudgetExceeded);
});
