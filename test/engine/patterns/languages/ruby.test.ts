import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('ruby', pattern, code)).lines;

function table(cases: readonly Case[]): void {
  test.each<Case>(cases)('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
}

describe('calls', () => {
  table([
    ['puts $X', 'puts 1\nputs(1)\nputs 1, 2\nputs', [1, 2]],
    ['puts(...)', 'puts 1, 2\nputs\nx = puts', [1, 2]],
    ['$O.$M(...)', 'a.b(1)\na.b 1\na.b\nb(1)', [1, 2]],
    ['$O.name', 'a.name\na&.name\na.name(1)\nname', [1, 2, 3]],
    ['a.b(1)', 'a&.b(1)\na::b(1)\na.b(2)', [1, 2]],
    ['A::B.run', 'A::B.run\nB.run\n::A::B.run', [1, 3]],
    ['$X.call(1)', 'f.(1)\nf.call(1)\nf(1)', [1, 2]],
    ['f(a: 1, ...)', 'f(a: 1)\nf(:a => 1)\nf(b: 2, a: 1)\nf({a: 1})\nf(a: 2)', [1, 2, 3]],
    ['f(:$K => $V)', 'f(a: 1)\nf(:b => 2)\nf("c" => 3)', [1, 2]],
    ['f "k" => $V', 'f "k" => 1\nf k: 1', [1]],
    ['f($X, ..., key: true)', 'f(1, key: true)\nf(1, 2, key: true)\nf(1, key: false)', [1, 2]],
    ['f(*$A)', 'f(*args)\nf(args)\nf(**args)', [1]],
    ['f(&$B)', 'f(&block)\nf(&:name)\nf(block)', [1, 2]],
    ['each { |$X| ... }', 'each { |a| b }\neach do |a| b end\neach { b }\neach { |a, b| c }', [1, 2]],
    ['$X.each do |$Y|\n  ...\n  puts $Y\n  ...\nend', 'a.each { |b| puts b }\na.each { |b| puts c }', [1]],
    ['f(1)', 'f(1) { |x| x }\nf(1) do\nend\nf(1, &b)', [1, 2]],
    ['x[$I]', 'x[1]\nx[1, 2]\ny[1]', [1]],
    ['x[...]', 'x[1]\nx[1, 2]\nx', [1, 2]],
    ['yield $X', 'def f\n  yield 1\n  yield\nend', [2]],
    ['super(...)', 'def f\n  super(1)\n  super\n  x\nend', [2, 3]],
    ['raise $E, "..."', 'raise A, "b"\nraise A\nraise A, b', [1]],
    ['defined?($X)', 'defined?(a)\ndefined? b\na', [1, 2]],
    ['require "..."', "require 'a'\nrequire a", [1]],
    ['foo(<... $X.dangerous ...>)', 'foo(a + b.dangerous)\nfoo(a)', [1]],
    ['$X. ... .last', 'a.b.c(1).last\na.last\na.last.b\na.first', [1, 2, 3]],
    ['obj.name = $V', 'obj.name = 1\nobj.name(1)\nobj.other = 1', [1]],
  ]);
});

describe('literals', () => {
  table([
    ['"..."', 'f "a"\nf \'b\'\nf %q(c)\nf :d\nf "e#{f}"', [1, 2, 3, 5]],
    ['f("a")', 'f("a")\nf(\'a\')\nf(%q(a))\nf("b")', [1, 2, 3]],
    ['f("$S")', 'f("a")\nf("a#{b}")\nf(1)', [1]],
    ['f("...#{$X}...")', 'f("a#{b}c")\nf("#{b}")\nf("abc")\nf(b)', [1, 2]],
    ['f("a #{$X}")', 'f("a #{b}")\nf("b #{b}")', [1]],
    ['f("=~/^ab+/")', 'f("abbc")\nf("cab")', [1]],
    ['f("ab")', 'f("a" "b")\nf("a b")', [1]],
    ['f(:a)', 'f(:a)\nf(:"a")\nf("a")\nf(:b)', [1, 2]],
    ['f(:$S)', 'f(:a)\nf("a")', [1]],
    ['f(:...)', 'f(:a)\nf(:"b c")\nf(a)', [1, 2]],
    ['f(/$R/)', 'f(/a/)\nf(/a#{b}/)\nf("a")', [1]],
    ['f(/.../)', 'f(/a/)\nf(/a#{b}/i)\nf("a")', [1, 2]],
    ['f(/a/)', 'f(/a/)\nf(/a/i)\nf(/b/)', [1, 2]],
    ['/...#{$X}.../', 'f(/a#{b}/)\nf(/a/)', [1]],
    ['`...`', 'f(`ls`)\nf(%x(ls))\nf("ls")', [1, 2]],
    ['`ls #{$X}`', '`ls #{a}`\n`ls a`\n`rm #{a}`', [1]],
    ['`...#{"..."}...`', 'a = "b"\nx = `c #{a}`\ny = `c #{d}`', [2]],
    ['[..., 1, ...]', '[1]\n[0, 1, 2]\n[2]', [1, 2]],
    ["['a', 'b']", "x = %w[a b]\ny = ['a', 'b']\nz = %w[a]", [1, 2]],
    ['[:a, :b]', 'x = %i[a b]\ny = [:a, :b]', [1, 2]],
    ['$X = {a: 1}', 'x = {a: 1}\ny = {:a => 1}\nz = {"a": 1}\nw = {a: 1, b: 2}', [1, 2, 3]],
    ['$X = {..., a: 1, ...}', 'x = {b: 2, a: 1}\ny = {b: 2}', [1]],
    [':$K => false', 'x = {a: false, b: true}\ny = {:c => false}', [1, 2]],
    ['$X = {...}', 'x = {}\ny = {a: 1}\nz = []', [1, 2]],
    ['f(10)', 'f(10)\nf(0xa)\nf(1_0)\nf(10.5)', [1, 2, 3]],
    ['f(-1)', 'f(-1)\nf(1)', [1]],
    ['nil', 'f(nil)\nf(false)', [1]],
    ['$A..$B', 'x = 1..2\ny = 1...2\nz = (1..)', [1, 3]],
    ['f("a\\n")', 'f("a\\n")\nf("a")', [1]],
    ['f(?a)', 'f(?a)\nf("a")\nf(a)', [1, 2]],
  ]);

  test('a heredoc as a pattern is a string', async () => {
    expect(await lines('f(<<~A)\n  b\nA', 'f(<<~C)\n  b\nC\nf("b")')).toEqual([1]);
  });
  test('a heredoc is a string that ends where its text does', async () => {
    const code = 'run(<<~SQL, 1)\n  select #{x}\nSQL\nrun(<<-A, <<-B)\n  a\n  A\n  b\n  B\n';
    expect(await lines('run("...#{$X}...", 1)', code)).toEqual([1]);
    expect(await lines('run("...", "=~/b/")', code)).toEqual([4]);
    const { matches } = await scanCode('ruby', 'run("...#{$X}...", 1)', code);
    expect(matches[0]?.bindings.get('$X')?.text).toBe('x');
    expect(code.slice(matches[0]?.start, matches[0]?.end)).toContain('select');
  });
});

describe('statements', () => {
  table([
    ['if $C\n  $B\nend', 'if a\n  b\nend\nif a then b end\nc if d\nunless a\n  b\nend', [1, 4, 5, 6]],
    ['if !$C\n  ...\nend', 'unless a\n  b\nend\nb unless a\nif !a\n  b\nend\nif a then b end', [1, 4, 5]],
    ['if $C\n  ...\nelse\n  $X\nend', 'if a\n  b\nelse\n  c\nend\nif a\n  b\nend', [1]],
    ['if ...\n  ...\nelsif $C\n  ...\nend', 'if a\n  b\nelsif c\n  d\nend\nif a\n  b\nend', [1]],
    ['$C ? $A : $B', 'x = a ? b : c\ny = a', [1]],
    ['while $C\n  ...\nend', 'while a\n  b\nend\nb while a\nuntil a\n  b\nend', [1, 4, 5]],
    ['while !$C\n  ...\nend', 'until a\n  b\nend\nwhile a\n  b\nend', [1]],
    ['for $X in $Y do ... end', 'for a in b\n  c\nend\nb.each { |a| c }', [1]],
    ['case $X\nwhen 1\n  $Y\nend', 'case a\nwhen 1\n  b\nend\ncase a\nwhen 2\n  b\nend', [1]],
    ['case $X\n...\nwhen 2\n  ...\nend', 'case a\nwhen 1\n  b\nwhen 2\n  c\nend\ncase a\nwhen 1\n  b\nend', [1]],
    ['case $X\nin {a: $Y}\n  ...\nend', 'case x\nin {a: 1}\n  y\nend', [1]],
    [
      'begin\n  ...\nrescue $E => $X\n  ...\nend',
      'begin\n  a\nrescue A => e\n  b\nend\ndef f\n  a\nrescue A => e\n  b\nend\nbegin\n  a\nend',
      [1, 7],
    ],
    ['begin\n  ...\nrescue\n  ...\nend', 'begin\n  a\nrescue A => e\n  b\nend\nx = a rescue nil', [1, 6]],
    [
      'begin\n  ...\nensure\n  ...\n  close\nend',
      'begin\n  a\nensure\n  close\nend\nbegin\n  a\nrescue\n  close\nend',
      [1],
    ],
    ['rescue Exception', 'begin\n  a\nrescue Exception\n  b\nend\nbegin\n  a\nrescue A\nend', [3]],
    ['rescue => $E', 'begin\n  a\nrescue => e\n  b\nend\nbegin\n  a\nensure\n  b\nend', [3]],
    ['when 1', 'case a\nwhen 1\n  b\nwhen 2\n  c\nend', [2]],
    ['a && b', 'x if a and b\na && b\na || b', [1, 2]],
    ['!$X', 'not a\n!b\nc', [1, 2]],
    ['a = 1', 'a, b = 1, 2\na = 1\na += 1\na ||= 1', [1, 2]],
    ['$X ||= $Y', 'a ||= 1\na = 1', [1]],
    ['$A, $B = $C', 'a, b = c\na = c', [1]],
    ['@x = $V', '@x = 1\nx = 1\n@@x = 1', [1]],
    ['$x', 'f($x)\nf(x)', [1]],
    ['x = get\n...\nuse(x)', 'x = get\nif a\n  use(x)\nend', [1]],
    ['return $X', 'def f\n  return 1\nend\ndef g\n  return\nend', [2]],
    ['alias $A $B', 'alias a b', [1]],
  ]);
});

describe('definitions', () => {
  table([
    ['def $F(...)\n  ...\nend', 'def a; end\ndef b(c)\n  d\nend\ndef self.e; end\ndef f = 1', [1, 2, 5, 6]],
    ['def self.$F(...)\n  ...\nend', 'def a; end\ndef self.b; end', [2]],
    ['def f($A, $B = 1)\n  ...\nend', 'def f(a, b = 1)\nend\ndef f(a, b)\nend', [1]],
    ['def f(..., $K:, ...)\n  ...\nend', 'def f(a, k:)\nend\ndef f\nend', [1]],
    ['def f(*$R)\n  ...\nend', 'def f(*r)\nend\ndef f(r)\nend', [1]],
    ['def f(a)', 'def f(a)\n  b\nend\ndef g(a)\nend', [1]],
    ['class $C < Base\n  ...\nend', 'class A < Base\n  b\nend\nclass C\nend', [1]],
    ['class $C < A::B\n  ...\nend', 'class D < A::B\nend\nclass E < B\nend', [1]],
    ['class $C\n  ...\nend', 'class A < Base\nend\nmodule M\nend', [1]],
    ['class $C < Base', 'class A < Base\n  b\nend', [1]],
    ['module $M\n  ...\nend', 'module A::B\n  c\nend\nclass C\nend', [1]],
    ['class $C\n  ...\n  validates $X, ...\n  ...\nend', 'class A\n  x\n  validates :b, c: 1\nend\nclass B\nend', [1]],
    ['class $C\n  ...\n  def $F\n    ...\n  end\nend', 'class A\n  def f\n    1\n  end\nend', [1]],
    ['class << self\n  ...\nend', 'class A\n  class << self\n    def f; end\n  end\nend', [2]],
    ['$F = ->($X) { ... }', 'f = ->(x) { y }\ng = ->(x) do y end\nh = lambda { |x| y }', [1, 2]],
    ['lambda { |$X| ... }', 'h = lambda { |x| y }\ng = ->(x) { y }', [1]],
    ['attr_accessor :$A', 'class A\n  attr_accessor :b\n  attr_reader :c\nend', [2]],
  ]);
});

describe('what a method gives back', () => {
  test('is its last expression', async () => {
    const code = 'def f(x)\n  a\n  if x\n    1\n  else\n    2\n  end\nend\ndef g\n  3 unless x\nend';
    expect(await lines('return $X', code)).toEqual([4, 6, 10]);
  });
  test('is what `ensure` leaves alone, of a body, and of what is rescued', async () => {
    const code = 'def f\n  1\nrescue A\n  2\nensure\n  3\nend\ndef g\n  case x\n  when 1 then 4\n  else 5\n  end\nend';
    expect(await lines('return $X', code)).toEqual([6, 10, 11]);
  });
  test('and statements before it still match in order', async () => {
    expect(await lines('def $F(...)\n  ...\n  $X = a\n  b($X)\nend', 'def f\n  x = a\n  b(x)\nend')).toEqual([1]);
  });
});

describe('known values', () => {
  table([
    ['f("...")', 'A = "a"\ndef g\n  f(A)\n  f(b)\nend', [3]],
    ['f("ab")', 'x = "a"\ny = "#{x}b"\nf(y)\nf(x + "b")\nf(x)', [3, 4]],
    ['f("...")', 'x = "a"\nf(x)\nx << params\nf(x)', [2]],
    ['f("ab")', 'x = "a"\nx.concat("b")\nf(x)\nx.concat(c)\nf(x)', [3]],
    ['f("...")', 'def g(a)\n  a = "b" if c\n  f(a)\nend', []],
    ['f(false)', 'x = false\nf(x)\nf(y)', [2]],
    ['f(1)', 'x = 1\na.each { |b| x = 2 if b }\nf(x)\nf(1)', [4]],
    ['f(1)', 'a.each { |b| x = 1 }\nx = 2\nf(x)\na.each { |x| f(x) }', []],
  ]);
});

describe('metavariables', () => {
  table([
    ['$X == $X', 'a == a\na == b\na.b == a.b', [1, 3]],
    ['f(:$X)\n...\nobj.$X', 'f(:name)\nobj.name\nf(:other)\nobj.name', [1]],
    ['$X', 'class A\n  b\nend', [2]],
    ['name', 'a.name\nf(name: 1)\nf(:name)\nf(name)', [4]],
    ['$A::$B', 'x = M::N\ny = M', [1]],
  ]);
});

describe('flow', () => {
  const rule = {
    mode: 'taint',
    'pattern-sources': [{ pattern: 'params[...]' }],
    'pattern-sinks': [{ pattern: 'sink($X)' }],
  };
  test.each<Case>([
    ['through text', 'a = params[:a]\nsink("b #{a}")\nsink(<<~T)\n  #{a}\nT\nsink("c")', [2, 3]],
    ['through what branches give', 'a = if b\n  params[:a]\nelse\n  1\nend\nsink(a)\nsink(b ? params[:c] : 1)', [6, 7]],
    [
      'through what cases and rescues give',
      'a = case b\nwhen 1 then params[:a]\nend\nsink(a)\nc = begin\n  params[:c]\nrescue\n  1\nend\nsink(c)',
      [4, 10],
    ],
    ['to parameters of blocks', 'params[:a].each do |b|\n  sink(b)\nend', [2]],
    ['out of blocks', 'q = ""\na.each { |b| q += params[b] }\nsink(q)', [3]],
    ['into strings that change', 's = +""\ns << params[:a]\nsink(s)\nt = +""\nt.concat(params[:b])\nsink(t)', [3, 6]],
    ['by key', 'h = {a: params[:a], b: 1}\nsink(h[:a])\nsink(h[:b])', [2]],
    ['through methods that return without saying so', 'def f(a)\n  "b" + a\nend\nsink(f(params[:a]))\nsink(f(1))', [4]],
    ['through assignments of several', 'a, b = params[:a], 1\nsink(a)\nsink(b)', [2]],
  ])('%s', async (_, code, expected) => {
    expect((await scanCode('ruby', rule, code)).lines).toEqual(expected);
  });
});
