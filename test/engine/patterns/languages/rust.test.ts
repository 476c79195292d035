import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

/** A pattern, code, and the lines on which the pattern is found. */
type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const finds = async (pattern: string, code: string, expected: readonly number[]) =>
  expect((await scanCode('rust', pattern, code)).lines).toEqual(expected);

/** Statements within a function; the first of them is on line 1. */
const body = (statements: string): string => `fn k() { ${statements} }`;

describe('expressions', () => {
  test.each<Case>([
    ['$X == $X', 'a = b == b;\na = b == c;', [1]],
    ['run($X, ...)', 'run(a);\nrun(a, 2);\nrun();', [1, 2]],
    ['a::b::run(...)', 'a::b::run(1);\nb::run(1);', [1]],
    ['a::$F(...)', 'a::b(1);\na.b(1);\nc::b(1);', [1]],
    ['$X.unwrap()', 'a.unwrap();\nb().unwrap();\na.expect("b");', [1, 2]],
    ['Box::new($X)', 'Box::new(a);\nBox::<u8>::new(a);\nBag::new(a);', [1, 2]],
    ['run::<$T>(...)', 'run::<u8>(a);\nrun(a);', [1]],
    ['run(...)', 'run::<u8>(a);\nrun(a);', [1, 2]],
    ['$X. ... .send()', 'a.b(c).send();\na.b()?.c().await?.send();\na.b();', [1, 2]],
    ['$X?', 'a()?;\na();', [1]],
    ['$X.await', 'a().await;\na();', [1]],
    ['&$X', 'run(&a);\nrun(a);\nrun(&mut a);', [1]],
    ['&mut $X', 'run(&mut a);\nrun(&a);', [1]],
    ['*$X', 'a = *b;\na = b;', [1]],
    ['$X as u8', 'a = b as u8;\na = b as u16;', [1]],
    ['$X[0]', 'a = b[0];\na = b[1];', [1]],
    ['[..., 2, ...]', 'a = [1, 2, 3];\na = [1];', [1]],
    ['[0; $N]', 'a = [0; 10];\na = [0, 10];', [1]],
    ['($X, $X)', 'a = (b, b);\na = (b, c);', [1]],
    ['Box { ..., size: $X, ... }', 'a = Box { name: 1, size: 2 };\na = Box { name: 1 };', [1]],
    ['Box { size: 1, ... }', 'a = Box { size: 1, ..b };\na = Bag { size: 1 };', [1]],
    ['|$X| $Y', 'run(|a| b);\nrun(a);', [1]],
    ['|$X| { ... }', 'run(|a| { b(); });\nrun(a);', [1]],
    ['move || { ... }', 'run(move || { b(); });\nrun(|| { b(); });', [1]],
    ['$X += $Y', 'a += b;\na -= b;', [1]],
    ['$X..$Y', 'run(a..b);\nrun(a..=b);', [1]],
    ['$X.0', 'a = b.0;\na = b.c;', [1]],
    ['1', 'run(1);\nrun(1u8);\nrun(0x1);\nrun(2);', [1, 2, 3]],
    ['"..."', 'run("a");\nrun(r#"b"#);\nrun(c);', [1, 2]],
    ['"=~/^http:/"', 'run("http://a");\nrun("https://a");', [1]],
    ["'a'", "run('a');\nrun('b');", [1]],
    ['<... a ...>', 'run(b + a);\nrun(b);', [1]],
    ['Some($X)', 'a = Some(b);\nif let Some(c) = d { }', [1, 2]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('macros', () => {
  test.each<Case>([
    ['println!(...)', 'println!("a");\nprint!("a");\nprintln();', [1]],
    ['println!("...", $X)', 'println!("a {}", b);\nprintln!("a");', [1]],
    ['vec![...]', 'a = vec![1, 2];\na = vec![0; 3];\na = [1];', [1, 2]],
    ['vec![..., 2, ...]', 'a = vec![1, 2];\na = vec![1];', [1]],
    ['run($X)', 'assert!(run(1) == 2);\nformat!("{}", run(a.b()));', [1, 2]],
    ['run($X)', 'a!(b!(c!(run(1))));', [1]],
    ['log::info!(...)', 'log::info!("a");\ninfo!("a");', [1]],
    ['assert_eq!($X, $X)', 'assert_eq!(a, a);\nassert_eq!(a, b);', [1]],
    ['sql!($X)', 'sql!(SELECT * FROM a WHERE);\nsql!(b);', [2]],
    ['run(...)', 'select! { a = run(1) => {} }\nblock! { let b = run(2); c(); }', [2]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));
});

describe('statements', () => {
  test.each<Case>([
    ['let $X = get();\n...\nuse_it($X);', 'let a = get();\nb();\nif c { use_it(a); }', [1]],
    ['let $X = $Y;', 'let a = b;\nlet mut c: u8 = d;', [1, 2]],
    ['let mut $X = $Y;', 'let a = b;\nlet mut c = d;', [2]],
    ['let $X: u8 = $Y;', 'let a = b;\nlet c: u8 = d;', [2]],
    ['let Some($X) = $Y else { ... };', 'let Some(a) = b else { return; };\nlet a = b;', [1]],
    ['if $C { ... }', 'if a { b(); }\nif (a) { } else { }\nwhile a { }', [1, 2]],
    ['if $C { ... } else { ... }', 'if a { }\nif a { } else { }', [2]],
    ['if let Some($X) = $Y { ... }', 'if let Some(a) = b { }\nif let Ok(a) = b { }', [1]],
    ['while $C { ... }', 'while a { b(); }\nloop { }', [1]],
    ['while let Some($X) = $Y { ... }', 'while let Some(a) = b { }\nwhile a { }', [1]],
    ['loop { ... }', 'loop { a(); }\nwhile a { }', [1]],
    ['for $X in $Y { ... }', 'for a in b { c(); }\nwhile a { }', [1]],
    ['for ... in $X.iter() { ... }', 'for a in b.iter() { }\nfor a in b { }', [1]],
    ['match $X { ... }', 'match a { 1 => b, _ => c }\nif a { }', [1]],
    ['match $X { ..., None => $Y, ... }', 'match a { Some(b) => b, None => c }\nmatch a { Some(b) => b, _ => c }', [1]],
    ['match $X { Ok(_) => ..., Err(_) => ... }', 'match a { Err(_) => b, Ok(_) => c }\nmatch a { Ok(_) => c }', [1]],
    ['unsafe { ... }', 'unsafe { *a = b; }\n{ a(); }', [1]],
    ['unsafe { ... run(...); ... }', 'unsafe { a(); run(1); b(); }\nunsafe { a(); }', [1]],
    ['return $X;', 'return a;\nreturn;', [1]],
    ['break;', 'loop { break; }\nloop { continue; }', [1]],
    ['panic!(...);', 'panic!("a");\na();', [1]],
    ['$X = $Y;', 'a = b;\na == b;\nlet c = d;', [1, 3]],
    ['async { ... }', 'run(async { a().await; });\nrun(a);', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, body(code), lines));

  test.each<Case>([
    ['return $X', 'fn f() -> u8 {\n  g();\n  1\n}', [3]],
    ['return $X', 'fn f() -> u8 {\n  if a {\n    1\n  } else {\n    2\n  }\n}', [3, 5]],
    ['return 1', 'fn f() { let g = || 1;\n h(1); }', [1]],
  ])('what a function gives back: %s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('items', () => {
  test.each<Case>([
    ['fn $F(...) { ... }', 'fn a() { }\npub fn b(c: u8) -> u8 { c }\nstruct D;', [1, 2]],
    ['pub fn $F(...) { ... }', 'fn a() { }\npub fn b() { }', [2]],
    ['unsafe fn $F(...) { ... }', 'fn a() { }\npub unsafe fn b() { }', [2]],
    ['async fn $F(...) { ... }', 'async fn a() { }\nfn b() { }', [1]],
    ['fn $F(...) -> Result<$A, $B> { ... }', 'fn a() -> Result<u8, E> { b() }\nfn c() -> u8 { 1 }', [1]],
    ['fn $F(..., $X: &str, ...) { ... }', 'fn a(b: u8, c: &str) { }\nfn d(e: u8) { }', [1]],
    ['fn $F(&self, ...) { ... }', 'impl A { fn b(&self) { }\n fn c(d: u8) { } }', [1]],
    ['struct $S { ... }', 'struct A { b: u8 }\nenum C { D }', [1]],
    ['struct $S { ..., password: $T, ... }', 'struct A { b: u8, password: String }\nstruct C { d: u8 }', [1]],
    [
      '#[derive(..., Debug, ...)]\nstruct $S { ... }',
      '#[derive(Clone, Debug)]\nstruct A { b: u8 }\n#[derive(Clone)]\nstruct C { d: u8 }',
      [1],
    ],
    ['#[test]\nfn $F() { ... }', '#[test]\nfn a() { }\nfn b() { }', [1]],
    ['#[$A]', '#[test]\nfn a() { }\nfn b() { }', [1]],
    ['#[serde(rename = $X)]', 'struct A { #[serde(default, rename = "b")]\n b: u8,\n #[serde(default)]\n c: u8 }', []],
    [
      '#[serde(..., rename = $X, ...)]',
      'struct A { #[serde(default, rename = "b")]\n b: u8,\n #[serde(default)]\n c: u8 }',
      [1],
    ],
    ['enum $E { ... }', 'enum A { B, C(u8) }\nstruct D;', [1]],
    ['trait $T { ... }', 'trait A { fn b(&self); }\nstruct C;', [1]],
    ['impl $T for $S { ... }', 'impl A for B { fn c() { } }\nimpl D { }', [1]],
    ['impl $S { ... }', 'impl A { fn b() { } }\nstruct C;', [1]],
    [
      'impl Drop for $S { ... fn drop(...) { ... } ... }',
      'impl Drop for A { fn drop(&mut self) { b(); } }\nimpl Drop for C { }',
      [1],
    ],
    ['unsafe impl $T for $S { ... }', 'unsafe impl Send for A { }\nimpl Send for B { }', [1]],
    ['mod $M { ... }', 'mod a { fn b() { } }\nfn c() { }', [1]],
    ['const $X: $T = $V;', 'const A: u8 = 1;\nstatic B: u8 = 1;', [1]],
    ['static mut $X: $T = $V;', 'static mut A: u8 = 1;\nstatic B: u8 = 1;', [1]],
    ['type $A = $B;', 'type A = B;\nstruct C;', [1]],
    ['extern "C" { ... }', 'extern "C" { fn a(); }\nfn b() { }', [1]],
    ['macro_rules! $M { ... }', 'macro_rules! a { ($b:expr) => { $b } }\nfn c() { }', []],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('imports', () => {
  test.each<Case>([
    ['use $X;', 'use a;\nuse a::b;\nuse a::{b, c};', [1, 2, 3]],
    [
      'use std::process::Command;',
      'use std::process::Command;\nuse std::process::{Child, Command};\nuse std::fs;',
      [1, 2],
    ],
    ['use std::{..., fs, ...};', 'use std::{env, fs};\nuse std::env;', [1]],
    [
      'std::process::Command::new(...)',
      'use std::process::Command;\nfn f() { Command::new("a");\n std::process::Command::new("b");\n Other::new("c"); }',
      [2, 3],
    ],
    ['std::fs::read(...)', 'use std::fs;\nfn f() { fs::read(a); }', [2]],
    ['std::fs::read(...)', 'use std::{env, fs::{self, File}};\nfn f() { fs::read(a); }', [2]],
    ['std::fs::read(...)', 'use std::fs::read as load;\nfn f() { load(a);\n read(a); }', [2]],
    ['std::fs::read(...)', 'use std::fs::*;\nfn f() { read(a); }', [2]],
    ['log::info!(...)', 'use log::{debug, info};\nfn f() { info!("a");\n debug!("a"); }', [2]],
    ['extern crate a;', 'extern crate a;\nextern crate b;', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

describe('types of expressions', () => {
  test.each<Case>([
    ['($X: Box).open()', 'fn f(a: Box, b: Bag) { a.open();\n b.open(); }', [1]],
    ['($X: Box).open()', 'fn f() { let a: Box = make();\n a.open();\n let b = make();\n b.open(); }', [2]],
    ['run(($X: &str))', 'fn f(a: &str, b: u8) { run(a);\n run(b); }', [1]],
    ['($X: Vec<$T>).push(...)', 'fn f(a: Vec<u8>, b: Set<u8>) { a.push(1);\n b.push(1); }', [1]],
  ])('%s', (pattern, code, lines) => finds(pattern, code, lines));
});

test('values known without running', async () => {
  await finds(
    'run(5)',
    'const A: u8 = 5;\nfn f() { run(A);\n let b = 2 + 3;\n run(b);\n let c = d;\n run(c); }',
    [2, 4],
  );
});

test('macros nested without end are no trouble', async () => {
  await finds('run(1)', body(`${'a!('.repeat(2000)}${')'.repeat(2000)};\nrun(1);`), [2]);
});

describe('what flows from a source to a sink', () => {
  const rule = {
    mode: 'taint',
    'pattern-sources': [{ pattern: 'source(...)' }],
    'pattern-sinks': [{ pattern: 'sink(...)' }],
    'pattern-sanitizers': [{ pattern: 'clean(...)' }],
  };

  test.each<readonly [code: string, lines: readonly number[]]>([
    ['fn f() { let a = source();\n sink(a);\n sink(format!("x {}", a));\n sink(clean(a)); }', [2, 3]],
    ['fn f() { let a = source()?;\n sink(&a);\n sink(a.trim().to_string()); }', [2, 3]],
    ['fn f() { if let Some(x) = source() {\n sink(x); } }', [2]],
    ['fn f() { match source() { Ok(x) => sink(x),\n Err(e) => sink(e) } }', [1, 2]],
    ['fn f() { let Some(x) = source() else { return };\n sink(x); }', [2]],
    ['fn f() { for x in source() {\n sink(x); } while let Some(y) = source() {\n sink(y); } }', [2, 3]],
    ['fn f() { let mut s = String::new();\n s.push_str(&source());\n sink(s); }', []],
    ['fn f() { let r = g(source());\n sink(r); }\nfn g(s: String) -> String { s }', [2]],
    [
      'fn f() { let r = if x { source() } else { b };\n sink(r); let b = B { c: source() };\n sink(b.c); unsafe { sink(source());\n } }',
      [2, 3],
    ],
  ])('%s', async (code, lines) => {
    expect((await scanCode('rust', rule, code)).lines).toEqual(lines);
  });
});
