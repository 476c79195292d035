import { expect, test } from 'vitest';
import type { Language } from '../../../engine/source/language.ts';
import { textOf } from '../../../engine/syntax/nodes.ts';
import { loadGrammars, parse } from '../../../engine/syntax/parse.ts';
import { isComment, tokenClass, tokensOf } from '../../../engine/syntax/tokens.ts';

async function tokens(language: Language, source: string): Promise<string[]> {
  await loadGrammars([language]);
  const tree = parse(language, source);
  const { count, node } = tokensOf(tree);
  expect(node).toHaveLength(count);
  return Array.from(node, (token) => `${tokenClass(tree, token)} ${textOf(tree, token)}`);
}

test('comments are no tokens; a literal is one, of whatever the grammar makes it', async () => {
  expect(await tokens('typescript', "// one\nreturn f('a\\'b', `c`, /d/g) /* two */ ?? this;")).toEqual([
    'keyword return',
    'identifier f',
    'punctuation (',
    "literal 'a\\'b'",
    'punctuation ,',
    'literal `c`',
    'punctuation ,',
    'literal /d/g',
    'punctuation )',
    'operator ??',
    'keyword this',
    'punctuation ;',
  ]);
});

test('a string with code in it is its pieces and the tokens of the code', async () => {
  expect(await tokens('javascript', '`a ${b + 1} c`')).toEqual([
    'literal `',
    'literal a ',
    'punctuation ${',
    'identifier b',
    'operator +',
    'literal 1',
    'punctuation }',
    'literal  c',
    'literal `',
  ]);
});

test('strings of every language are one token', async () => {
  const literals: readonly [Language, string, string][] = [
    ['python', 'x = """a\n"b" """', '"""a\n"b" """'],
    ['go', 'package p; var x = `a`', '`a`'],
    ['java', 'class A { String x = """\n a"""; }', '"""\n a"""'],
    ['ruby', 'x = %w[a b]', '%w[a b]'],
    ['php', "<?php $x = <<<'E'\na\nE;", "<<<'E'\na\nE"],
    ['csharp', 'var x = """a""";', '"""a"""'],
    ['kotlin', 'val x = "a"', '"a"'],
    ['rust', 'const X: &str = r#"a"#;', 'r#"a"#'],
    ['c', "char x = L'a';", "L'a'"],
    ['cpp', 'auto x = R"(a)";', 'R"(a)"'],
  ];
  for (const [language, source, literal] of literals) {
    expect(await tokens(language, source)).toContain(`literal ${literal}`);
  }
});

test('words that work like symbols are operators, words that hold a value literals', async () => {
  expect(await tokens('python', 'not None or True and x is in_')).toEqual([
    'operator not',
    'literal None',
    'operator or',
    'literal True',
    'operator and',
    'identifier x',
    'operator is',
    'identifier in_',
  ]);
});

test('comments of every kind are told', async () => {
  await loadGrammars(['rust']);
  const tree = parse('rust', '/// a\n/* b */ fn f() {}');
  const comments = Array.from({ length: tree.size }, (_, node) => node).filter((node) => isComment(tree, node));
  expect(comments.map((node) => textOf(tree, node))).toEqual(['/// a\n', '/* b */']);
});
