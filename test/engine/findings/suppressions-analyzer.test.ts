import { beforeAll, describe, expect, test } from 'vitest';
import type { SuppressionFacts } from '../../../engine/findings/suppressions-analyzer.ts';
import { suppressionsAnalyzer } from '../../../engine/findings/suppressions-analyzer.ts';
import type { Classification, Language } from '../../../engine/source/language.ts';
import { loadGrammars, parse } from '../../../engine/syntax/parse.ts';

beforeAll(() => loadGrammars(['typescript', 'tsx', 'python', 'go', 'php', 'ruby', 'rust', 'java']));

describe('our own comments', () => {
  test.each<[Language, string, string]>([
    ['typescript', 'f(); // plumbline-ignore a/b: why', '1 covers 1-1'],
    ['typescript', '// plumbline-ignore a/b: why\n\nf();\ng();', '1 covers 1-3'],
    ['typescript', '// plumbline-ignore a/b: why\n// more of it\nf();', '1 covers 1-3'],
    ['typescript', '/* plumbline-ignore a/b: why */ f();', '1 covers 1-1'],
    ['typescript', '/*\n * Words.\n * plumbline-ignore a/b: why\n */\nf();', '3 covers 1-5'],
    ['typescript', 'f({\n  // plumbline-ignore a/b: why\n  a: 1,\n});', '2 covers 2-3'],
    ['tsx', 'const x = <a>\n  {/* plumbline-ignore a/b: why */}\n  <b />\n</a>;', '2 covers 2-3'],
    ['tsx', 'const x = <a>\n  {/* plumbline-ignore a/b: why */}\n  words\n</a>;', '2 covers 2-3'],
    ['tsx', 'const x = <a>\n  words\n  {/* plumbline-ignore a/b: why */}\n\n  {y}\n</a>;', '3 covers 3-5'],
    ['typescript', '/** plumbline-ignore a/b: why **/\nf();', '1 covers 1-2'],
    ['typescript', '//// plumbline-ignore a/b: why\nf();', '1 covers 1-2'],
    ['python', '## plumbline-ignore a/b: why\nf()\n', '1 covers 1-2'],
    ['tsx', 'const x = <a>{y /* plumbline-ignore a/b: why */}\n  <b />\n</a>;', '1 covers 1-1'],
    ['python', 'f()  # plumbline-ignore a/b: why', '1 covers 1-1'],
    ['python', '# plumbline-ignore a/b: why\nf()\n', '1 covers 1-2'],
    ['go', 'package a\n// plumbline-ignore a/b: why\nvar x = 1\n', '2 covers 2-3'],
    ['php', '<?php\n# plumbline-ignore a/b: why\nf();\n', '2 covers 2-3'],
    ['ruby', '=begin\nplumbline-ignore a/b: why\n=end\nf\n', '2 covers 1-4'],
    ['rust', '/// plumbline-ignore a/b: why\nfn f() {}\n', '1 covers 1-2'],
    ['java', 'class A {\n  /** plumbline-ignore a/b: why */\n  int x;\n}\n', '2 covers 2-3'],
  ])('%s: %j', (language, text, expected) => {
    expect(inCode(language, text)).toEqual([`${expected}: a/b "why"`]);
  });

  test('strings, sentences about it and other words are no suppression', () => {
    const text = [
      "const a = 'plumbline-ignore a/b: why';",
      '// Write plumbline-ignore a/b: why',
      '// plumbline-ignored a/b: why',
      '/** `plumbline-ignore a/b: why` */',
      'f(`',
      '// plumbline-ignore a/b: why',
      '`);',
    ];
    expect(inCode('typescript', text.join('\n'))).toEqual([]);
  });

  test('without a reason, or unreadable, it is known and flawed', () => {
    const facts = factsOf('f(); // plumbline-ignore a/b\ng(); // plumbline-ignore what is this', 'typescript');
    expect(facts.comments.map(({ line, flaw }) => [line, flaw])).toEqual([
      [1, 'no-reason'],
      [2, 'malformed'],
    ]);
  });
});

describe('without a grammar', () => {
  test.each([
    ['key: value # plumbline-ignore a/b: why', '1 covers 1-1'],
    ['# plumbline-ignore a/b: why\n\n# more\nkey: value', '1 covers 1-4'],
    ['SELECT 1; -- plumbline-ignore a/b: why', '1 covers 1-1'],
    ['<!-- plumbline-ignore a/b: why -->\n<b>', '1 covers 1-2'],
    ['; plumbline-ignore a/b: why\r\n[section]\r\n', '1 covers 1-2'],
    ['/*\n * plumbline-ignore a/b: why\n */\na {}', '2 covers 2-4'],
    ['/*\n  plumbline-ignore a/b: why\n*/\na {}', '2 covers 2-4'],
    [';; plumbline-ignore a/b: why\n(f)', '1 covers 1-2'],
    ['%% plumbline-ignore a/b: why\nf() -> 1.', '1 covers 1-2'],
    ['### plumbline-ignore a/b: why\nf', '1 covers 1-2'],
    ['/// plumbline-ignore a/b: why\nlet x = 1', '1 covers 1-2'],
    ['//! plumbline-ignore a/b: why\nlet x = 1', '1 covers 1-2'],
    ['/** plumbline-ignore a/b: why */\nlet x = 1', '1 covers 1-2'],
    ['/* plumbline-ignore a/b: why **/ x', '1 covers 1-1'],
    ['rem plumbline-ignore a/b: why\nremove x', '1 covers 1-2'],
    ['let theorem plumbline-ignore a/b: why', undefined],
  ])('%j', (text, expected) => {
    expect(shown(factsOf(text))).toEqual(expected === undefined ? [] : [`${expected}: a/b "why"`]);
  });

  test.each([
    ['Visual Basic .NET', "' plumbline-ignore a/b: why\n' more\nDim x = 1", '1 covers 1-3'],
    ['Visual Basic .NET', "''' plumbline-ignore a/b: why\nDim x = 1", '1 covers 1-2'],
    ['Visual Basic .NET', "Dim x = 1 ' plumbline-ignore a/b: why\nDim y = 2", '1 covers 1-1'],
    ['VBScript', 'REM plumbline-ignore a/b: why\nx = 1', '1 covers 1-2'],
    ['Haskell', '-- plumbline-ignore a/b: why\nx = 1', '1 covers 1-2'],
    ['Haskell', '-- | plumbline-ignore a/b: why\nx = 1', '1 covers 1-2'],
    ['Haskell', '{- plumbline-ignore a/b: why -}\nx = 1', '1 covers 1-2'],
    ['Haskell', 'x = 1 {- plumbline-ignore a/b: why -}\ny = 1', '1 covers 1-1'],
    ['Haskell', '{-\nplumbline-ignore a/b: why\n-}\nx = 1', '2 covers 2-4'],
    ['Lua', '--[[ plumbline-ignore a/b: why ]]\nx = 1', '1 covers 1-2'],
    ['Lua', '--[==[ plumbline-ignore a/b: why ]==]\nx = 1', '1 covers 1-2'],
    ['Lua', '--[[\n  plumbline-ignore a/b: why\n]]\nx = 1', '2 covers 2-4'],
    ['Lua', '--- plumbline-ignore a/b: why\nx = 1', '1 covers 1-2'],
    ['Fortran Free Form', '! plumbline-ignore a/b: why\nx = 1', '1 covers 1-2'],
    ['Fortran Free Form', 'x = 1 !! plumbline-ignore a/b: why\ny = 1', '1 covers 1-1'],
    ['Vim script', '" plumbline-ignore a/b: why\nlet x = 1', '1 covers 1-2'],
    ['Batchfile', ':: plumbline-ignore a/b: why\nset x=1', '1 covers 1-2'],
    ['CSS', '/* plumbline-ignore a/b: why */\n#main {}\na {}', '1 covers 1-2'],
  ])('%s: %j', (languageName, text, expected) => {
    expect(shown(factsOf(text, undefined, 'code', languageName))).toEqual([`${expected}: a/b "why"`]);
  });

  test('marks that open nothing in the language are quotes, operators and data', () => {
    expect(factsOf("x = 'plumbline-ignore a/b: why'", undefined, 'code', 'R').comments).toEqual([]);
    expect(factsOf('if (! plumbline-ignore a/b: why', undefined, 'code', 'Swift').comments).toEqual([]);
  });

  test('prose that shows how to write one is no suppression', () => {
    const text = '```ts\n// plumbline-ignore a/b: why\n```\n# plumbline-ignore a/b: why\n`plumbline-ignore a/b: why`';
    expect(factsOf(text, undefined, 'prose').comments).toEqual([]);
    expect(factsOf('<!-- plumbline-ignore a/b: why -->\nx', undefined, 'prose').comments).toHaveLength(1);
  });
});

describe("other tools' comments", () => {
  test.each<[string, string]>([
    ['f(); // nosemgrep', 'nosemgrep 1-1 [] ""'],
    ['f(); // nosemgrep: rule-a, path.to.rule-b', 'nosemgrep 1-1 [rule-a,path.to.rule-b] ""'],
    ['f(); // NOSEM: rule-a -- it is safe', 'nosemgrep 1-1 [rule-a] "it is safe"'],
    ['// nosemgrep: rule-a\nf();', 'nosemgrep 1-2 [rule-a] ""'],
    ['// eslint-disable-next-line no-eval -- it is safe\nf();', 'eslint-comment 2-2 [no-eval] "it is safe"'],
    ['f(); // eslint-disable-line', 'eslint-comment 1-1 [] ""'],
    ['/* eslint-disable no-eval */\nf();\n/* eslint-enable */\ng();', 'eslint-comment 1-2 [no-eval] ""'],
  ])('%j', (text, expected) => {
    const { comments } = factsOf(text, 'typescript');
    expect(
      comments.map((one) => `${one.source} ${one.startLine}-${one.endLine} [${one.rules.join()}] "${one.reason}"`),
    ).toEqual([expected]);
  });

  test('a block that is never closed reaches over the file', () => {
    expect(factsOf('/* eslint-disable */\nf();\n', 'typescript').comments).toMatchObject([
      { source: 'eslint-comment', startLine: 1, endLine: 3, reach: 'file' },
    ]);
  });

  test('Python knows nothing of ESLint', () => {
    expect(factsOf('# eslint-disable-line\nf()\n', 'python').comments).toEqual([]);
  });
});

test('more than a thousand of them: the others do not count, and the report says so', () => {
  const text = 'f(); // plumbline-ignore a/b: why\n'.repeat(1001);
  const output = suppressionsAnalyzer.analyze({
    path: 'a.unknown',
    text,
    classification: { type: 'code', test: false },
  });
  expect(output).toMatchObject({
    facts: { comments: { length: 1000 } },
    notLookedAt: [{ path: 'a.unknown', analyzer: 'suppressions', reason: 'limit' }],
  });
});

test('a file that mentions none is not parsed', () => {
  const output = suppressionsAnalyzer.analyze({
    path: 'a.ts',
    text: 'f();',
    classification: { language: 'typescript', type: 'code', test: false },
    tree: () => {
      throw new Error('parsed');
    },
  });
  expect(output).toEqual({ findings: [] });
});

function inCode(language: Language, text: string): string[] {
  return shown(factsOf(text, language));
}

function shown({ comments }: SuppressionFacts): string[] {
  return comments.map(
    (one) => `${one.line} covers ${one.startLine}-${one.endLine}: ${one.rules.join()} "${one.reason}"`,
  );
}

function factsOf(
  text: string,
  language?: Language,
  type: Classification['type'] = 'code',
  languageName?: string,
): SuppressionFacts {
  const output = suppressionsAnalyzer.analyze({
    path: 'a.txt',
    text,
    classification: { type, test: false, ...(language && { language }), ...(languageName && { languageName }) },
    ...(language && { tree: () => parse(language, text) }),
  });
  return ('facts' in output && output.facts) || { comments: [] };
}
