import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('python', pattern, code)).lines;

describe('calls and arguments', () => {
  test.each<Case>([
    ['f(a=1)', 'f(a=1)\nf(a=1, b=2)\nf(1)', [1]],
    ['f(..., b=2, a=1)', 'f(0, a=1, b=2)\nf(a=1)', [1]],
    ['f(..., shell=True, ...)', 'f("x", shell=True)\nf("x", shell=False)', [1]],
    ['f($X: int)', 'f(1)\nf("a")', [1]],
    ['f(*$A)', 'f(*a)\nf(a)', [1]],
    ['$F(**$K)', 'g(**k)\ng(k)', [1]],
    ['f"...{$X}..."', 'f"a{b}c"\n"abc"', [1]],
    ['"..."', 'x = "a" "b"\ny = 1', [1]],
    ['x[...]', 'x[1]\nx[1:2]\ny[1]', [1, 2]],
    ['[... for ... in f(...)]', '[a for a in f(1)]\n[a for a in g(1)]', [1]],
    ['{..., "k": $V, ...}', '{"a": 1, "k": 2}\n{"a": 1}', [1]],
    ['{...}', '{1, 2}\n{"a": 1}\n[1]', [1, 2]],
    ['1, 2', '(1, 2)\n[1, 2]', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('statements', () => {
  test.each<Case>([
    ['if $X:\n  ...', 'if a:\n  b()\nelse:\n  c()\nif d:\n  e()', [1, 5]],
    ['def $F(..., $P=[], ...):\n  ...', 'def f(a, b=[]):\n  pass\ndef g(a):\n  pass', [1]],
    ['@app.route(...)\ndef $F(...):\n  ...', '@app.route("/")\ndef f(): pass\n@other\ndef g(): pass', [1]],
    ['@staticmethod\ndef $F(...): ...', '@staticmethod\ndef f(): pass', [1]],
    ['@$D(...)', '@a("x")\ndef f(): pass', [1]],
    ['try:\n  ...\nexcept ValueError:\n  ...', 'try:\n  a()\nexcept KeyError:\n  b()\nexcept ValueError:\n  c()', [1]],
    ['except $E:\n  pass', 'try:\n  a()\nexcept KeyError:\n  pass', [3]],
    ['with open(...) as $F:\n  ...', 'with open("a") as f:\n  f.read()\nwith lock:\n  f()', [1]],
    ['class $C(Base):\n  ...', 'class A(Other, Base):\n  x = 1\nclass B:\n  x = 1', [1]],
    ['for $X in range(...):\n  ...', 'for i in range(3):\n  f(i)\nwhile True:\n  f(i)', [1]],
    ['$X = 1', 'x = 1\ny: int = 1\nz = 2', [1, 2]],
    ['return $X', 'def f():\n  return 1\ndef g():\n  return', [2]],
    ['raise $E(...)', 'raise ValueError("a")\nraise', [1]],
    ['assert $X, ...', 'assert a, "b"', [1]],
    ['lambda ...: $X', 'f(lambda a, b: a)\nf(a)', [1]],
    ['$X if $C else $Y', 'a if b else c\na or c', [1]],
    ['print($X)', 'print(1)\nprint(1, 2)', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });

  test('a statement of a pattern may stand deeper after an ellipsis', async () => {
    const code = 'f = open("a")\nif x:\n  for y in z:\n    f.close()\n';
    expect(await lines('$F = open(...)\n...\n$F.close()', code)).toEqual([1]);
  });
});

describe('imports', () => {
  test.each<Case>([
    ['subprocess.run(...)', 'from subprocess import run\nrun("a")\nwalk("a")', [2]],
    ['subprocess.run(...)', 'import subprocess as sp\nsp.run("a")', [2]],
    ['a.b.c()', 'from a import b\nb.c()', [2]],
    ['a.b.c()', 'from a.b import *\nc()', [2]],
    ['import a.b', 'import a.b\nfrom a import b\nfrom a.b import c\nimport a', [1, 2, 3]],
    ['from a import b', 'from a import b\nfrom a import b as c\nimport a.b', [1, 2, 3]],
    ['import $M', 'import a\nimport b.c', [1, 2]],
  ])('%s in %s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('constants', () => {
  test.each<Case>([
    ['f("...")', 'x = "a" + "b"\nf(x)', [2]],
    ['f("...")', 'x = "a" + 1\nf(x)', []],
    ['f("...")', 'def g(c):\n  if c:\n    x = "a"\n  f(x)', []],
    ['f(True)', 'DEBUG = True\nf(DEBUG)', [2]],
    ['f(8)', 'N = 2 ** 3\nf(N)', [2]],
  ])('%s in %s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});
