import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('terraform', pattern, code)).lines;

describe('blocks', () => {
  test.each<Case>([
    ['resource "a_b" "n" { ... }', 'resource "a_b" "n" {\n  x = 1\n}\nresource "a_b" "m" {}', [1]],
    ['resource "a_b" $NAME { ... }', 'resource "a_b" "n" {}\nresource "c_d" "n" {}\ndata "a_b" "n" {}', [1]],
    ['resource "a_b" "$NAME" {...}', 'resource "a_b" "n" {}\nresource "a_b" n {}', [1, 2]],
    ['resource $TYPE "..." { ... }', 'resource "a_b" "n" {}\nprovider "a" {}', [1]],
    ['$BLOCK "a_b" "..." { ... }', 'resource "a_b" "n" {}\ndata "a_b" "m" {}\nlocals {}', [1, 2]],
    ['resource ... { ... }', 'resource "a_b" "n" {}\nlocals {}', [1]],
    ['data a_b "..." {\n  ...\n}', 'data "a_b" "n" {}\ndata a_b "n" {}', [1, 2]],
    ['locals { ... }', 'locals {\n  a = 1\n}\nvariable "a" {}', [1]],
    ['resource "a_b" "n"', 'resource "a_b" "n" {\n  x = 1\n}', [1]],
    ['resource "=~/^a_/" $N { ... }', 'resource "a_b" "n" {}\nresource "b_a" "n" {}', [1]],
    ['resource', 'resource "a_b" "n" {}\ndata "a_b" "m" {}', [1]],
    ['"a_b"', 'resource "a_b" "n" {\n  x = "a_b"\n  y = "a"\n}', [1, 2]],
    ['terraform { backend "s3" { ... } }', 'terraform {\n  required_version = "1"\n  backend "s3" {\n  }\n}', [1]],
    ['variable "$V" { ... default = "..." ... }', 'variable "a" {\n  default = "x"\n}\nvariable "b" {}', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('what stands in blocks', () => {
  test.each<Case>([
    ['b {\n  x = 1\n  y = 2\n}', 'b {\n  y = 2\n  z = 3\n  x = 1\n}\nb {\n  x = 1\n}', [1]],
    ['b { ... x = 1 ... }', 'b {\n  y = 2\n  x = 1\n}\nb {\n  x = 2\n}', [1]],
    ['b { x = ... }', 'b {\n  x = f(1)\n}\nb {\n  y = 1\n}', [1]],
    ['b { x = $X y = $X }', 'b {\n  x = a.b\n  y = a.b\n}\nb {\n  x = 1\n  y = 2\n}', [1]],
    ['b { $K = true }', 'b {\n  x = true\n}\nb {\n  x = false\n}', [1]],
    [
      'b {\n  ...\n  inner {\n    ...\n    x = 1\n    ...\n  }\n  ...\n}',
      'b {\n  inner {\n    x = 1\n    y = 1\n  }\n}',
      [1],
    ],
    ['b {\n  inner { ... }\n}', 'b {\n  middle {\n    inner {}\n  }\n}\nb {\n  middle {}\n}', [1]],
    ['b {\n  x = 1\n}', 'b {\n  middle {\n    x = 1\n  }\n}', []],
    ['b {\n  $IN { x = 1 }\n}', 'b {\n  one {\n    x = 2\n  }\n  two {\n    x = 1\n  }\n}', [1]],
    [
      'dynamic "$D" {\n  content {\n    x = 1\n  }\n}',
      'b {\n  dynamic "d" {\n    content {\n      x = 1\n    }\n  }\n}',
      [2],
    ],
    ['x = "y"', 'b {\n  x = "y"\n  c {\n    x = "y"\n    x = "z"\n  }\n}\nx = "y"', [2, 4, 8]],
    ['$K = "y"', 'b {\n  x = "y"\n  z = { w = "y" }\n}', [2, 3]],
    ['a-b = ...', 'b {\n  a-b = 1\n  a = 1\n}', [2]],
    ['{..., x = 1, ...}', 'b {\n  x = 1\n  y = { x = 1, z = 2 }\n}\nc {}', [1, 3]],
    ['inner { ... }', 'b {\n  inner {\n  }\n  outer {}\n}', [2]],
    ['a {}\n...\nb {}', 'a {}\nc {}\nb {}\n', [1]],
    ['x = 1\n...\ny = 2', 'b {\n  y = 2\n  z = 3\n  x = 1\n}\nb {\n  x = 1\n}', [2]],
    ['x = $A\ny = $A', 'b {\n  z = [{ x = 1, y = 1 }, { x = 1, y = 2 }]\n}', [2]],
    ['x = 1\ninner { ... }', 'b {\n  w = 0\n  x = 1\n  inner {}\n}\nc {\n  x = 1\n}', [3]],
    ['b { # all of it\n  ... // of any kind\n  x = 1\n}', 'b {\n  x = 1\n}', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('values', () => {
  test.each<Case>([
    ['x = [1, 2]', 'b {\n  x = [1, 2]\n  x = [2, 1]\n  x = [1, 2,]\n}', [2, 4]],
    ['x = [..., "*", ...]', 'b {\n  x = ["a", "*"]\n  x = ["a"]\n  x = ["*"]\n}', [2, 4]],
    ['x = [$ONLY]', 'b {\n  x = ["a"]\n  x = ["a", "b"]\n}', [2]],
    ['x = { ... }', 'b {\n  x = {}\n  x = { a = 1 }\n  x = []\n}', [2, 3]],
    ['x = { b = 2 }', 'b {\n  x = { a = 1, b = 2 }\n  x = { a = 1 }\n}', [2]],
    ['x = { "b" : 2 }', 'b {\n  x = { "b" = 2 }\n  x = { b = 2 }\n  x = { b: 3 }\n}', [2, 3]],
    ['x = {... a = 1 ...}', 'b {\n  x = {\n    a = 1\n    c = 2\n  }\n}', [2]],
    ['[{... a = 1 ...}, ...]', 'b {\n  x = [{ a = 1, c = 2 }, 3]\n}', [2]],
    ['"a": 1', 'b {\n  x = { "a" : 1 }\n}', [2]],
    ['jsonencode(...)', 'b {\n  x = jsonencode({ a = 1 })\n  y = yamlencode(1)\n}', [2]],
    ['jsonencode({ ... A = $V ... })', 'b {\n  x = jsonencode({ B = 1, A = 2 })\n  y = jsonencode({})\n}', [2]],
    ['f($X, ...)', 'b {\n  x = f(1)\n  y = f()\n  z = provider::a::f(1)\n}', [2]],
    ['f($...ARGS)', 'b {\n  x = f(1, 2)\n}', [2]],
    ['f($X...)', 'b {\n  x = f(a...)\n  y = f(a)\n}', [2]],
    ['$F("a")', 'b {\n  x = file("a")\n}', [2]],
    ['a_b.$N.id', 'b {\n  x = a_b.n.id\n  y = "${a_b.m.id}-z"\n  z = a_b.n.arn\n}', [2, 3]],
    ['var.$X', 'b {\n  x = var.y\n  z = local.y\n}', [2]],
    ['x[0]', 'b {\n  a = x[0]\n  b = x.0\n  c = x[1]\n}', [2, 3]],
    ['x[0].y', 'b {\n  a = x.0.y\n  b = x[0].y.z\n}', [2, 3]],
    ['x[*].id', 'b {\n  a = x[*].id\n  b = x.*.id\n  c = x[0].id\n}', [2, 3]],
    ['$X[$I]["k"]', 'b {\n  a = m[0]["k"]\n}', [2]],
    ['$C ? $A : null', 'b {\n  a = var.c ? 1 : null\n  b = var.c ? 1 : 2\n}', [2]],
    ['$A == "x"', 'b {\n  a = var.y == "x" ? 1 : 2\n  b = "x" == var.y\n  c = !(var.y == "x")\n}', [2, 4]],
    ['$A && $B', 'b {\n  a = x.y && !z\n  b = x || y\n}', [2]],
    ['x = -1', 'b {\n  x = -1\n  x = 1\n}', [2]],
    ['(1 + 2) * $X', 'b {\n  a = (1 + 2) * y.z\n  b = 1 + 2 * y.z\n}', [2]],
    ['x = 1.50', 'b {\n  x = 1.5\n}', [2]],
    ['x = null', 'b {\n  x = null\n  x = "null"\n}', [2]],
    ['[for $K in $L : upper($K)]', 'b {\n  a = [for k in l : upper(k)]\n  b = [for k in l : lower(k)]\n}', [2]],
    ['{ for $K, $V in $M : $K => $V... if $C }', 'b {\n  a = { for k, v in m : k => v... if v }\n}', [2]],
    ['upper($X)', 'b {\n  a = { for k, v in m : k => upper(v) if v != "" }\n}', [2]],
    ['x = <... "*" ...>', 'b {\n  x = [{ a = ["*"] }]\n  x = ["a"]\n}', [2]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('strings', () => {
  test.each<Case>([
    ['x = "..."', 'b {\n  x = "a"\n  x = ""\n  x = "${a}"\n  x = 1\n}', [2, 3]],
    ['x = "$V"', 'b {\n  x = "a"\n  x = 1\n}', [2]],
    ['x = "=~/^a/"', 'b {\n  x = "ab"\n  x = "ba"\n}', [2]],
    ['x = "a-${var.b}"', 'b {\n  x = "a-${var.b}"\n  x = "b-${var.b}"\n}', [2]],
    ['x = "a-${...}"', 'b {\n  x = "a-${var.b}"\n  x = "a-b"\n}', [2]],
    ['x = "...${$V}..."', 'b {\n  x = "a-${var.b}-c"\n  x = "a"\n}', [2]],
    ['x = "$V"', 'b {\n  x = <<EOF\na\nEOF\n  y = 1\n}', [2]],
    ['x = <<EOF\na\nb\nEOF', 'b {\n  x = <<-END\n    a\n    b\n    END\n}', [2]],
    ['x = "a"', 'b {\n  x = <<-EOF\n    a\n    EOF\n  x = <<EOF\na\nEOF\n}', [2, 5]],
    ['var.b', 'b {\n  x = <<EOF\na ${var.b}\nEOF\n}', [3]],
    ['var.b', 'b {\n  x = "%{ if var.b }a%{ else }b%{ endif }"\n}', [2]],
    ['var.l', 'b {\n  x = "%{ for a in var.l }${a}%{ endfor }"\n}', [2]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('names that the file gives values to', () => {
  test.each<Case>([
    ['x = "a"', 'locals {\n  y = "a"\n}\nb {\n  x = local.y\n}', [5]],
    ['x = true', 'variable "y" {\n  type = bool\n  default = true\n}\nb {\n  x = var.y\n}', [6]],
    ['x = "a-b"', 'locals {\n  y = "b"\n}\nb {\n  x = "a-${local.y}"\n}', [5]],
    ['x = "a"', 'variable "y" {\n  default = "b"\n}\nb {\n  x = var.y\n}', []],
    ['x = "a"', 'variable "y" {}\nb {\n  x = var.y\n}', []],
    ['x = "a"', 'locals {\n  y = "a"\n}\nlocals {\n  y = "b"\n}\nb {\n  x = local.y\n}', []],
    ['x = "a"', 'locals {\n  y = local.z\n  z = local.y\n}\nb {\n  x = local.y\n}', []],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

test('with symbolic propagation a name stands for whatever it was given', async () => {
  const code = 'locals {\n  y = ["*"]\n}\nb {\n  x = local.y\n}';
  expect(await lines('x = ["*"]', code)).toEqual([]);
  const rule = { pattern: 'x = ["*"]', options: { symbolic_propagation: true } };
  expect((await scanCode('terraform', rule, code)).lines).toEqual([5]);
});

test('names with known values are compared', async () => {
  const patterns = [
    { pattern: 'resource "a" "..." { ... days = $N ... }' },
    { 'metavariable-comparison': { metavariable: '$N', comparison: '$N < 90' } },
  ];
  const code = 'locals {\n  n = 30\n}\nresource "a" "b" {\n  days = local.n\n}\nresource "a" "c" {\n  days = 100\n}';
  expect((await scanCode('terraform', { patterns }, code)).lines).toEqual([4]);
});

test('what a text holds is looked at in its own language', async () => {
  const patterns = [
    { pattern: 'policy = "$P"' },
    { 'metavariable-pattern': { metavariable: '$P', language: 'json', pattern: '{..., "Action": "*", ...}' } },
  ];
  const policy = (action: string) =>
    `  policy = <<EOF\n{ "Statement": [{ "Effect": "Allow", "Action": "${action}" }] }\nEOF\n`;
  const code = `b {\n${policy('*')}}\nb {\n${policy('s3:Get')}}`;
  expect((await scanCode('terraform', { patterns }, code)).lines).toEqual([2]);
});

test('files of variables are lists of attributes', async () => {
  expect(await lines('password = "..."', 'user = "a"\npassword = "b"\n')).toEqual([2]);
});

test('what is not understood leaves the rest', async () => {
  expect(await lines('x = 1', 'b {\n  x = 1\n}\nc {\n  = = \n')).toEqual([2]);
});
