import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const finds = async (pattern: string, code: string, expected: readonly number[]) =>
  expect((await scanCode('cpp', pattern, code)).lines).toEqual(expected);

/** Statements within a function; the first of them is on line 1. */
const body = (statements: string): string => `void k() { ${statements} }`;

describe('expressions', () => {
  test.each<Case>([
    ['$X == $X', 'a = b == b;\na = b == c;', [1]],
    ['run($X, ...)', 'run(a);\nrun(a, 2);\nrun();', [1, 2]],
    ['a::b::run(...)', 'a::b::run(1);\nb::run(1);', [1]],
    ['std::$F(...)', 'std::move(a);\nmove(a);\na.move();', [1]],
    ['std::make_unique<$T>(...)', 'auto a = std::make_unique<Box>(1);\nauto b = std::make_shared<Box>(1);', [1]],
    ['std::make_unique(...)', 'auto a = std::make_unique<Box>(1);', [1]],
    ['new $T(...)', 'auto a = new Box(1);\nauto b = new Box;\nauto c = Box(1);', [1, 2]],
    ['new $T[$N]', 'auto a = new int[10];\nauto b = new Box(1);', [1]],
    ['delete $X;', 'delete a;\ndelete[] b;', [1]],
    ['delete[] $X;', 'delete a;\ndelete[] b;', [2]],
    ['$X->$M(...)', 'a->b(1);\na.b(1);', [1]],
    ['$X.$M(...)', 'a->b(1);\na.b(1);', [2]],
    ['this->$F', 'a = this->b;\na = c->b;', [1]],
    ['static_cast<$T>($X)', 'a = static_cast<int>(b);\na = (int)b;', [1]],
    ['reinterpret_cast<char *>($X)', 'a = reinterpret_cast<char *>(b);\na = reinterpret_cast<int *>(b);', [1]],
    ['(int)$X', 'a = (int)b;\na = static_cast<int>(b);', [1]],
    ['$X << $Y', 'std::cout << a;\na = b >> c;', [1]],
    ['std::cout << ... << $X', 'std::cout << a << b << c;\nstd::cerr << a;', [1]],
    ['nullptr', 'a = nullptr;\na = 0;', [1]],
    ['[&](...) { ... }', 'run([&](int a) { b(); });\nrun(a);', [1]],
    ['"..."', 'run("a");\nrun(R"(b)");\nrun(c);', [1, 2]],
    ['sizeof($X)', 'a = sizeof(b);\na = size(b);', [1]],
    ['$X.at($I)', 'a.at(1);\na[1];', [1]],
    ['std::string($X)', 'run(std::string(a));\nrun(a);', [1]],
    ['typeid($X)', 'a = typeid(b);\na = c;', [1]],
    ['<... a ...>', 'run(b + a);\nrun(b);', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('statements', () => {
  test.each<Case>([
    ['$X = get();\n...\nuse($X);', 'a = get();\nb();\nif (c) { use(a); }', [1]],
    ['delete $P;\n...\n$P->$M(...);', 'delete a;\nb();\na->c();', [1]],
    ['auto $X = $V;', 'auto a = b;\nint c = d;', [1]],
    ['std::string $X = $V;', 'std::string a = b;\nint c = d;', [1]],
    ['std::vector<$T> $X;', 'std::vector<int> a;\nstd::list<int> b;', [1]],
    ['$T $X = $V;', 'int a = 1;\nauto b = 2;\nc = 3;', [1, 2]],
    ['char $X[$N];', 'char a[10];\nint b[10];', [1]],
    ['if ($C) { ... }', 'if (a) b();\nif (a) { b(); } else { c(); }\nwhile (a) { }', [1, 2]],
    ['for (auto &$X : $Y) { ... }', 'for (auto &a : b) { c(); }\nfor (int i = 0; i < n; i++) { }', [1]],
    ['for ($T $X : $Y) { ... }', 'for (int a : b) c();\nfor (;;) { }', [1]],
    ['while ($C) { ... }', 'while (a) { b(); }\nif (a) { }', [1]],
    ['try { ... } catch ($T $E) { ... }', 'try { a(); } catch (Bad e) { b(); }\na();', [1]],
    ['try { ... } catch (...) { ... }', 'try { a(); } catch (...) { b(); }\na();', [1]],
    [
      'catch (const std::exception &$E) { }',
      'try { a(); } catch (const std::exception &e) { }\ntry { a(); } catch (int e) { }',
      [1],
    ],
    ['throw $X;', 'throw Bad("a");\nthrow;', [1]],
    ['return $X;', 'return a;\nreturn;', [1]],
    [
      'switch ($X) { ... case 1: ... }',
      'switch (a) { case 0: b(); break; case 1: c(); break; }\nswitch (a) { case 2: d(); }',
      [1],
    ],
    ['co_return $X;', 'co_return a;\nreturn a;', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('declarations', () => {
  test.each<Case>([
    ['class $C { ... };', 'class A { int b; };\nstruct C { };', [1]],
    ['class $C { ... public: ... };', 'class A { int b; public: int c; };\nstruct C { };', [1]],
    [
      'template <typename $T> $R $F(...) { ... }',
      'template <typename T> T a(T b) { return b; }\nint c() { return 1; }',
      [1],
    ],
    ['class $C : public $B { ... };', 'class A : public B { };\nclass C { };', [1]],
    ['struct $S { ... };', 'class A { int b; };\nstruct C { int d; };', [2]],
    [
      'class $C { ... $T $F(...) { ... } ... };',
      'class A { public: int b() { return 1; } };\nclass C { int d; };',
      [1],
    ],
    ['class $C { ... virtual $T $F(...); ... };', 'class A { virtual void b(); };\nclass C { void d(); };', [1]],
    ['$T $F(...) { ... }', 'int a(int b) { return b; }\nvoid C::d() { }\nint e;', [1, 2]],
    ['$T $C::$F(...) { ... }', 'int a(int b) { return b; }\nvoid C::d() { }', [2]],
    [
      'int $F(..., std::string $P, ...) { ... }',
      'int a(int b, const std::string &c) { return 1; }\nint d(int e) { return 1; }',
      [1],
    ],
    ['template <typename $T> class $C { ... };', 'template <typename T> class A { T b; };', [1]],
    ['namespace $N { ... }', 'namespace a { int b; }\nint c;', [1]],
    ['using namespace $N;', 'using namespace std;\nusing std::string;', [1]],
    ['using $A = $T;', 'using A = int;\nint b;', [1]],
    ['enum class $E { ... };', 'enum class A { B, C };\nint d;', [1]],
    ['auto $F(...) -> $T { ... }', 'auto a(int b) -> int { return b; }\nvoid c() { }', [1, 2]],
    ['#include <$X>', '#include <a.h>\nint b;', [1]],
    ['[[nodiscard]] $T $F(...);', '[[nodiscard]] int a();\nint b();', [1]],
    ['run(...)', 'class A { A() : b(run(1)) { }\n int c = run(2); };', [1, 2]],
    ['run(...)', 'template <class T> void f(T a) { run(a); }\nextern "C" { void g() { run(1);\n } }', [1, 2]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('names', () => {
  test.each<Case>([
    ['std::move($X)', 'using namespace std;\nvoid f() { move(a);\n std::move(a); }', [2, 3]],
    ['std::move($X)', 'using std::move;\nvoid f() { move(a);\n copy(a); }', [2]],
    ['std::filesystem::remove($X)', 'namespace fs = std::filesystem;\nvoid f() { fs::remove(a); }', [2]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('types of expressions', () => {
  test.each<Case>([
    ['(std::string $X).c_str()', 'void f(const std::string &a, Box b) { a.c_str();\n b.c_str(); }', [1]],
    ['(Box *$X)->open()', 'void f(Box *a, Bag *b) { a->open();\n b->open(); }', [1]],
    ['(Box $X).open()', 'void f() { Box a(1);\n a.open();\n auto b = Box{2};\n b.open(); }', [2, 4]],
    ['(std::vector<$T> $X).at(...)', 'void f(std::vector<int> a, int b) { a.at(1);\n b.at(1); }', [1]],
    ['(char *$X) == (char *$Y)', 'void f(char *a, int b) { a == "c";\n b == 1; }', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

test('values known without running', async () => {
  await finds(
    'run(10)',
    'constexpr int a = 10;\nvoid f() { run(a);\n int b = 5 * 2;\n run(b);\n int c{d};\n run(c); }',
    [2, 4],
  );
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
      'void f() { std::string a = source();\n sink(a);\n sink(a + "x");\n sink(a.c_str());\n auto b = new B(source());\n sink(b); }',
      [2, 3, 4, 6],
    ],
    [
      'void f() { for (auto &x : source()) {\n sink(x); } std::string s(source());\n sink(s); auto t = std::move(s);\n sink(t); }',
      [2, 3, 4],
    ],
    ['void f() { std::ostringstream s; s << source();\n sink(s.str()); }', []],
  ])('%s', async (code, lines) => {
    expect((await scanCode('cpp', rule, code)).lines).toEqual(lines);
  });
});
