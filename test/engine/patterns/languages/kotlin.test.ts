import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const finds = async (pattern: string, code: string, expected: readonly number[]) =>
  expect((await scanCode('kotlin', pattern, code)).lines).toEqual(expected);

/** Statements within a function; the first of them is on line 2. */
const body = (statements: string): string => `fun k() {\n${statements}\n}`;

describe('expressions', () => {
  test.each<Case>([
    ['$X == $X', 'val a = b == b\nval c = b == d', [2]],
    ['$X === $Y', 'val a = b === c\nval d = b == c', [2]],
    ['run($X, ...)', 'run(a)\nrun(a, 2)\nrun()', [2, 3]],
    ['run(..., key = 1, ...)', 'run(key = 1)\nrun(0, other = 2, key = 1)\nrun(1)', [2, 3]],
    ['Box(...)', 'val a = Box(1)\nval b = Bag(1)', [2]],
    ['a.b(...)', 'a.b(1)\na?.b(1)\na!!.b(1)\na.c(1)', [2, 3, 4]],
    ['$X. ... .toList()', 'a.b { it }.c.toList()\na.b()', [2]],
    ['$X.map { ... }', 'a.map { it + 1 }\na.map(b)', [2]],
    ['run { $X -> ... }', 'run { a -> b(a) }\nstop { a -> b }', [2]],
    ['run($X) { ... }', 'run(1) { a() }\nrun(1)', [2]],
    ['run({ ... })', 'run({ a() })\nrun { a() }\nrun(a)', [2, 3]],
    ['run<Box>(...)', 'run<Box>(a)\nrun<Bag>(a)\nrun(a)', [2]],
    ['run(...)', 'run<Box>(a)\nrun(a)', [2, 3]],
    ['$X as Box', 'val a = b as Box\nval c = b as Bag', [2]],
    ['$X is Box', 'val a = b is Box\nval c = b !is Box', [2]],
    ['$X in $Y', 'val a = b in c\nval d = b !in c', [2]],
    ['$X ?: $Y', 'val a = b ?: c\nval d = b', [2]],
    ['$X..$Y', 'run(1..2)\nrun(1 until 2)', [2]],
    ['$X until $Y', 'run(1 until 2)\nrun(1 downTo 2)', [2]],
    ['$X[0]', 'val a = b[0]\nval c = b[1]', [2]],
    ['$X[$K] = $V', 'a[1] = b\na = b', [2]],
    ['$X += $Y', 'a += b\na -= b', [2]],
    ['$X++', 'a++\na--', [2]],
    ['!$X', 'val a = !b\nval c = -b', [2]],
    ['$X::class', 'val a = Box::class\nval b = Box.size', [2]],
    ['object : $T { ... }', 'val a = object : Box { fun b() {} }\nval c = Box()', [2]],
    [
      'object : $T { ... override fun run(...) { ... } ... }',
      'val a = object : Box { override fun run() { b() } }\nval c = object : Bag { }',
      [2],
    ],
    ['throw $E(...)', 'throw Bad("a")\nval b = c ?: throw Bad()', [2, 3]],
    ['null', 'run(null)\nrun(a)', [2]],
    ['true', 'run(true)\nrun(false)', [2]],
    ['1', 'run(1)\nrun(1L)\nrun(0x1)\nrun(2)', [2, 3, 4]],
    ['this.$F', 'val a = this.b\nval c = d.b', [2]],
    ['<... a ...>', 'run(b + a)\nrun(b)', [2]],
    ['if ($C) $X else $X', 'val a = if (b) c else c\nval d = if (b) c else e', [2]],
    ['listOf(..., $X, ..., $X, ...)', 'listOf(1, 2, 1)\nlistOf(1, 2)', [2]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('strings', () => {
  test.each<Case>([
    ['"..."', 'run("a")\nrun("""b""")\nrun(c)', [2, 3]],
    ['run("$S")', 'run("a")\nrun(a)', [2]],
    ['"=~/^http:/"', 'run("http://a")\nrun("https://a")', [2]],
    ['"...${$X}..."', 'run("a ${b} c")\nrun("a $b c")\nrun("a")', [2, 3]],
    ['"from ${$T} where"', 'run("from $a where")\nrun("from $a")', [2]],
    ['"$name"', 'run("$name")\nrun("${name}")\nrun("name")', [2, 3]],
    ['"a" + $X', 'run("a" + b)\nrun("b" + a)', [2]],
    ['run("...")', 'val a = "b"\nrun(a)\nrun("c" + d)\nrun("c $d")', [3]],
    ["'a'", "run('a')\nrun('b')", [2]],
    ['run(b)', 'run("a ${run(b)}")\nrun("a")', [2]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));

  test('a dollar behind a backslash is one', async () => {
    await finds('"...${$X}..."', body('run("costs \\$price")'), []);
  });
});

describe('statements', () => {
  test.each<Case>([
    ['val $X = get()\n...\nuse($X)', 'val a = get()\nb()\nif (c) { use(a) }', [2]],
    ['val $X = $Y', 'val a = b\nvar c: Int = d', [2, 3]],
    ['val $X: Int = $Y', 'val a = b\nvar c: Int = d', [3]],
    ['val ($X, $Y) = $Z', 'val (a, b) = c\nval d = c', [2]],
    ['$X = 1', 'a = 1\nval b = 1\na = 2', [2, 3]],
    ['if ($C) { ... }', 'if (a) { b() }\nif (a) b() else c()\nwhile (a) { }', [2, 3]],
    ['if (...) { ... } else { ... }', 'if (a) { }\nif (a) { } else { }', [3]],
    ['while (true) { ... }', 'while (true) { a() }\nwhile (b) { }', [2]],
    ['do { ... } while ($C)', 'do { a() } while (b)\nwhile (b) { }', [2]],
    ['for ($X in $Y) { ... }', 'for (a in b) { c() }\nwhile (a) { }', [2]],
    ['for (...) { ... }', 'for (a in b) { c() }\nfor ((a, b) in c) { }', [2, 3]],
    ['for ($X in $A..$B) { ... }', 'for (a in 1..2) { c() }\nfor (a in b) { }', [2]],
    ['when ($X) { ... }', 'when (a) { 1 -> b() }\nwhen { a -> b() }', [2]],
    ['when ($X) {\n  ...\n  else -> $Y\n}', 'when (a) {\n 1 -> b()\n else -> c()\n}\nwhen (a) { 1 -> b() }', [2]],
    ['try { ... } catch ($E: Bad) { ... }', 'try { a() } catch (e: Bad) { b() }\ntry { } catch (e: Good) { }', [2]],
    ['catch ($E: $T) { }', 'try { a() } catch (e: Bad) { }\ntry { a() } catch (e: Bad) { b() }', [2]],
    ['try { ... } finally { ... }', 'try { a() } finally { b() }\na()', [2]],
    ['return $X', 'if (a) return b\nreturn', [2]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('declarations', () => {
  test.each<Case>([
    ['class $C { ... }', 'class A { }\ndata class B(val c: Int) { fun d() {} }\nobject E', [1, 2]],
    ['class $C', 'class A\nclass B(val c: Int)\nobject E', [1, 2]],
    ['class $C : Base { ... }', 'class A : Base() { }\nclass B : Other { }', [1]],
    ['class $C : Base() { ... }', 'class A : Base { }\nclass B : Base() { }', [2]],
    ['class $C : Base() { ... }', 'class A : Base() { }\nclass B : Other() { }', [1]],
    ['class $C : $I { ... }', 'class A : B, C { }\nclass D { }', [1]],
    ['data class $C(...)', 'data class A(val b: Int)\nclass C(val d: Int)', [1]],
    ['class $C(..., val $P: String, ...)', 'class A(val b: Int, val c: String)\nclass D(val e: Int)', [1]],
    ['@Key class $C { ... }', '@Key\nclass A { }\nclass B { }', [1]],
    ['@Key(...)\nclass $C { ... }', '@Key("a") class A { }\n@Lock class B { }', [1]],
    ['@Key', '@Key class A { @Key val b = 1\n val c = 2 }', [1]],
    ['interface $I { ... }', 'interface A { fun b() }\nclass C', [1]],
    ['object $O { ... }', 'object A { val b = 1 }\nclass C { }', [1]],
    [
      'class $C { ... companion object { ... } ... }',
      'class A { companion object { const val B = 1 } }\nclass C { }',
      [1],
    ],
    ['enum class $E { ... }', 'enum class A { B, C }\nclass D { }', [1]],
    ['fun $F(...) { ... }', 'fun a() { }\nprivate fun b(c: Int): Int { return c }\nval d = 1', [1, 2]],
    ['fun $F(...): Int { ... }', 'fun a() { }\nfun b(c: Int): Int { return c }', [2]],
    ['fun $F(...) = $X', 'fun a() = b()\nfun c() { d()\n e() }', [1]],
    ['override fun $F(...) { ... }', 'class A : B() { override fun c() { }\n fun d() { } }', [1]],
    ['suspend fun $F(...) { ... }', 'suspend fun a() { }\nfun b() { }', [1]],
    ['fun $F(..., $X: String, ...) { ... }', 'fun a(b: Int, c: String) { }\nfun d(e: Int) { }', [1]],
    ['fun $F($X, ...) { ... }', 'fun a(b: Int) { }\nfun c() { }', [1]],
    ['fun $F(@Key $X: $T) { ... }', 'fun a(@Key b: Int) { }\nfun c(d: Int) { }', [1]],
    ['private val $X = $Y', 'private val a = 1\nval b = 2', [1]],
    ['lateinit var $X: $T', 'class A { lateinit var b: C\n var d: C = e }', [1]],
    ['val $X by $Y', 'val a by lazy { 1 }\nval b = 2', [1]],
    ['const val $X = "..."', 'const val A = "b"\nval c = "d"', [1]],
    [
      'class $C { ... fun run(...) { ... } ... }',
      'class A { val b = 1\n fun run() { c() } }\nclass D { fun stop() { } }',
      [1],
    ],
    ['init { ... }', 'class A { init { b() } }\nclass C', [1]],
    ['package $P', 'package a.b\n\nclass C', [1]],
    ['typealias $A = $B', 'typealias A = B\nclass C', [1]],
    ['val $X: $T\n  get() = $Y', 'val a: Int\n  get() = 1\nval b: Int = 2', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('imports', () => {
  test.each<Case>([
    ['import java.util.List', 'import java.util.List\nimport java.util.Set', [1]],
    ['import java.util', 'import java.util.List\nimport java.io.File', [1]],
    ['import java.util.$X', 'import java.util.List\nimport java.io.File', [1]],
    ['java.io.File(...)', 'import java.io.File\nfun f() { File("a")\n java.io.File("b")\n Other("c") }', [2, 3]],
    ['java.io.File(...)', 'import java.io.*\nfun f() { File("a") }', [2]],
    ['java.io.File(...)', 'import java.io.File as F\nfun f() { F("a")\n File("a") }', [2]],
    ['java.io.File.separator', 'import java.io.File\nval a = File.separator', [2]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('types of expressions', () => {
  test.each<Case>([
    ['($X: Box).open()', 'fun f(a: Box, b: Bag) { a.open()\n b.open() }', [1]],
    [
      '($X: Box).open()',
      'class A(val a: Box) { val b: Box? = null\n fun f() { a.open()\n b.open()\n c.open() } }',
      [2, 3],
    ],
    ['($X: Box).open()', 'fun f() { val a: Box = make()\n a.open()\n val b = make()\n b.open() }', [2]],
    ['run(($X: String))', 'fun f(a: Int) { run(a)\n run("b") }', [2]],
    ['($X: List<$T>).add(...)', 'fun f(a: List<Int>, b: Set<Int>) { a.add(1)\n b.add(1) }', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

test('values known without running', async () => {
  await finds('run(5)', 'const val A = 5\nfun f() { run(A)\n val b = 2 + 3\n run(b)\n val c = d\n run(c) }', [2, 4]);
});

describe('what flows from a source to a sink', () => {
  const rule = {
    mode: 'taint',
    'pattern-sources': [{ pattern: 'source(...)' }],
    'pattern-sinks': [{ pattern: 'sink(...)' }],
    'pattern-sanitizers': [{ pattern: 'clean(...)' }],
  };

  test.each<readonly [code: string, lines: readonly number[]]>([
    ['fun f() { val a = source()\n sink(a)\n sink("x $a")\n sink("x ${a}")\n sink(clean(a)) }', [2, 3, 4]],
    ['fun f() { for (x in source()) {\n sink(x) } }', [2]],
    ['fun f() { val r = if (x) source() else "b"\n sink(r) }', [2]],
    ['fun f() { val r = when (x) { 1 -> source()\n else -> "b" }\n sink(r) }', [3]],
    ['fun f() { val r = source() ?: "a"\n sink(r) }', [2]],
    ['fun f() { val r = source()!!.trim()\n sink(r) }', [2]],
    ['fun f() { source().let {\n sink(it) } }', [2]],
    ['fun f() { source().let { x ->\n sink(x) } }', [2]],
    ['fun f() { val (a, b) = source()\n sink(a) }', [2]],
    ['fun f() { val r = g(source())\n sink(r) }\nfun g(s: String) = s + "x"', [2]],
    ['fun f() { val r = try { source() } catch (e: E) { "" }\n sink(r) }', [2]],
    ['class A(val b: String) { fun f() { val c = source()\n sink(c) } }', [2]],
  ])('%s', async (code, lines) => {
    expect((await scanCode('kotlin', rule, code)).lines).toEqual(lines);
  });
});
