import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const finds = async (pattern: string, code: string, expected: readonly number[]) =>
  expect((await scanCode('c', pattern, code)).lines).toEqual(expected);

/** Statements within a function; the first of them is on line 1. */
const body = (statements: string): string => `void k(void) { ${statements} }`;

describe('expressions', () => {
  test.each<Case>([
    ['$X == $X', 'a = b == b;\na = b == c;', [1]],
    ['run($X, ...)', 'run(a);\nrun(a, 2);\nrun();', [1, 2]],
    ['$F($X)', 'run(a);\nrun(a, b);', [1]],
    ['run("...")', 'run("a");\nrun("a" "b");\nrun(c);', [1, 2]],
    ['"$S"', 'run("a");\nrun(a);', [1]],
    ['sizeof(...)', 'a = sizeof(int);\na = sizeof b;\na = size(b);', [1, 2]],
    ['sizeof($T *)', 'a = sizeof(char *);\na = sizeof(char);', [1]],
    ['(int)$X', 'a = (int)b;\na = (char)b;', [1]],
    ['(char *)$X', 'a = (char *)b;\na = (char)b;', [1]],
    ['$X->$F', 'a = b->c;\na = (*b).c;\na = b.c;', [1, 2]],
    ['$X.$F', 'a = b->c;\na = b.c;', [2]],
    ['$X->next->next', 'a = b->next->next;\na = b->next;', [1]],
    ['$X[$I]', 'a = b[1];\na = b;', [1]],
    ['*$X = $Y', '*a = b;\na = b;', [1]],
    ['&$X', 'run(&a);\nrun(a);', [1]],
    ['$X & $Y', 'a = b & c;\na = b && c;', [1]],
    ['!$X', 'a = !b;\na = ~b;', [1]],
    ['$X++', 'a++;\na--;', [1]],
    ['$X += $Y', 'a += b;\na -= b;', [1]],
    ['$C ? $X : $X', 'a = b ? c : c;\na = b ? c : d;', [1]],
    ['NULL', 'a = NULL;\na = 0;', [1]],
    ['0', 'a = NULL;\na = 0;\na = 0x0;', [2, 3]],
    ["'a'", "a = 'a';\na = 'b';", [1]],
    ['<... a ...>', 'run(b + a);\nrun(b);', [1]],
    ['$X = malloc(...)', 'a = malloc(1);\nchar *b = malloc(2);\nc = calloc(1, 2);', [1, 2]],
    ['malloc($N * sizeof($T))', 'a = malloc(3 * sizeof(int));\na = malloc(3);', [1]],
    ['(struct box){ ... }', 'a = (struct box){ 1 };\na = b;', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('statements', () => {
  test.each<Case>([
    ['$X = get();\n...\nuse($X);', 'a = get();\nb();\nif (c) { use(a); }', [1]],
    ['free($P);\n...\nfree($P);', 'free(a);\nb();\nfree(a);\nfree(c);', [1]],
    ['if ($C) { ... }', 'if (a) b();\nif (a) { b(); } else { c(); }\nwhile (a) { }', [1, 2]],
    ['if ($C) $S; else $S;', 'if (a) b(); else b();\nif (a) b(); else c();', [1]],
    ['if ($X = $Y) { ... }', 'if (a = b) { }\nif (a == b) { }', [1]],
    ['if ($C)\n  goto $L;\n  goto $L;', 'if (a)\n  goto b;\n  goto b;\nif (a)\n  goto b;\nb: ;', [1]],
    ['while ($C) { ... }', 'while (a) { b(); }\nwhile (a) b();', [1, 2]],
    ['for (...) { ... }', 'for (int i = 0; i <= n; i++) { }\nwhile (a) { }', [1]],
    ['while (1) { ... }', 'while (1) { b(); }\nfor (;;) { }', [1]],
    ['do { ... } while ($C);', 'do { a(); } while (b);\nwhile (b) { }', [1]],
    ['for (...; $X <= $N; ...) { ... }', 'for (int i = 0; i <= n; i++) { }\nfor (i = 0; i < n; i++) { }', [1]],
    ['for (int $I = 0; ...; $I++) { ... }', 'for (int i = 0; i < n; i++) a();\nfor (i = 0; i < n; i++) { }', [1]],
    [
      'switch ($X) { ... case 1: ... }',
      'switch (a) { case 0: b(); break; case 1: c(); break; }\nswitch (a) { case 2: d(); }',
      [1],
    ],
    ['return $X;', 'return a;\nreturn;', [1]],
    ['goto $L;', 'goto a;\na: b();', [1]],
    ['run(...);', 'run(1);\na = run(2);\nstop(run);', [1, 2]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('declarations', () => {
  test.each<Case>([
    ['int $X = $V;', 'int a = 1;\nint b;\nchar c = 1;', [1]],
    ['int $X;', 'int a;\nchar b;', [1]],
    ['$T $X = $V;', 'int a = 1, b = 2;\nchar *c = d;\ne = 1;', [1, 2]],
    ['$T *$X = $V;', 'int a = 1;\nchar *c = d;\nchar **e = f;', [2, 3]],
    ['char *$X;', 'char *a;\nchar b;\nint *c;', [1]],
    ['char $X[$N];', 'char a[10];\nchar b;\nint c[3];', [1]],
    ['$T $X[5];', '#define N 5\nvoid f(void) { int n = 5;\nint a[5];\nint b[n];\nint c[6]; }', [3, 4]],
    ['unsigned int $X = $V;', 'unsigned int a = 1;\nint b = 1;', [1]],
    ['const char *$X = "...";', 'const char *a = "b";\nchar *c = "d";', [1]],
    ['static $T $X = $V;', 'static int a = 1;\nint b = 1;', [1]],
    ['struct $S $X;', 'struct box a;\nint b;', [1]],
    ['struct box *$X = $V;', 'struct box *a = b;\nstruct bag *c = d;', [1]],
    ['$T $X = { ... };', 'int a[] = { 1, 2 };\nint b = 1;', [1]],
    ['$T $X[] = { ..., 2, ... };', 'int a[] = { 1, 2 };\nint b[] = { 1 };', [1]],
    ['int $F(...) { ... }', 'int a(int b) { return b; }\nvoid c(void) { }\nint d(void);', [1]],
    ['$T $F(...) { ... }', 'int a(int b) { return b; }\nchar *c(void) { return 0; }\nint d;', [1, 2]],
    ['$T *$F(...) { ... }', 'int a(int b) { return b; }\nchar *c(void) { return 0; }', [2]],
    ['static $T $F(...) { ... }', 'static int a(int b) { return b; }\nint c(void) { }', [1]],
    ['int $F(..., char *$P, ...) { ... }', 'int a(int b, char *c) { }\nint d(char e) { }', [1]],
    ['int $F(void) { ... }', 'int a(void) { }\nint b(int c) { }', [1]],
    ['int main(int $C, char **$V) { ... }', 'int main(int a, char **b) { return 0; }', [1]],
    ['int $F(...);', 'int a(int b);\nvoid c(void);', [1]],
    ['struct $S { ... }', 'struct box { int a; };\nunion bag { int b; };', [1]],
    ['struct $S { ... int $F; ... };', 'struct box { char a; int b; };\nstruct bag { char c; };', [1]],
    ['enum $E { ... }', 'enum e { A, B = 2 };\nint a;', [1]],
    ['union $U { ... }', 'struct box { int a; };\nunion bag { int b; };', [2]],
    ['typedef $T $N;', 'typedef int a;\nint b;', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('the preprocessor', () => {
  test.each<Case>([
    ['#include $X', '#include <a.h>\n#include "b.h"\nint c;', [1, 2]],
    ['#include <a.h>', '#include <a.h>\n#include <b.h>', [1]],
    ['#include "a.h"', '#include <a.h>\n#include "b.h"', [1]],
    ['#define $N $V', '#define A 1\nint b = 1;', [1]],
    ['run($X)', '#ifdef A\nint b = run(1);\n#else\nint b = run(2);\n#endif\n', [2, 4]],
    ['run(...)', 'int f() {\n#if A\n run(1);\n#elif B\n run(2);\n#endif\n}', [3, 5]],
    ['RUN(...)', 'RUN(1);\nint f() { RUN(2); }', [1, 2]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('types of expressions', () => {
  test.each<Case>([
    [
      '(char *$X) == (char *$Y)',
      'void f(char *a, const char *b, int c, int d) { a == b;\n c == d;\n a == "e"; }',
      [1, 3],
    ],
    ['run((int $X))', 'void f(int a, char b) { run(a);\n run(b);\n run(1); }', [1, 3]],
    ['($T *$X) == NULL', 'void f(int *a, int b) { a == NULL;\n b == NULL; }', [1]],
    ['run((struct box *$X))', 'void f(struct box *a, struct box b) { run(a);\n run(b); }', [1]],
    ['run((unsigned int $X))', 'void f(unsigned int a, int b) { run(a);\n run(b); }', [1]],
    ['run((char **$X))', 'int main(int a, char **b) { run(b);\n run(a); }', [1]],
    ['run((char $X[]))', 'int main(void) { char a[3]; run(a); }', []],
    ['return (char *$X);', 'char *f(char *a, int b) { if (b) return a;\n return b; }', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

test('values known without running', async () => {
  await finds(
    'run(10)',
    'const int a = 10;\nvoid f(void) { run(a);\n int b = 5 * 2;\n run(b);\n b = 3;\n run(b); }',
    [2, 4],
  );
});

test('pointers nested without end are no trouble', async () => {
  const code = `int ${'*'.repeat(3000)}a; run(1);`;
  await finds('run(1)', code, [1]);
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
      'void f() { char *a = source();\n sink(a);\n *b = source();\n sink(b);\n c->d = source();\n sink(c->d); sink(clean(a)); }',
      [2, 4, 6],
    ],
    ['void f() { char a[10];\n a[0] = source();\n sink(a);\n b = (char *)source();\n sink(b); }', [3, 5]],
    [
      'char *g(char *x) { return x; } void f() { char *a = g(source());\n sink(a); for (int i = 0; i < source(); i++) { sink(i); } }',
      [2],
    ],
    [
      'void f() { char *a; a = source(); if (x) { sink(a);\n } switch (y) { case 1: sink(a);\n } do { sink(a);\n } while (x); }',
      [1, 2, 3],
    ],
  ])('%s', async (code, lines) => {
    expect((await scanCode('c', rule, code)).lines).toEqual(lines);
  });
});
