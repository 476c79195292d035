import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('javascript', pattern, code)).lines;

describe('metavariables', () => {
  test.each<Case>([
    ['$X === $X', 'a === a;\na === b;\nf(1) === f(1);', [1, 3]],
    ['f($X, $X)', 'f(a.b, a.b);\nf(a.b, a.c);', [1]],
    ['f($_, $_)', 'f(1, 2);', [1]],
    ['$F($...ARGS)', 'f();\ng(1, 2);\nx;', [1, 2]],
    ['f(...$REST)', 'f(...rest);\nf(rest);', [1]],
    ['$O.$M()', 'a.b();\na.b.c();\nd();', [1, 2]],
    ['"$S"', 'x = "a";\ny = 1;', [1]],
    ['"=~/^ht+p:/"', 'x = "http://a";\ny = "https://a";', [1]],
    ['/$R/', 'x = /a+/;\ny = "a";', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });

  test('a name means the variable of its scope', async () => {
    const code = 'const a = 1;\nfunction f(a) { use(a); }\nlog(a);';
    expect(await lines('const $X = 1;\n...\nuse($X)', code)).toEqual([]);
    expect(await lines('const $X = 1;\n...\nlog($X)', code)).toEqual([1]);
  });
});

describe('ellipses', () => {
  test.each<Case>([
    ['f(...)', 'f();\nf(1, 2);\ng();', [1, 2]],
    ['f(1, ...)', 'f(1);\nf(1, 2);\nf(2, 1);', [1, 2]],
    ['f(..., 1)', 'f(1);\nf(2, 1);\nf(1, 2);', [1, 2]],
    ['f(..., $X, ..., $X, ...)', 'f(1, 2, 1);\nf(1, 2, 3);', [1]],
    ['[..., 2, ...]', '[1, 2, 3];\n[1, 3];', [1]],
    ['{..., a: 1, ...}', 'x = {b: 2, a: 1};\ny = {a: 2};', [1]],
    ['{a: 1}', 'x = {b: 2, a: 1};\ny = {"a": 1};', [1, 2]],
    ['$X. ... .end()', 'a.b().c.end();\na.end();\na.b();', [1, 2]],
    ['function f(...) { ... }', 'function f(a, b) { return a; }\nfunction g() {}', [1]],
    ['function f(..., last) { ... }', 'function f(a, last) {}\nfunction f(last, a) {}', [1]],
    ['if (...) { ... f(); ... }', 'if (a) { b(); f(); c(); }\nif (a) { b(); }', [1]],
    ['for (...) { ... }', 'for (let i = 0; i < 1; i++) { f(); }\nfor (const x of y) { g(); }\nwhile (a) {}', [1, 2]],
    ['`...${$X}...`', '`a${b}c`;\n`abc`;\n"abc";', [1]],
    ['"..."', 'f("a");\nf(1);', [1]],
    ['try { ... } catch ($E) { }', 'try { f(); } catch (e) { }\ntry { f(); } catch (e) { g(e); }', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });

  test('between statements, also into blocks and functions that follow', async () => {
    const code = 'const t = token();\nif (a) {\n  run(() => { send(t); });\n}\nconst u = token();';
    expect(await lines('const $T = token();\n...\nsend($T);', code)).toEqual([1]);
  });
});

describe('what is the same', () => {
  test.each<Case>([
    ['$X = 1', 'x = 1;\nlet y = 1;\nconst z = 1;\nlet w = 2;', [1, 2, 3]],
    ['var $X = f()', 'let a = f();\nconst b = f();\nc = f();', [1, 2]],
    ['const $X = f()', 'let a = f();\nconst b = f();', [2]],
    ['function $F(...) { ... }', 'const f = () => 1;\nfunction g() {}\nlet h = 1;', [1, 2]],
    ['function ...(...) { ... }', 'use(function () {});\nuse(() => {});\nuse(f);', [1, 2]],
    ['(...) => { ... }', 'use(x => x);\nuse(function () {});\nfunction f() {}', [1, 2]],
    ['f("a")', "f('a');\nf(`a`);", [1, 2]],
    ['a.b', 'a?.b;\na.c;', [1]],
    ['a && b && c', '(a && b) && c;\na && (b && c);\na && b;', [1, 2]],
    ['a | b', 'b | a;\na | c | b;\na | c;', [1, 2]],
    ['f(1)', 'f(0x1);\nf(1.0);\nf(2);', [1, 2]],
    ['x == 1', 'x == 1;\nx === 1;\nx != 1;', [1]],
    ['foo(...)', 'foo();\nnew foo();', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('imports', () => {
  test.each<Case>([
    ['child_process.exec(...)', "import { exec } from 'child_process';\nexec('a');\nother('a');", [2]],
    ['child_process.exec(...)', "import { exec as run } from 'node:child_process';\nrun('a');", [2]],
    ['child_process.exec(...)', "import * as cp from 'child_process';\ncp.exec('a');", [2]],
    ['child_process.exec(...)', "const { exec } = require('child_process');\nexec('a');", [2]],
    ['child_process.exec(...)', "const cp = require('child_process');\ncp.exec('a');\ncp.spawn('a');", [2]],
    ['import $X from "m"', "import a from 'm';\nimport b from 'n';", [1]],
    ['import "m"', "import { a } from 'm';\nconst m = require('m');\nimport b from 'n';", [1, 2]],
    ['import { a } from "m"', "import { a, b } from 'm';\nimport { a as c } from 'm';\nimport { b } from 'm';", [1, 2]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('constants', () => {
  test.each<Case>([
    ['f("abc")', 'const x = "a" + "bc";\nf(x);\nf(y);', [2]],
    ['f("...")', 'let x = "a";\nx = read();\nf(x);', []],
    ['f("...")', 'let x = read();\nx = "a";\nf(x);', [3]],
    ['f("...")', 'let x;\nif (c) x = "a";\nelse x = "b";\nf(x);', [4]],
    ['f("...")', 'let x = "a";\nif (c) { x = read(); return; }\nf(x);', [3]],
    ['f("...")', 'let x = "a";\nfor (;;) { f(x);\n x = read(); }', []],
    ['f(3)', 'const n = 1 + 2;\nf(n);', [2]],
    ['f("...")', 'f(a ? "x" : "y");\nf(a ? "x" : y);', [1]],
  ])('%s in %s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('parts of programs', () => {
  test.each<Case>([
    [
      '@$D($X) $NAME(): string',
      'class A {\n  @log("a")\n  m(): string { return ""; }\n  n(): string { return ""; }\n}',
      [2],
    ],
    ['class $C { ... f() { ... } ... }', 'class A { g() {} f() { x(); } }\nclass B { g() {} }', [1]],
    ['class $C extends Base { ... }', 'class A extends Base {}\nclass B {}', [1]],
    ['catch ($E) { ... }', 'try { a(); }\ncatch (e) { b(); }', [2]],
    ['secret: "..."', 'x = {\n  secret: "a",\n  other: "b" };', [2]],
    ['export function $F(...) { ... }', 'export function f() {}\nfunction g() {}', [1]],
    ['async function $F(...) { ... }', 'async function f() {}\nfunction g() {}', [1]],
    ['eval("...");', 'const x = eval("1");\nreturn eval("2");\nf(eval(y));', [1, 2]],
    ['<... f($X) ...>', 'g(1 + f(2));', [1]],
    ['if (<... a ...>) { ... }', 'if (b && (c || a)) { d(); }\nif (b) { a(); }', [1]],
    ['func(($X: boolean))', 'func(true);\nfunc(1);', [1]],
    ['<a href={$X}>...</a>', 'x = <a href={u} title="t">b</a>;\ny = <a title="t">b</a>;', [1]],
    ['<a href={$X} ... />', 'x = <a href={u} b={c} />;\ny = <a b={c} />;', [1]],
    ['<$EL {...$P} />', 'x = <A {...props} b={1} />;\ny = <A b={1} />;', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect((await scanCode('typescript', pattern, code, { path: 'a.tsx' })).lines).toEqual(expected);
  });
});

test('a pattern that is no JavaScript is a problem of the rule, not of the scan', async () => {
  const { errors, lines: found } = await scanCode('javascript', 'if if if (', 'f();');
  expect(found).toEqual([]);
  expect(errors).toEqual([
    { ruleId: 'r', kind: 'pattern', message: 'This is no javascript that can be read: if if if (' },
  ]);
});
