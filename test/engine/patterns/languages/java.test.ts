import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('java', pattern, code)).lines;

const check = (cases: readonly Case[]): void => {
  test.each<Case>(cases)('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
};

describe('expressions', () => {
  check([
    ['f($X, $X)', 'f(a.b(), a.b());\nf(a, b);', [1]],
    ['$X.close()', 'in.close();\nthis.out.close();\nclose();', [1, 2]],
    ['$X.$M(...)', 'a.b(1);\na.b.c();\nd();', [1, 2]],
    ['$F(...)', 'f(1);\ng();\nint x = 1;', [1, 2]],
    ['f(1, ..., 9)', 'f(1, 9);\nf(1, 2, 9);\nf(1, 2);', [1, 2]],
    ['f($...ARGS)', 'f();\nf(1, 2);\ng(1);', [1, 2]],
    ['new Foo(...)', 'new Foo();\nnew Foo(1) { void m() {} };\nnew Bar();', [1, 2]],
    ['new $T($X)', 'new Foo(1);\nnew Foo();\nnew Bar<>(x);', [1, 3]],
    ['new Foo() { ... }', 'new Foo();\nnew Foo() { void m() {} };', [2]],
    ['new Foo() { ... void m() { ... } ... }', 'new Foo() { void n() {} };\nnew Foo() { int x; void m() {} };', [2]],
    ['a.new B()', 'x = a.new B();\nx = new B();', [1]],
    ['new int[] {..., 2, ...}', 'x = new int[] {1, 2, 3};\nx = new int[] {1, 3};', [1]],
    ['new byte[$N]', 'x = new byte[16];\nx = new char[16];', [1]],
    ['new int[2][]', 'x = new int[2][];\nx = new int[2];', [1]],
    ['{..., "a", ...}', 'String[] x = {"b", "a"};\nString[] y = {"b"};', [1]],
    ['$X[0]', 'a[0] = b;\na[1] = b;', [1]],
    ['$X = $Y', 'x = y;\nint z = 1;\nx += y;\nint w;', [1, 2]],
    ['$X += $Y', 'x += y;\nx = y;', [1]],
    ['$X++', 'i++;\n--i;', [1]],
    ['!$X', 'f(!a);\nf(-a);', [1]],
    ['$X == null', 'if (a == null) {}\nif (null == a) {}\nif (a != null) {}', [1]],
    ['$A && $B', 'f(a && b);\nf(a || b);', [1]],
    ['$C ? $A : $B', 'x = a ? b : c;\nx = a;', [1]],
    ['(Foo) $X', 'x = (Foo) y;\nx = (Bar) y;\nx = (Foo<A>) y;', [1, 3]],
    ['$X instanceof Foo', 'if (a instanceof Foo) {}\nif (a instanceof Foo f) {}\nif (a instanceof Bar) {}', [1, 2]],
    ['$X instanceof Foo $F', 'if (a instanceof Foo) {}\nif (a instanceof Foo f) {}', [2]],
    ['($X) -> $Y', 'f(a -> b);\nf((a, c) -> b);\nf((a) -> b);', [1, 3]],
    ['(...) -> { ... }', 'f(a -> { g(); });\nf(() -> { });', [1, 2]],
    ['() -> $X', 'f(() -> a);\nf(a -> a);', [1]],
    ['(int $X) -> $Y', 'f((int a) -> b);\nf((long a) -> b);', [1]],
    ['$T::new', 'f(Foo::new);\nf(Foo::bar);', [1]],
    ['System.out::println', 'f(System.out::println);\nf(System.err::println);', [1]],
    ['Foo.class', 'f(Foo.class);\nf(Bar.class);', [1]],
    ['$T.class', 'f(Foo.class, 1);\nf(Foo.x);', [1]],
    ['this.$F', 'x = this.a;\nx = a;', [1]],
    ['super.m(...)', 'super.m(1);\nthis.m(1);', [1]],
    ['Outer.this.x', 'y = Outer.this.x;\ny = this.x;', [1]],
    ['f((a))', 'f(a);\nf(b);', [1]],
    ['f(<... g() ...>)', 'f(1 + g());\nf(h(g()));\nf(1);', [1, 2]],
    ['$X. ... .end()', 'a.b().c(1).end();\na.end();\na.b();', [1, 2]],
    ['new A(). ... .end()', 'new A().b().end();\nnew B().b().end();', [1]],
    ['switch ($X) { ... }', 'int y = switch (x) { case 1 -> 2; default -> 3; };\nif (x) {}', [1]],
    ['f(1L)', 'f(1);\nf(0x1L);\nf(2L);', [1, 2]],
    ["f('a')", 'f(\'a\');\nf("a");', [1]],
    ['f(true)', 'f(true);\nf(false);', [1]],
    ['f(-1)', 'f(-1);\nf(1);', [1]],
    ['$X.<$T>bar(...)', 'foo.<A>bar(1);\nfoo.baz();', [1]],
    ['foo.<T>bar()', 'foo.<T>bar();\nfoo.baz();', [1]],
    ['foo.bar()', 'foo.<T>bar();\nfoo.bar();', [1, 2]],
  ]);
});

describe('strings', () => {
  check([
    ['f("...")', 'f("a");\nf(x);\nf("a" + "b");\nf("a" + x);', [1, 3]],
    ['f("a")', 'f("a");\nf("b");', [1]],
    ['f("$S")', 'f("a");\nf(1);', [1]],
    ['f("=~/^ht+p:/")', 'f("http://a");\nf("https://a");', [1]],
    ['f("=~/(^a)|(b$)/")', 'f("ac");\nf("cb");\nf("cac");', [1, 2]],
    ['"..." + $X', 'f("a" + x);\nf(x + "a");', [1]],
    ['f("...")', 'f("""\n  text\n  """);\nf(1);', [1]],
    ['"$A" + $B + "$C"', 'f("a" + b + "c");\nf("a" + b);', [1]],
  ]);
});

describe('typed metavariables', () => {
  check([
    ['f((int $X))', 'int a = 1;\nlong b = 2;\nf(a);\nf(b);\nf(3);', [3, 5]],
    ['f((Integer $X))', 'int a = 1;\nInteger b = 2;\nf(a);\nf(b);', [3, 4]],
    [
      'f((String $X))',
      'class A { String s; void m(String t, int u) {\nf(s);\nf(t);\nf(u);\nf(this.s);\n} }',
      [2, 3, 5],
    ],
    ['(Foo $X).m()', 'void a(Foo x, Bar y) {\nx.m();\ny.m();\n}', [2]],
    ['(a.b.Foo $X).m()', 'import a.b.Foo;\nvoid a(Foo x) {\nx.m();\n}', [3]],
    ['(a.b.Foo $X).m()', 'import a.b.*;\nvoid a(Foo x) {\nx.m();\n}', [3]],
    ['(Foo $X).m()', 'import a.b.Foo;\nvoid a(a.b.Foo x) {\nx.m();\n}', []],
    ['(List<$T> $X).add(...)', 'List<A> x = f();\nList y = f();\nx.add(1);\ny.add(1);', [3]],
    ['(List $X).add(...)', 'List<A> x = f();\nx.add(1);', [2]],
    ['(Foo[] $X)[0]', 'Foo[] x = f();\nBar[] y = f();\nf(x[0]);\nf(y[0]);', [3]],
    ['(Foo $X).m()', 'var x = new Foo();\nx.m();\nnew Foo().m();\n((Foo) y).m();', [2, 3, 4]],
    ['(Foo $X).m()', 'for (Foo x : xs) {\nx.m();\n}\nfor (Bar x : xs) {\nx.m();\n}', [2]],
    ['(Foo $X).m()', 'try (Foo x = f()) {\nx.m();\n}', [2]],
    ['(FooException $E).m()', 'try { f(); } catch (FooException | BarException e) {\ne.m();\n}', [2]],
    ['(Foo $X).m()', 'if (y instanceof Foo x) {\nx.m();\n}', [2]],
    ['(Foo $X).m()', 'Foo make() { return null; }\nvoid a() {\nmake().m();\nthis.make().m();\nmade().m();\n}', [3, 4]],
    ['f((int $X))', 'long size() { return 1; }\nvoid a() {\nf(this.size());\nf(list.size());\n}', [4]],
    ['return (Foo $X);', 'Foo a(Foo x, Bar y) {\nif (z) return x;\nreturn y;\n}', [2]],
    ['(Foo $X) = $Y', 'Foo x = f();\nBar y = f();\nx = g();', [1, 3]],
    ['f((Foo $X), ...)', 'void a(Foo x) {\nf(x, 1);\nf(1, x);\n}', [2]],
    ['($T $X).m()', 'void a(Foo x) {\nx.m();\n}', [2]],
    ['(Foo $X).m(...)', 'Foo.m(1);\nBar.m(1);', [1]],
    ['f((boolean $X))', 'f(a == b);\nf(!a);\nf(s.isEmpty());\nf(a);', [1, 2, 3]],
  ]);

  test('a name has the type of its own block', async () => {
    const code = 'if (a) {\nFoo x = f();\nx.m();\n} else {\nBar x = f();\nx.m();\n}';
    expect(await lines('(Foo $X).m()', code)).toEqual([3]);
  });
});

describe('names and imports', () => {
  check([
    ['a.b.Foo.m()', 'import a.b.Foo;\nFoo.m();\na.b.Foo.m();', [2, 3]],
    ['a.b.Foo.m()', 'import a.b.*;\nFoo.m();', [2]],
    ['a.b.Foo.m()', 'import a.c.Foo;\nFoo.m();', []],
    ['a.b.Foo.m()', 'import static a.b.Foo.m;\nm();', [2]],
    ['new a.b.Foo(...)', 'import a.b.Foo;\nnew Foo(1);\nnew Foo<String>();', [2, 3]],
    ['@a.b.Foo\nclass $C { ... }', 'import a.b.Foo;\n@Foo class X {}\n@Bar class Y {}', [2]],
    ['a.b.Foo $X = ...;', 'import a.b.Foo;\nFoo x = f();\nBar y = f();', [2]],
    ['import a.b.Foo;', 'import a.b.Foo;\nimport a.b.Bar;', [1]],
    ['import a.b.$C;', 'import a.b.Foo;\nimport a.c.Bar;', [1]],
    ['import a.b.*;', 'import a.b.*;\nimport a.c.*;', [1]],
    ['import static $X;', 'import static a.b.c;\nimport a.b;', [1]],
    ['import $X;\n...\nnew $X(...);', 'import a.Foo;\nclass B {}', []],
    ['package $P;', 'package a.b;\nclass A {}', [1]],
    ['import a.b.Foo;\n...', 'import a.b.Foo;\nclass A {}', [1]],
  ]);
});

describe('statements', () => {
  check([
    ['$T $X = $V;', 'int a = 1;\nint b;\nb = 2;', [1]],
    ['String $X;', 'String a;\nint b;', [1]],
    ['final int $X = $V;', 'final int a = 1;\nint b = 2;', [1]],
    ['int $X = 1;', 'final int a = 1;\n@A int b = 1;\nint c = 2, d = 1;', [1, 2, 3]],
    ['List<String> $X = ...;', 'List<String> a = f();\nList<Foo> b = f();', [1]],
    ['List $X = ...;', 'List<String> a = f();\nList b = f();', [1, 2]],
    ['int[] $X = ...;', 'int[] a = f();\nint b[] = f();\nint c = f();', [1, 2]],
    ['return;', 'return;\nreturn 1;', [1]],
    ['return $X;', 'void a() { return; }\nint b() { return 1; }', [2]],
    ['return ...;', 'void a() { return; }\nint b() { return 1; }', [1, 2]],
    ['throw new $E(...);', 'throw new A("x");\nthrow e;', [1]],
    ['if ($C) { ... }', 'if (a) { b(); }\nif (a) b();\nwhile (a) {}', [1, 2]],
    ['if ($C) { ... } else { ... }', 'if (a) { b(); }\nif (a) b(); else c();', [2]],
    ['if ($X) { $X.f(); }', 'if (a) { a.f(); }\nif (a) { b.f(); }', [1]],
    ['if (...) return $X;', 'if (a) return b;\nif (a) f();', [1]],
    ['while (true) { ... }', 'while (true) { f(); }\nwhile (a) { f(); }', [1]],
    ['do { ... } while ($C);', 'do { f(); } while (a);\nwhile (a) { f(); }', [1]],
    ['for (...) { ... }', 'for (int i = 0; i < 1; i++) { f(); }\nfor (A a : b) { f(); }\nwhile (a) {}', [1, 2]],
    [
      'for (int $I = 0; $I < $N; $I++) { ... }',
      'for (int i = 0; i < n; i++) { }\nfor (int i = 0; j < n; i++) { }',
      [1],
    ],
    ['for (...; $C; ...) { ... }', 'for (int i = 0; a; i++) { }\nfor (A a : b) { }', [1]],
    ['for (int $I = 0; ...; ...) { ... }', 'for (int i = 0; i < n; i++) { }\nfor (int i = 1;;) { }', [1]],
    ['for ($T $X : $Y) { ... }', 'for (A a : b) { f(); }\nfor (;;) { f(); }', [1]],
    ['for (Foo $X : $Y) { ... }', 'for (final Foo a : b) { f(); }\nfor (Bar a : b) { f(); }', [1]],
    ['switch ($X) { ... }', 'switch (a) { case 1: f(); }\nswitch (a) { case 1 -> f(); default -> g(); }', [1, 2]],
    [
      'switch ($X) { ... case 2: ... }',
      'switch (a) { case 1: f(); break; case 2: g(); }\nswitch (a) { case 1: f(); }',
      [1],
    ],
    ['try { ... } catch ($E $X) { ... }', 'try { f(); } catch (A e) { g(); }\ntry { f(); } finally { }', [1]],
    ['try { ... } catch (A $X) { ... }', 'try { } catch (A | B e) { g(); }\ntry { } catch (C e) { g(); }', [1]],
    ['try { ... } catch ($E $X) { }', 'try { f(); } catch (A e) { }\ntry { f(); } catch (A e) { g(); }', [1]],
    [
      'try { ... } catch (...) { ... }',
      'try { f(); } catch (A e) { }\ntry (A a = b()) { f(); } catch (A e) { }',
      [1, 2],
    ],
    ['try { ... } finally { ... }', 'try { f(); } finally { g(); }\ntry { f(); } catch (A e) { }', [1]],
    ['try { ... f(); ... }', 'try { g(); f(); } catch (A e) { }\ntry { g(); } finally { }', [1]],
    ['try (...) { ... }', 'try (A a = b(); c) { f(); }\ntry { f(); } finally { }', [1]],
    ['try ($T $X = new Foo(...)) { ... }', 'try (A a = new Foo(1)) { f(); }\ntry (A a = b()) { f(); }', [1]],
    ['catch (A $E) { ... }', 'try { f(); } catch (A e) { }\ntry { f(); } catch (B e) { }', [1]],
    ['synchronized ($X) { ... }', 'synchronized (a) { f(); }\nf();', [1]],
    ['assert $X;', 'assert a;\nf(a);', [1]],
    ['assert $X : "...";', 'assert a : "m";\nassert a;', [1]],
    ['break;', 'while (a) { break; }', [1]],
    ['$L: while (...) { ... }', 'a: while (b) { f(); }\nwhile (b) { f(); }', [1]],
    ['f();', 'f();\nint x = f();\nreturn f();\ng();', [1, 2, 3]],
    ['{ f(); ... g(); }', '{ f(); h(); g(); }\n{ g(); f(); }', [1]],
    ['this.x = $V;', 'this.x = 1;\nx = 1;', [1]],
    ['yield $X;', 'int y = switch (x) { default: yield 1; };', [1]],
  ]);

  test('after an ellipsis, also deeper', async () => {
    const code = 'String t = token();\nif (a) {\n  run(() -> { send(t); });\n}\nString u = token();';
    expect(await lines('$T $X = token();\n...\nsend($X);', code)).toEqual([1]);
  });

  test('several in order', async () => {
    expect(await lines('f();\n...\ng();', 'f();\nh();\ng();\nf();')).toEqual([1]);
    expect(await lines('f();\n$...S\ng();', 'f();\nh();\ng();\nf();')).toEqual([1]);
    expect(await lines('f();\ng();', 'f();\nh();\ng();')).toEqual([]);
  });
});

describe('classes', () => {
  check([
    [
      'class $C { ... }',
      'class A { int x; }\ninterface B {}\nenum D {}\npublic final class E<T> extends F implements G {}',
      [1, 4],
    ],
    ['class $C extends Foo { ... }', 'class A extends Foo {}\nclass B extends Bar {}\nclass C implements Foo {}', [1]],
    ['class $C implements Foo { ... }', 'class A extends X implements Bar, Foo {}\nclass B extends Foo {}', [1]],
    ['class $C extends $D', 'class A extends Foo { int x; }\nclass B {}', [1]],
    ['class $C<...> { ... }', 'class A<T> {}\nclass B {}', [1]],
    ['class $C<..., T, ...> { ... }', 'class A<S, T> {}\nclass B<U> {}', [1]],
    ['public class $C { ... }', 'public class A {}\nclass B {}', [1]],
    ['class $C { ... int $X = 1; ... }', 'class A { void m() {} private int x = 1; }\nclass B { int x; }', [1]],
    [
      'class $C { ... $T $M(...) { ... f(); ... } ... }',
      'class A { int x; int m() { f(); } }\nclass B { void m() {} }',
      [1],
    ],
    ['interface $I { ... }', 'interface A {}\nclass B {}', [1]],
    ['interface $I extends Foo { ... }', 'interface A extends Bar, Foo {}\ninterface B {}', [1]],
    ['interface $I { ... void m(); ... }', 'interface A { void m(); }\ninterface B { int x = 1; }', [1]],
    ['enum $E { ... }', 'enum A { X, Y; int z; }\nclass B {}', [1]],
    ['enum $E { ..., X, ... }', 'enum A { W, X }\nenum B { Y }', [1]],
    ['record $R(...) { ... }', 'record A(int x) {}\nclass B {}', [1]],
    ['record $R(..., String $S, ...) { ... }', 'record A(int x, String s) {}\nrecord B(int x) {}', [1]],
    ['@interface $I { ... }', '@interface A { String value(); }\ninterface B {}', [1]],
    ['static { ... }', 'class A { static { f(); } }\nclass B { { f(); } }', [1]],
    ['private static final $T $X = ...;', 'class A {\nprivate static final int X = 1;\nprivate int y = 1;\n}', [2]],
    ['private $T $X;', 'class A {\nprivate int x;\npublic int y;\n}', [2]],
    ['int $X = 1;\n...\nint $Y = 2;', 'class A {\nint x = 1;\nvoid m() {}\nint y = 2;\n}', [2]],
    ['class $C { $C(...) { ... } }', 'class A { A(int x) { f(); } }\nclass B { void b() {} }', [1]],
  ]);
});

describe('methods', () => {
  check([
    ['void $M(...) { ... }', 'class A {\nvoid m(int x) { f(); }\nint n() { }\n}', [2]],
    ['$T $M(...) { ... }', 'class A {\nvoid m(int x) { f(); }\nint n();\n}', [2]],
    ['public void $M(...) { ... }', 'class A {\n@X public static void m() { }\nvoid n() { }\n}', [2]],
    ['void $M(..., String $S, ...) { ... }', 'class A {\nvoid m(int x, String s) { }\nvoid n(int x) { }\n}', [2]],
    [
      'void $M(String $A, int $B) { ... }',
      'class A {\nvoid m(final String a, int b) { }\nvoid n(int a, String b) { }\n}',
      [2],
    ],
    ['void $M(@Foo $T $X) { ... }', 'class A {\nvoid m(@Foo int x) { }\nvoid n(int x) { }\n}', [2]],
    ['void $M(@Foo(...) $T $X, ...) { ... }', 'class A {\nvoid m(@Foo(1) int x) { }\nvoid n(int x) { }\n}', [2]],
    ['void $M(String... $X) { ... }', 'class A {\nvoid m(String... x) { }\nvoid n(String x) { }\n}', [2]],
    ['void $M($...P) { ... }', 'class A {\nvoid m(int a, int b) { }\nint n() { }\n}', [2]],
    ['void m(...)', 'class A {\nvoid m(int x) { f(); }\nabstract void m();\nvoid n() { }\n}', [2, 3]],
    ['void $M(...) throws IOException { ... }', 'class A {\nvoid m() throws X, IOException { }\nvoid n() { }\n}', [2]],
    ['$T $M(...) { ... return null; ... }', 'class A {\nInteger m() { return null; }\nint n() { return 1; }\n}', [2]],
    ['abstract $T $M(...);', 'class A {\nabstract int m();\nint n() { }\n}', [2]],
    ['A(...) { ... }', 'class A {\nA(int x) { f(); }\nvoid n() { }\n}', [2]],
    ['public A() { ... }', 'class A {\npublic A() { f(); }\nA(int x) { }\n}', [2]],
    ['super(...)', 'class A {\nA() {\nsuper(1);\n}\n}', [3]],
    ['this(...)', 'class A {\nA() {\nthis(1);\n}\n}', [3]],
    ['<T> $R $M(...) { ... }', 'class A {\n<T> T m() { }\nint n() { }\n}', [2]],
    ['List<$T> $M(...) { ... }', 'class A {\nList<B> m() { }\nList n() { }\n}', [2]],
    ['void $M(...) { }', 'class A {\nvoid m() { }\nvoid n() { f(); }\n}', [2]],
    ['void $M(...) { $S; }', 'class A {\nvoid m() { }\nvoid n() { f(); }\n}', [3]],
    ['int[] $M(...) { ... }', 'class A {\nint[] m() { }\nint n() { }\n}', [2]],
  ]);
});

describe('annotations', () => {
  check([
    ['@Foo', '@Foo class A {}\n@Bar class B {}', [1]],
    ['@Foo(...)', '@Foo(1)\nclass A {}\n@Foo\nclass B {}', [1, 3]],
    ['@Foo(x = 1, ...)', '@Foo(y = 2, x = 1)\nclass A {}\n@Foo(y = 2)\nclass B {}', [1]],
    ['@Foo(..., x = $V, ...)', '@Foo(y = 2, x = 1)\nclass A {}\n@Foo(y = 2)\nclass B {}', [1]],
    ['@Foo("$V")', '@Foo("a")\nclass A {}\n@Foo(1)\nclass B {}', [1]],
    ['@Foo({..., "a", ...})', '@Foo({"b", "a"})\nclass A {}\n@Foo({"b"})\nclass B {}', [1]],
    ['@Foo\nclass $C', '@Foo class A {}\n@Bar @Foo class B { int x; }\nclass C {}', [1, 2]],
    ['@Foo\nclass $C { ... }', '@Foo class A {}\n@Foo(1) class B {}', [1]],
    ['@Foo(...)\n$T $M(...) { ... }', 'class A {\n@Foo(1) @Bar public int m() { }\nint n() { }\n}', [2]],
    ['@Foo\n$T $M(...) { ... }', 'class A {\n@Foo public int m() { }\nint n() { }\n}', [2]],
    ['@Foo $T $X;', 'class A {\n@Foo private int x;\nint y;\n}', [2]],
    ['@$A\nvoid $M(...) { ... }', 'class A {\n@Foo void m() { }\nvoid n() { }\n}', [2]],
  ]);
});

describe('constants', () => {
  check([
    ['f("a")', 'String x = "a";\nf(x);\nx = g();\nf(x);', [2]],
    ['f("ab")', 'String x = "a" + "b";\nf(x);', [2]],
    ['f("a1")', 'f("a" + 1);', [1]],
    [
      'f("a")',
      'class A {\nprivate static final String X = "a";\nvoid m() {\nf(X);\nf(A.X);\nf(this.X);\n} }',
      [4, 5, 6],
    ],
    ['f("a")', 'interface I { String X = "a"; }\nclass B { void m() {\nf(I.X);\n} }', [3]],
    ['f("a")', 'class A {\nString x = "a";\nvoid n() { this.x = g(); }\nvoid m() {\nf(x);\n} }', []],
    ['f(3)', 'int x = 1 + 2;\nf(x);', [2]],
    ['f(true)', 'boolean x = true;\nf(x);', [2]],
    ['f("...")', 'String x = String.format("%s", "a");\nf(x);\nf(String.format("%s", y));', [2]],
    ['f("a")', 'String x = "a";\nif (b) { x = "c"; }\nf(x);', []],
    ['f("a")', 'class A {\nprivate String x = "a";\npublic String y = "a";\nvoid m() {\nf(x);\nf(y);\n} }', [5]],
    ['f(true)', 'boolean x = true;\ntry { x = false; return g(); } catch (E e) {\nf(x);\n}', []],
    ['f("a")', 'if (b) {\nString x = "a";\nf(x);\n} else {\nString x = g();\nf(x);\n}', [3]],
    ['f("a")', 'String x = "a";\nRunnable r = () -> f(x);', [2]],
  ]);
});

describe('taint', () => {
  const rule = {
    mode: 'taint',
    'pattern-sources': [{ pattern: 'source(...)' }],
    'pattern-sinks': [{ pattern: 'sink(...)' }],
    'pattern-sanitizers': [{ pattern: 'clean(...)' }],
  };
  test.each<[code: string, lines: readonly number[]]>([
    ['String x = source(), y = "a";\nsink(x);\nsink(y);', [2]],
    ['for (String s : source()) {\nsink(s);\n}', [2]],
    ['try (Foo x = source()) {\nsink(x);\n}', [2]],
    ['Object x = source();\nif (x instanceof String s) {\nsink(s);\n}', [3]],
    ['String[] x = {"a", source()};\nsink(x[0]);', [2]],
    ['sink(new Foo(clean(source())));\nsink(new Foo((String) source()));', [2]],
    ['var x = source();\nRunnable r = () -> sink(x);', [2]],
    ['String f(String x) { return x; }\nvoid g() {\nsink(f(source()));\n}', [3]],
    ['String x = source();\nif (a) {\nString y = "b";\nsink(y);\n}\nsink(x);', [6]],
  ])('%s', async (code, expected) => {
    expect((await scanCode('java', rule, code)).lines).toEqual(expected);
  });
});
