import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code (behind `<?php` on the first line), and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('php', pattern, `<?php ${code}`)).lines;

function table(cases: readonly Case[]): void {
  test.each<Case>(cases)('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
}

describe('variables and metavariables', () => {
  table([
    ['f($X)', 'f($a);\nf(1);\nf(B);\nf();', [1, 2, 3]],
    ['f($x)', 'f($x);\nf($y);\nf(x);', [1]],
    ['$_GET[$K]', '$_GET["a"];\n$_POST["a"];\n$b["a"];', [1]],
    ['$_SERVER["HOST"]', '$_SERVER["HOST"];\n$_SERVER["PORT"];', [1]],
    ['$X == $X', '$a == $a;\n$a == $b;\n$a === $a;', [1]],
    ['$X = $Y', '$a = 1;\n$a .= 1;\n$a = &$b;', [1, 3]],
    ['$X .= $Y', '$a .= "b";\n$a = "b";', [1]],
    ['$F($X)', 'foo(1);\n$f(1);\n$a->b(1);', [1, 2, 3]],
    ['$...ARGS', '', []],
    ['f($...ARGS, 1)', 'f(1);\nf(2, 3, 1);\nf(1, 2);', [1, 2]],
    ['f(...)', 'f();\nf(1, 2);\ng();', [1, 2]],
    ['f(..., 1, ...)', 'f(0, 1, 2);\nf(2);', [1]],
    ['f(...$args)', 'f(...$args);\nf($args);', [1]],
    ['$$X', '$$a;\n$a;', [1]],
    ['FOO', 'f(FOO);\nf(foo);', [1]],
  ]);
});

describe('calls and members', () => {
  table([
    ['md5(...)', 'md5($a);\nMD5($a);\n\\md5($a);\nsha1($a);', [1, 2, 3]],
    ['$O->m(...)', '$a->m(1);\n$a?->m();\n$a->n();', [1, 2]],
    ['$this->db->query($Q)', '$this->db->query($q);\n$db->query($q);', [1]],
    ['$O->$M($X)', '$a->b(1);\n$a->$b(1);\n$a->b;', [1, 2]],
    ['$O->$P', '$a->b;\n$a->$b;', [1, 2]],
    ['$O->p', '$a->p;\n$a->p = 1;\n$a->q;', [1, 2]],
    ['A::m(...)', 'A::m(1);\nB::m(1);\n\\A::m();', [1, 3]],
    ['$C::$M(...)', 'A::m();\nstatic::n(1);\n$a->m();', [1, 2, 3]],
    ['A::B', 'f(A::B);\nf(A::C);', [1]],
    ['A::$x', 'f(A::$x);\nf(A::$y);', [1]],
    ['new $C(...)', 'new A();\nnew A;\nnew A(1, 2);\nnew $a;', [1, 2, 3, 4]],
    ['new A($X)', 'new A(1);\nnew A();\nnew \\A(1);', [1, 3]],
    ['f(a: $X)', 'f(a: 1);\nf(1);\nf(b: 1);', [1]],
    ['f(..., b: 2)', 'f(1, b: 2);\nf(b: 2, a: 1);\nf(1);', [1, 2]],
    ['$X-> ... ->end()', '$a->b()->c->end();\n$a->end();\n$a->b();', [1, 2]],
    ['f(<... $_GET[...] ...>)', 'f("a" . $_GET["b"]);\nf($c);', [1]],
    ['$X[$I]', '$a[1];\n$a["b"];', [1, 2]],
    ['$X[] = $V', '$a[] = 1;\n$a[0] = 1;', [1]],
    ['(function (...) { ... })', '$f = function ($a) use ($b) { return 1; };\nfunction g() {}', [1]],
    ['array_map(fn($X) => $Y, $Z)', 'array_map(fn($a) => $a + 1, $b);\narray_map("c", $b);', [1]],
    ['(int) $X', '$a = (int) $b;\n$a = (string) $b;', [1]],
    ['$X instanceof A', '$a instanceof A;\n$a instanceof B;', [1]],
    ['clone $X', '$a = clone $b;', [1]],
    ['@$F(...)', '@f(1);\nf(1);', [1]],
    ['$A ?? $B', '$a ?? $b;\n$a ?: $b;', [1]],
    ['$A ? $B : $C', '$a ? $b : $c;\n$a ?: $c;', [1]],
    ['!$X', '!$a;\n$a;', [1]],
    ['$X && $Y', '$a && $b;\n$a and $b;\n$a || $b;', [1, 2]],
    ['$X . "b"', '$a . "b";\n"x" . $a . "b";\n"b" . $a;', [1, 2]],
    ['$X++', '$a++;\n$a--;', [1]],
    ['match (true) { ... }', '$a = match (true) { $b => 1 };', [1]],
    ['match ($X) { 1 => $Y, ... }', '$a = match ($b) { 1 => 2, default => 3 };', [1]],
  ]);
});

describe('words of the language that are like calls', () => {
  table([
    ['echo $X;', 'echo $a;\nprint $a;\necho $a, $b;\necho($a);', [1, 4]],
    ['echo ...;', 'echo $a, $b;\necho "c";', [1, 2]],
    ['print $X', 'print $a;\nprint($a);', [1, 2]],
    ['include $X', 'include $a;\ninclude($a);\ninclude_once $a;', [1, 2]],
    ['require_once("...")', 'require_once "a";\nrequire "a";', [1]],
    ['isset($X)', 'isset($a);\nisset($a, $b);', [1]],
    ['unset($X);', 'unset($a);', [1]],
    ['exit(...)', 'exit(1);\nexit;\ndie(1);', [1, 2]],
    ['die(...)', 'die(1);\ndie("a");\nexit(1);', [1, 2]],
    ['eval($X)', 'eval($a);', [1]],
    ['empty($X)', 'empty($a);\nisset($a);', [1]],
    ['`...`', '$a = `ls $b`;\n$a = "ls";', [1]],
    ['throw new $E(...);', 'throw new A("b");\nthrow $e;', [1]],
    ['yield $X', 'function g() {\nyield 1;\n}', [2]],
    ['list($A, ...) = $C', 'list($a, $b) = $c;\n$a = $c;', [1]],
    ['list($A, $B) = $C', 'list($a, $b) = $c;\n[$a, $b] = $c;', [1, 2]],
    ['global $X;', 'function f() {\nglobal $a;\n}', [2]],
    ['goto $L;', 'a: f();\ngoto a;', [2]],
  ]);
  test('also in templates', async () => {
    const { lines: found } = await scanCode('php', 'echo $X', '<b><?= $a ?></b>\n<?php f(); ?>\n<p>\n<?= $b ?>');
    expect(found).toEqual([1, 4]);
    expect((await scanCode('php', '<?= $X ?>', '<?php echo $a;\nprint $a;')).lines).toEqual([1]);
  });
});

describe('literals', () => {
  table([
    ['"..."', 'f("a");\nf(\'b\');\nf($c);', [1, 2]],
    ['f("a")', 'f("a");\nf(\'a\');\nf("b");', [1, 2]],
    ['f("$S")', 'f("a");\nf($a);', [1]],
    ["f('$S')", "f('a');\nf($a);", [1]],
    ['f("...$X...")', 'f("a $b c");\nf("a {$b->c} d");\nf("a");', [1, 2]],
    ['f("a $x")', 'f("a $x");\nf("a {$x}");\nf("a ${x}");\nf("a $y");', [1, 2, 3]],
    ['f("=~/^sel/")', 'f("select");\nf("update");', [1]],
    ['f(true)', 'f(true);\nf(TRUE);\nf(false);', [1, 2]],
    ['f(null)', 'f(NULL);\nf(0);', [1]],
    ['f(16)', 'f(16);\nf(0x10);\nf(17);', [1, 2]],
    ['f([])', 'f([]);\nf(array());\nf([1]);', [1, 2]],
    ['[..., "a" => $X, ...]', '$a = ["b" => 1, "a" => 2];\n$a = array("a" => 1);\n$a = ["c" => 1];', [1, 2]],
    ['"a" => $X', '$a = ["a" => 1];\n$a = ["b" => 1];', [1]],
    ['[$X, ...]', '$a = [1, 2];\n$a = [];', [1]],
    ['f("...")', "f(<<<A\n  text\n  A);\nf(<<<'B'\n  text\n  B);", [1, 4]],
    ['f("text")', 'f(<<<A\ntext\nA);\nf(<<<A\nother\nA);', [1]],
    ['f("...$X...")', 'f(<<<A\n  a $b c\n  A);', [1]],
  ]);
});

describe('statements', () => {
  table([
    ['if ($C) { ... }', 'if ($a) { f(); }\nif ($a) { f(); } else { g(); }\nif ($a): f(); endif;', [1, 3]],
    ['if ($C) { ... } else { ... }', 'if ($a) { f(); } else { g(); }\nif ($a) { f(); }', [1]],
    ['if (...) { ... } elseif ($C) { ... }', 'if ($a) {} elseif ($b) {}\nif ($a) {} else if ($b) {}', [1, 2]],
    ['while ($C) { ... }', 'while ($a) { f(); }\nwhile ($a): f(); endwhile;', [1, 2]],
    ['do { ... } while ($C);', 'do { f(); } while ($a);', [1]],
    ['for (...) { ... }', 'for ($i = 0; $i < 1; $i++) { f(); }', [1]],
    ['for ($I = 0; $C; $I++) { ... }', 'for ($i = 0; $i < 1; $i++) { f(); }\nfor ($i = 1; $i < 2; $i++) {}', [1]],
    ['foreach ($A as $B) { ... }', 'foreach ($a as $b) { f(); }\nforeach ($a as $k => $v) {}', [1, 2]],
    ['foreach ($A as $K => $V) { ... }', 'foreach ($a as $b) {}\nforeach ($a as $k => &$v) {}', [2]],
    ['switch ($X) { case 1: ... }', 'switch ($a) { case 1: f(); }\nswitch ($a) { case 2: f(); }', [1]],
    ['switch ($X) { ... }', 'switch ($a) { case 1: f(); }', [1]],
    ['switch ($X) { ... case 2: ... }', 'switch ($a) { case 1: f(); case 2: g(); }\nswitch ($a) { case 1: f(); }', [1]],
    ['try { ... } catch ($E $X) { ... }', 'try { f(); } catch (A $e) { g(); }\ntry { f(); } finally { g(); }', [1]],
    ['catch (Exception $X) { }', 'try { f(); } catch (Exception $e) { }\ntry { f(); } catch (A $e) { }', [1]],
    ['return $X;', 'function f() {\nreturn 1;\nreturn;\n}', [2]],
    ['$X = f();\n...\ng($X);', '$a = f();\nif ($b) {\n  g($a);\n}', [1]],
    ['f();', 'f();\n$a = f();\ng(f());', [1, 2, 3]],
    ['declare(strict_types=1);', 'declare(strict_types=1);', [1]],
  ]);
});

describe('definitions', () => {
  table([
    ['function $F(...) { ... }', 'function f($a) { g(); }\nclass A {\nfunction m() {}\n}', [1, 3]],
    ['function f($X) { ... }', 'function f($a) {}\nfunction F(int $a) {}\nfunction f($a, $b) {}', [1, 2]],
    ['function f(..., $X = $V) { ... }', 'function f($a, $b = 1) {}\nfunction f($a) {}', [1]],
    ['function $F(..., A $X, ...) { ... }', 'function f(A $a) {}\nfunction g(?A $a) {}\nfunction h(B $a) {}', [1, 2]],
    [
      'protected function $F(...): $T { ... }',
      'class A {\nprotected function f(): int {}\nprotected function g() {}\n}',
      [2],
    ],
    ['function $F(...): int { ... }', 'function f(): int {}\nfunction g() {}', [1]],
    ['function $F(...$X) { ... }', 'function f(...$a) {}\nfunction g($a) {}', [1]],
    ['public function $F(...) { ... }', 'class A {\npublic function f() {}\nprivate function g() {}\n}', [2]],
    ['function f($X)', 'function f($a) { g(); }\nfunction h($a) {}', [1]],
    ['class $C { ... }', 'class A { }\nabstract class B extends A { }\ninterface I { }', [1, 2]],
    ['class $C extends A { ... }', 'class B extends A { }\nclass C { }', [1]],
    ['class $C implements I { ... }', 'class B extends A implements H, I { }\nclass C implements J { }', [1]],
    ['class $C { ... public $P = $V; ... }', 'class A { private $a = 1; public $b = 2; }\nclass B { }', [1]],
    ['class $C { ... function f() { ... } ... }', 'class A {\npublic function f() {}\n}', [1]],
    ['interface $I { ... }', 'interface I { }\nclass A { }', [1]],
    ['trait $T { ... }', 'trait T { }\nclass A { }', [1]],
    ['enum $E { ... }', 'enum E: string { case A = "a"; }', [1]],
    ['class $C { use $T; ... }', 'class A { use T; }\nclass B { private $a; }', [1]],
    ['$P = [];', 'class A {\nprotected $a = [];\nprivate array $b = [];\n}', [2, 3]],
    ['private $P = "...";', 'class A {\nprivate $a = "b";\npublic $c = "d";\n}', [2]],
    ['const $C = "...";', 'const A = "b";\nclass A {\nconst B = "c";\nconst D = 1;\n}', [1, 3]],
    ['#[A]\nfunction $F(...) { ... }', '#[A]\nfunction f() {}\nfunction g() {}', [1]],
    ['#[A(...)]\nclass $C { ... }', '#[A(1)]\nclass B { }\nclass C { }', [1]],
  ]);
});

describe('names', () => {
  table([
    ['use A\\B;', 'use A\\B;\nuse A\\C;\nuse A\\{B, D};', [1, 3]],
    ['new A\\B()', 'use A\\B;\nnew B();\nnew \\A\\B();\nnew C();', [2, 3]],
    ['new A\\B()', 'use A\\B as C;\nnew C();\nnew B();', [2]],
    ['A\\B::m()', 'use A\\B;\nB::m();\n\\A\\B::m();', [2, 3]],
    ['A\\f()', 'use function A\\{f, g};\nf();\ng();', [2]],
    ['new A\\C()', 'use A\\C;\nnew C();\nuse B\\C;\nnew C();', [2]],
    ['class $X extends A\\B { ... }', 'use A\\B;\nclass C extends B { }\nclass D extends E { }', [2]],
    ['namespace $N;', 'namespace A\\B;', [1]],
  ]);
});

describe('known values', () => {
  table([
    ['f("ab")', '$a = "a" . "b";\nf($a);\nf("a" . "b");\nf("a$b");', [2, 3]],
    ['f("...")', 'const A = "b";\nf(A);\nf(C);', [2]],
    ['f("...")', 'class A {\nconst B = "c";\nfunction g() {\nf(self::B);\nf(A::B);\nf(self::D);\n}\n}', [4, 5]],
    ['f("...")', '$a = escapeshellarg("b");\nf($a);\nf(other("b"));', [2]],
    ['f(false)', '$a = false;\nf($a);\nf($b);', [2]],
    ['f("...")', 'function g($a) {\nif ($a) { $b = "c"; } else { $b = $a; }\nf($b);\n}', []],
  ]);
});

describe('types', () => {
  table([
    ['(A $X)->m()', 'function f(A $a, B $b) {\n$a->m();\n$b->m();\n}', [2]],
    ['(A\\B $X)->m()', 'use A\\B;\nfunction f(B $a) {\n$a->m();\n}', [3]],
    ['f((A $X))', '$a = new A();\nf($a);\nf(new A());\nf(new B());', [2, 3]],
  ]);
});

describe('flow', () => {
  const rule = {
    mode: 'taint',
    'pattern-sources': [{ pattern: '$_GET' }],
    'pattern-sinks': [{ pattern: 'sink($X)' }],
  };
  test.each<Case>([
    ['through text', '$a = $_GET["a"];\nsink("b $a");\nsink("b {$a}");\n$c = "b";\n$c .= $a;\nsink($c);', [2, 3, 6]],
    ['to keys and values of loops', 'foreach ($_GET as $k => $v) {\nsink($k);\nsink($v);\n}', [2, 3]],
    ['by key', '$a = ["b" => $_GET["b"], "c" => 1];\nsink($a["b"]);\nsink($a["c"]);', [2]],
    ['into places of arrays', '$a = [];\n$a[] = $_GET["b"];\nsink($a);', [3]],
    ['through lists', '[$a, $b] = $_GET;\nsink($b);\nlist(, $c) = $_GET;\nsink($c);', [2, 4]],
    ['through arms', '$a = match ($b) { 1 => $_GET["c"], default => 2 };\nsink($a);', [2]],
    ['into closures', '$a = $_GET["a"];\n$f = function () use ($a) {\nsink($a);\n};\n$g = fn() => sink($a);', [3, 5]],
    [
      'through methods of the class',
      'class A {\nfunction f() { return $_GET["a"]; }\nfunction g() {\nsink($this->f());\n}\n}',
      [4],
    ],
  ])('%s', async (_, code, expected) => {
    expect((await scanCode('php', rule, `<?php ${code}`)).lines).toEqual(expected);
  });
});
