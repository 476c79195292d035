import { describe, expect, test } from 'vitest';
import { scanCode } from '../../../support/scan-code.ts';

type Case = readonly [pattern: string, code: string, lines: readonly number[]];

const lines = async (pattern: string, code: string) => (await scanCode('html', pattern, code)).lines;

describe('elements and attributes', () => {
  test.each<Case>([
    ['<a href="x">...</a>', '<a href="x">t</a>\n<a href="y">t</a>\n<b href="x">t</b>', [1]],
    ['<a href="x" id="y">...</a>', '<a id="y" class="z" href="x"></a>\n<a href="x"></a>', [1]],
    ['<a href="...">', '<a href="x">t</a>\n<a>t</a>\n<a href=x>t</a>', [1, 3]],
    ['<a ... href="$URL" ...>', '<a id=y href="x">t</a>\n<a>t</a>', [1]],
    ['<a href="$URL" data-url="$URL">', '<a href="x" data-url="x"></a>\n<a href="x" data-url="y"></a>', [1]],
    ['<a href="=~/^http:/">', '<a href="http://x"></a>\n<a href="https://x"></a>', [1]],
    ["<a href='x'>", '<a href="x"></a>\n<a href=\'x\'></a>\n<a href=x></a>', [1, 2, 3]],
    ['<$TAG onclick="...">', '<a onclick="f()"></a>\n<b id="a"></b>\n<br onclick="g()">', [1, 3]],
    ['<$ANY_TAG ... src=$X ...>...</$ANY_TAG>', '<video src="a">b</video>\n<p></p>', [1]],
    ['<a $ATTR="x">', '<a href="x"></a>\n<a href="y"></a>', [1]],
    ['<input disabled>', '<input type="text" disabled>\n<input>', [1]],
    ['<input type="password" ...>', '<form>\n<input type="password">\n<input type="text"/>\n</form>', [2]],
    ['<br/>', '<p>a<br>b\n<br/></p>', [1, 2]],
    ['<A HREF="x">', '<a href="x"></a>\n<a Href="X"></a>', [1]],
    ['<script src="x">', '<SCRIPT SRC="x"></SCRIPT>', [1]],
    ['href="x"', '<a href="x"></a>\n<link href="x">\n<a id="x"></a>', [1, 2]],
    ['<my-tag>...</my-tag>', '<my-tag></my-tag>\n<my></my>', [1]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('contents', () => {
  test.each<Case>([
    ['<p>hello</p>', '<p>hello</p>\n<p> hello\n</p>\n<p>hello <b>you</b></p>', [1, 2]],
    ['<p>hello you</p>', '<p>hello\n  you</p>', [1]],
    ['<p>$T</p>', '<p>A &amp; B</p>\n<p></p>\n<p><b>c</b></p>\n<p>d <b>c</b></p>', [1, 3]],
    ['<p>...<b>$X</b>...</p>', '<p>a <b>c</b> d</p>\n<p><b>c</b></p>\n<p><i>c</i></p>', [1, 2]],
    ['<ul>\n  <li>a</li>\n  ...\n</ul>', '<ul><li>a</li><li>b</li></ul>\n<ul><li>b</li><li>a</li></ul>', [1]],
    ['<p>Hello ... <b>x</b></p>', '<p>Hello <i>you</i><b>x</b></p>\n<p><b>x</b></p>', [1]],
    ['<b>$X</b><b>$X</b>', '<b>a</b><b>a</b>\n', [1]],
    ['<div><!-- any --><b>...</b></div>', '<div><b>a</b><!-- c --></div>', [1]],
    ['<script>$CODE</script>', '<script>\n  f("<b>");\n</script>\n<script src="x"></script>', [1]],
    ['<style>...</style>', '<style>p { color: red }</style>\n<p>a</p>', [1]],
    ['<li>b</li>', '<ul><li>a\n<li>b\n</ul>', [2]],
    ['<b>x</b>', '<!DOCTYPE html>\n<html><body><p>{{ y }}</p>\n<b>x</b></i></body></html>', [3]],
  ])('%s', async (pattern, code, expected) => {
    expect(await lines(pattern, code)).toEqual(expected);
  });
});

describe('options and conditions', () => {
  test('attributes that a pattern leaves out may be asked not to be there', async () => {
    const code = '<a href="x"></a>\n<a href="x" id="y"></a>';
    const rule = { pattern: '<a href="x">', options: { xml_attrs_implicit_ellipsis: false } };
    expect((await scanCode('html', rule, code)).lines).toEqual([1]);
  });

  test('children may be asked for in any order', async () => {
    const code = '<p><b>1</b><i>2</i></p>\n<p><i>2</i><b>1</b></p>';
    const pattern = '<p><i>2</i><b>1</b></p>';
    expect((await scanCode('html', pattern, code)).lines).toEqual([2]);
    const rule = { pattern, options: { xml_children_ordered: false } };
    expect((await scanCode('html', rule, code)).lines).toEqual([1, 2]);
  });

  test('scripts are looked into as JavaScript', async () => {
    const patterns = [
      { pattern: '<script ...>$...JS</script>' },
      { 'metavariable-pattern': { metavariable: '$...JS', language: 'javascript', pattern: 'eval(...)' } },
    ];
    const code = '<script>\neval(x)\n</script>\n<script>f(x)</script>';
    expect((await scanCode('html', { patterns }, code)).lines).toEqual([1]);
  });

  test('addresses are looked at by their text', async () => {
    const patterns = [
      { pattern: '<a href="$URL">...</a>' },
      { 'metavariable-regex': { metavariable: '$URL', regex: '^(?i)http:' } },
    ];
    const code = '<a href="HTTP://x">a</a>\n<a href="https://x">a</a>';
    expect((await scanCode('html', { patterns }, code)).lines).toEqual([1]);
  });
});
