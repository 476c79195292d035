import { expect, test } from 'vitest';
import { SYNTAX_LANGUAGES } from '../../../engine/syntax/grammars.ts';
import { loadGrammars, parse } from '../../../engine/syntax/parse.ts';
import { NodeFlag, type SyntaxTree } from '../../../engine/syntax/syntax-tree.ts';

function outline(tree: SyntaxTree): string[] {
  const depth: number[] = [];
  return Array.from({ length: tree.size }, (_, i) => {
    depth[i] = i === 0 ? 0 : depth[tree.parent[i]!]! + 1;
    const field = tree.fields[tree.field[i]!]!;
    return `${'  '.repeat(depth[i])}${field && field + ': '}${tree.kinds[tree.kind[i]!] ?? 'ERROR'} ${tree.startOffset[i]}-${tree.endOffset[i]} next ${tree.next[i]}`;
  });
}

test('a file becomes flat arrays in pre-order with offsets, fields and subtree ends', async () => {
  await loadGrammars(['typescript']);
  expect(outline(parse('typescript', 'const é = f(1);\n'))).toEqual([
    'program 0-16 next 13',
    '  lexical_declaration 0-15 next 13',
    '    kind: const 0-5 next 3',
    '    variable_declarator 6-14 next 12',
    '      name: identifier 6-7 next 5',
    '      = 8-9 next 6',
    '      value: call_expression 10-14 next 12',
    '        function: identifier 10-11 next 8',
    '        arguments: arguments 11-14 next 12',
    '          ( 11-12 next 10',
    '          number 12-13 next 11',
    '          ) 13-14 next 12',
    '    ; 14-15 next 13',
  ]);
});

test('every language has a grammar that loads and parses', async () => {
  await loadGrammars(SYNTAX_LANGUAGES);
  const roots = SYNTAX_LANGUAGES.map((language) => {
    const tree = parse(language, '\n');
    return tree.kinds[tree.kind[0]!];
  });
  expect(roots).toEqual([
    'program',
    'program',
    'program',
    'program',
    'module',
    'source_file',
    'program',
    'program',
    'program',
    'compilation_unit',
    'source_file',
    'source_file',
    'translation_unit',
    'translation_unit',
    'program',
    'document',
    'config_file',
    'document',
  ]);
});

test("a token may be longer than its name: Bash's dollar", async () => {
  await loadGrammars(['bash']);
  expect(outline(parse('bash', 'cd a$$ b\n'))).toEqual([
    'program 0-9 next 8',
    '  command 0-8 next 8',
    '    name: command_name 0-2 next 4',
    '      word 0-2 next 4',
    '    argument: concatenation 3-6 next 7',
    '      word 3-4 next 6',
    '      $ 4-6 next 7',
    '    argument: word 7-8 next 8',
  ]);
});

test('what cannot be parsed is marked, not thrown', async () => {
  await loadGrammars(['python']);
  const tree = parse('python', 'def (:\n');
  expect(tree.hasError).toBe(true);
  expect([...tree.flags].some((flag) => (flag & NodeFlag.error) !== 0)).toBe(true);
});

test('nesting has no bound', async () => {
  await loadGrammars(['javascript']);
  const tree = parse('javascript', `a = ${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  expect(tree.size).toBe(60_005);
  expect(tree.next[0]).toBe(60_005);
});

test('tokens end where the parser says, also where their text is not their name', async () => {
  await loadGrammars(['typescript', 'ruby']);
  const texts = (tree: SyntaxTree) =>
    Array.from({ length: tree.size }, (_, i) => tree.text.slice(tree.startOffset[i], tree.endOffset[i]));
  expect(texts(parse('typescript', 'declare const a: unique symbol;'))).toContain('unique');
  expect(texts(parse('ruby', 'x =~ /a/i'))).toContain('/i');
});
