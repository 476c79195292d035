import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const find = async (pattern: string, code: string) => (await scanCode('csharp', pattern, code)).lines;
const finds = async (pattern: string, code: string, expected: readonly number[]) =>
  expect(await find(pattern, code)).toEqual(expected);

/** Statements within a method of a class; the first of them is on line 1. */
const body = (statements: string): string => `class K { void M() { ${statements} } }`;

describe('expressions', () => {
  test.each<Case>([
    ['$X == $X', 'a = b == b;\na = b == c;', [1]],
    ['Run($X, 2)', 'Run(a, 2);\nRun(2, a);\nRun(a, 2, 3);', [1]],
    ['Run(..., key: 1, ...)', 'Run(key: 1);\nRun(0, other: 2, key: 1);\nRun(1);', [1, 2]],
    ['Run(out $X)', 'Run(out a);\nRun(ref a, b);', [1]],
    ['new Box(...)', 'a = new Box(1);\nb = new Box { Size = 1 };\nc = new Bag(1);', [1, 2]],
    ['new Box { ..., Size = 1, ... }', 'a = new Box { Name = "a", Size = 1 };\nb = new Box { Size = 2 };', [1]],
    ['new Box { Size = $X }', 'a = new Box { Size = 1 };\nb = new Box { Size = 1, Name = "b" };', [1]],
    ['new $T[$N]', 'a = new int[3];\nb = new Box(3);', [1]],
    ['new[] { ..., 2, ... }', 'a = new[] { 1, 2, 3 };\nb = new[] { 1 };', [1]],
    ['new { Id = $X, ... }', 'a = new { Id = 1, Name = 2 };\nb = new { Name = 2 };', [1]],
    ['(byte)$X', 'a = (byte)b;\na = (int)b;', [1]],
    ['$X as Box', 'a = b as Box;\na = (Box)b;', [1]],
    ['$X is Box', 'a = b is Box;\na = b is Bag;', [1]],
    ['$X is null', 'a = b is null;\na = b == null;', [1]],
    ['typeof($T)', 'a = typeof(Box);\na = nameof(Box);', [1]],
    ['$X ?? $Y', 'a = b ?? c;\na = b || c;', [1]],
    ['$X ??= $Y', 'a ??= b;\na = b;', [1]],
    ['$X += $Y', 'a += b;\na -= b;', [1]],
    ['$C ? $X : $X', 'a = b ? c : c;\na = b ? c : d;', [1]],
    ['await $X', 'await a;\na();', [1]],
    ['$X[0]', 'a = b[0];\na = b[1];', [1]],
    ['$X++', 'a++;\na--;', [1]],
    ['!$X', 'a = !b;\na = -b;', [1]],
    ['a.B(...)', 'a.B(1);\na?.B(1);\na!.B(1);\na.C(1);', [1, 2, 3]],
    ['$X.First(...).Name', 'a = b.First(1).Name;\na = b.Last(1).Name;', [1]],
    ['$Q. ... .ToList()', 'a = b.Where(c).Select(d).ToList();\na = b.Where(c);', [1]],
    ['$X => $Y', 'a = b => c;\nRun(b);', [1]],
    ['($X, $Y) => { ... }', 'Run((a, b) => { c(); });\nRun(a => { c(); });', [1]],
    ['delegate($T $X) { ... }', 'Run(delegate(int a) { b(); });\nRun(a);', [1]],
    ['from $X in $Y where $C select $X', 'a = from b in c where b > 1 select b;\na = c;', [1]],
    ['$X switch { ... }', 'a = b switch { 1 => c, _ => d };\na = b;', [1]],
    ['throw new $E(...)', 'throw new Bad("a");\nvar a = b ?? throw new Bad();', [1, 2]],
    ['<... a ...>', 'Run(b + a);\nRun(b);', [1]],
    ['Read<$T>(...)', 'Read<int>(a);\nRead(a);', [1]],
    ['Read(...)', 'Read<int>(a);\nRead(a);\nWrite(a);', [1, 2]],
    ['$X.Read<Box>()', 'a.Read<Box>();\na.Read<Bag>();', [1]],
    ['1', 'Run(1);\nRun(0x1);\nRun(1L);\nRun(2);', [1, 2, 3]],
    ['(a, b) = ($X, $Y)', '(a, b) = (c, d);\na = b;', [1]],
    ['$X with { ... }', 'a = b with { C = 1 };\na = b;', [1]],
    ['default($T)', 'a = default(int);\na = default;', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));

  test('a call on what is awaited and may be null', async () => {
    await finds('await $X.Load(...)', body('var a = await b?.Load(1);\nvar c = d.Load(1);'), [1]);
  });
});

describe('strings', () => {
  test.each<Case>([
    ['"..."', 'Run("a");\nRun(@"b");\nRun("""c""");\nRun(d);', [1, 2, 3]],
    ['Run("$S")', 'Run("a");\nRun(a);', [1]],
    ['"=~/^http:/"', 'Run("http://a");\nRun("https://a");', [1]],
    ['$"..."', 'Run($"a{b}");\nRun("a");\nRun($@"a{b}");', [1, 3]],
    ['$"...{$X}..."', 'Run($"a{b}c");\nRun($"{b}");\nRun("a");', [1, 2]],
    ['$"from {$T} where"', 'Run($"from {a} where");\nRun($"from {a}");', [1]],
    ['"a" + $X', 'Run("a" + b);\nRun("b" + a);', [1]],
    ['Run("...")', 'var a = "b";\nRun(a);\nRun("c" + a);\nRun(d);', [2, 3]],
    ["'a'", "Run('a');\nRun('b');", [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('statements', () => {
  test.each<Case>([
    ['$X = Get();\n...\nUse($X);', 'a = Get();\nb();\nif (c) { Use(a); }', [1]],
    ['var $X = Get(); ... Use($X);', 'var a = Get();\nUse(a);\nvar c = Get();', [1]],
    ['$T $X = $V;', 'int a = 1;\nvar b = 2;\nc = 3;', [1, 2]],
    ['int $X = $V;', 'int a = 1;\nstring b = "";', [1]],
    ['$X = 1', 'int a = 1;\na = 1;\na = 2;', [1, 2]],
    ['const string $X = "...";', 'const string a = "b";\nstring c = "d";', [1]],
    ['if ($C) { ... }', 'if (a) b();\nif (a) { b(); } else { c(); }\nwhile (a) { }', [1, 2]],
    ['if ($C) $S; else $S;', 'if (a) b(); else b();\nif (a) b(); else c();', [1]],
    ['if (...) { ... } else { ... }', 'if (a) { }\nif (a) { } else { }', [2]],
    ['while (true) { ... }', 'while (true) { a(); }\nwhile (b) { }', [1]],
    ['do { ... } while ($C);', 'do { a(); } while (b);\nwhile (b) { }', [1]],
    ['for (...; $X < $N; ...) { ... }', 'for (int i = 0; i < n; i++) { }\nfor (;;) { }', [1]],
    ['foreach ($T $X in $Y) { ... }', 'foreach (var a in b) { }\nforeach (int a in b) c();', [1, 2]],
    ['foreach (Box $X in $Y) { ... }', 'foreach (Box a in b) { }\nforeach (Bag a in b) { }', [1]],
    ['return $X;', 'return a;\nreturn;', [1]],
    ['try { ... } catch (Bad $E) { ... }', 'try { } catch (Bad e) { }\ntry { } catch (Good e) { }', [1]],
    ['try { ... } catch { ... }', 'try { } catch { }\ntry { a(); } finally { }', [1]],
    ['catch (Exception $E) { }', 'try { } catch (Exception e) { }\ntry { } catch (Exception e) { a(); }', [1]],
    ['using ($X) { ... }', 'using (a) { }\nlock (a) { }', [1]],
    ['using ($T $X = $V) { ... }', 'using (var a = b) { c(); }\nusing (a) { }', [1]],
    ['using var $X = ...;', 'using var a = b;\nvar c = d;', [1]],
    ['using (var $X = new $T(...)) { ... }', 'using (var a = new Box(1)) { b(); }\nusing (a) { }', [1]],
    ['for (...) { ... }', 'for (int i = 0; i < n; i++) { }\nforeach (var a in b) { }\nwhile (a) { }', [1, 2]],
    ['lock ($X) { ... }', 'lock (a) { b(); }\nlock (this) c();', [1, 2]],
    ['switch ($X) { ... case 1: ... }', 'switch (a) { case 0: b(); break; case 1: c(); break; }\nswitch (a) { }', [1]],
    ['yield return $X;', 'yield return a;\nyield break;', [1]],
    ['unsafe { ... }', 'unsafe { a(); }\n{ a(); }', [1]],
    ['goto $L;', 'goto end;\nend: a();', [1]],
    ['throw;', 'try { } catch { throw; }\nthrow a;', [1]],
    ['$X.Close();', 'a.Close();\nb = c.Close();\nRun(a.Open());', [1, 2]],
    ['checked($X + $Y)', 'a = checked(b + c);\na = b;', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));

  test('of the top level', async () => {
    await finds('var $X = Make(...);\n...\n$X.Run();', 'using System;\nvar a = Make(1);\nb();\na.Run();', [2]);
  });
});

describe('types and members', () => {
  test.each<Case>([
    ['class $C { ... }', 'class A { }\npublic class B : C { int d; }\nstruct E { }', [1, 2]],
    ['class $C : Base { ... }', 'class A : Base, IB { }\nclass C { }', [1]],
    ['class $C : $B { ... }', 'class A { }\nclass D : E<int> { }', [2]],
    ['public class $C { ... }', 'class A { }\npublic sealed class B { }', [2]],
    ['interface $I { ... }', 'interface A { void M(); }\nclass B { }', [1]],
    ['struct $S { ... }', 'struct A { }\nclass B { }', [1]],
    ['record $R(...)', 'record A(int B);\nclass C { }', [1]],
    ['enum $E { ... }', 'enum A { B, C = 2 }\nclass D { }', [1]],
    ['class $C { ... $T $F = 1; ... }', 'class A { string s; int b = 1; }\nclass C { int b = 2; }', [1]],
    ['void $M(...) { ... }', 'class A { void B() { }\n int C() { return 1; }\n public void D(int e) { } }', [1, 3]],
    ['$T $M(...) { ... }', 'class A { void B() { }\n A() { }\n int c = 1; }', [1]],
    [
      'public $T $M(..., string $P, ...) { ... }',
      'class A { public int B(int c, string d) { return 1; }\n int E(string f) { return 1; } }',
      [1],
    ],
    ['static async Task $M() { ... }', 'class A { public static async Task B() { c(); }\n static Task D() { } }', [1]],
    ['int $M() => $X;', 'class A { int B() => 1;\n int C() { return 2; }\n int D() { e(); return 3; } }', [1, 2]],
    [
      'public string $P { get; set; }',
      'class A { public string B { get; set; }\n public string C { get; }\n public int D { get; set; } }',
      [1],
    ],
    ['public $T $P { get; }', 'class A { public string B { get; set; }\n string C { get; } }', [1]],
    ['private readonly $T $F;', 'class A { private readonly int b;\n private int c; }', [1]],
    ['[Key]', '[Key] class A { [Key] int b;\n int c; }', [1]],
    ['[$A]\nclass $C { ... }', '[Key]\nclass A { }\nclass B { }', [1]],
    ['[Route("...")]\nclass $C { ... }', '[Api, Route("a")]\nclass A { }\n[Route(b)]\nclass B { }', [1]],
    [
      '[Key(Name = $X)]\n$T $M(...) { ... }',
      'class A {\n[Key(1, Name = "b")]\nint B() { }\n[Key(Name = "c")]\nint D() { } }',
      [4],
    ],
    ['[Key(..., Name = $X, ...)]\n$T $M(...) { ... }', 'class A {\n[Key(1, Name = "b")]\nint B() { } }', [2]],
    ['$T $M([FromBody] $P $X) { ... }', 'class A { int B([FromBody] C d) { }\n int E(C d) { } }', [1]],
    ['$T $M(ref $P $X) { ... }', 'class A { int B(ref C d) { }\n int E(C d) { } }', [1]],
    ['event $T $E;', 'class A { event B C;\n int d; }', [1]],
    ['namespace $N { ... }', 'namespace A.B { class C { } }\nclass D { }', [1]],
    ['namespace $N;', 'namespace A.B;\nclass C { }', [1]],
    [
      'class $C { ... $T $M(...) { ... Run(); ... } ... }',
      'class A { int x; void B() { c(); Run(); d(); } }\nclass D { void Run() { } }',
      [1],
    ],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('imports', () => {
  test.each<Case>([
    ['using System.IO;', 'using System.IO;\nusing System;', [1]],
    ['using $X;', 'using System;\nusing A = B.C;\nusing static D.E;', [1, 2, 3]],
    ['using System;\n...\nclass $C { ... }', 'using System;\nnamespace A { class B { } }', [1]],
    [
      'System.IO.File.Delete(...)',
      'using System.IO;\nclass A { void B() { File.Delete(c);\n System.IO.File.Delete(c);\n IO.Delete(c); } }',
      [2, 3],
    ],
    ['System.IO.File.Delete(...)', 'using F = System.IO.File;\nclass A { void B() { F.Delete(c); } }', [2]],
    ['System.Math.Abs(...)', 'using static System.Math;\nclass A { void B() { Abs(c); } }', [2]],
    ['new System.Random()', 'using System;\nclass A { object b = new Random(); }', [2]],
    ['$X.Run(...)', 'using System;\nclass A : B { void C() { Run(1);\n a.Run(1); } }', [3]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('types of expressions', () => {
  test.each<Case>([
    [
      '(Box $X).Open()',
      'class A { Box b; void C(Box d, Bag e) { d.Open();\n e.Open();\n b.Open();\n this.b.Open(); } }',
      [1, 3, 4],
    ],
    [
      '(Box $X).Open()',
      'class A { void C() { var d = new Box();\n d.Open();\n Box e = Make();\n e.Open();\n using Box f = Make();\n f.Open(); } }',
      [2, 4, 6],
    ],
    [
      '(Box $X).Open()',
      'class A { void C() { foreach (Box d in e) d.Open();\n if (f is Box g) g.Open();\n Make(out Box h);\n h.Open(); } }',
      [1, 2, 4],
    ],
    ['(List<$T> $X).Add(...)', 'class A { void C(List<int> d, Set<int> e) { d.Add(1);\n e.Add(1); } }', [1]],
    ['(List $X).Add(...)', 'class A { void C(List<int> d) { d.Add(1); } }', [1]],
    ['Run((string $X))', 'class A { void C(string? d, int e) { Run(d);\n Run(e);\n Run("f"); } }', [1, 3]],
    ['($T $X).Mode = $M;', 'class A { void C(Box d) { d.Mode = 1;\n e.Mode = 1; } }', [1]],
    ['return (Box $X);', 'class A { Box C(Box d, Bag e) { if (d.Ok) return d;\n return e; } }', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('values known without running', () => {
  test.each<Case>([
    ['Run(5)', 'class A { const int B = 5; void C() { Run(B);\n int d = 5;\n Run(d);\n d = 6;\n Run(d); } }', [1, 3]],
    ['Run("ab")', 'class A { void C() { var d = "a" + "b";\n Run(d);\n Run($"a{e}"); } }', [2]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

test('a file that breaks off is searched as far as it is understood', async () => {
  await finds('Run(...)', 'class A { void B() { Run(1);\n Run(2);\n if (', [1, 2]);
});

describe('what flows from a source to a sink', () => {
  const rule = {
    mode: 'taint',
    'pattern-sources': [{ pattern: 'source(...)' }],
    'pattern-sinks': [{ pattern: 'sink(...)' }],
    'pattern-sanitizers': [{ pattern: 'clean(...)' }],
  };

  test.each<readonly [code: string, lines: readonly number[]]>([
    [
      'class A { void F() { var a = source();\n sink(a);\n sink($"x{a}");\n sink("x" + a);\n sink(clean(a)); } }',
      [2, 3, 4],
    ],
    ['class A { void F() { var a = new B { C = source() };\n sink(a.C);\n sink(a);\n sink(C); } }', [2, 3]],
    ['class A { void F() { foreach (var x in source()) {\n sink(x); } } }', [2]],
    ['class A { void F() { using (var x = source()) {\n sink(x); } } }', [2]],
    ['class A { void F() { if (source() is string s) {\n sink(s); } } }', [2]],
    ['class A { string b; void F() { b = source();\n sink(b);\n this.b = source();\n sink(this.b); } }', [2, 4]],
    ['class A { void F() { var a = b.Select(x => source()).ToList();\n sink(a); } }', []],
    ['class A { void F() { var q = source();\n var r = q?.Trim() ?? "d";\n sink(r); } }', [3]],
    ['class A { async Task F() { var q = await source();\n sink(q); } }', [2]],
    ['class A { void F() { var r = x switch { 1 => source(), _ => "" };\n sink(r); } }', [2]],
    ['class A { void F() { string r = G(source());\n sink(r); } string G(string s) { return s + "x"; } }', [2]],
    ['class A { void F() { string r = G(source());\n sink(r); } string G(string s) => s.Trim(); }', [2]],
    [
      'class A { string P => source(); void F() { var sb = new StringBuilder();\n sb.Append(source());\n sink(sb.ToString()); } }',
      [],
    ],
    [
      'class A { void F() { G(out var x, source()); sink(x); try { var y = source(); sink(y);\n } catch (E e) { } lock (z) { sink(source());\n } } }',
      [1, 2],
    ],
    ['class A { void F() { switch (source()) { case string s: sink(s); break; } } }', [1]],
    [
      'class A { void F() { var q = from x in source() select x;\n sink(q); (var a, var b) = source();\n sink(a); } }',
      [2, 3],
    ],
  ])('%s', async (code, lines) => {
    expect((await scanCode('csharp', rule, code)).lines).toEqual(lines);
  });
});
