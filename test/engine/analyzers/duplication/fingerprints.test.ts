import { expect, test } from 'vitest';
import { duplicationFingerprints } from '../../../../engine/analyzers/duplication/fingerprints.ts';
import { decodeFingerprints, TOKEN_ROLES } from '../../../../engine/analyzers/duplication/fingerprint-codec.ts';
import type { Language } from '../../../../engine/source/language.ts';
import { loadGrammars, parse } from '../../../../engine/syntax/parse.ts';
import { aClassification } from '../../../support/a-snapshot.ts';

async function fingerprints(language: Language, text: string) {
  await loadGrammars([language]);
  const file = {
    path: 'x',
    text,
    classification: aClassification('x', { language }),
    tree: () => parse(language, text),
  };
  const { facts } = await duplicationFingerprints.analyze(file);
  return { facts: facts!, tokens: decodeFingerprints(facts!) };
}

async function places(language: Language, text: string): Promise<string[]> {
  const { tokens } = await fingerprints(language, text);
  return Array.from(tokens.hash, (_, i) => {
    const { role, startLine, startColumn, endLine, endColumn } = tokens;
    return `${TOKEN_ROLES[role[i]!]} ${startLine[i]}:${startColumn[i]}-${endLine[i]}:${endColumn[i]}`;
  });
}

test('tokens keep their places and roles, comments are none, and an import is a barrier', async () => {
  const text =
    "import {\n  a,\n} from 'b'; // why\n\n/* says\n   much */ const é = `x\n  y` + 'z';\nexport * from './c';\n";
  expect(await places('typescript', text)).toEqual([
    'barrier 1:0-3:11',
    'code 6:11-6:16',
    'name 6:17-6:18',
    'code 6:19-6:20',
    'data 6:21-7:4',
    'code 7:5-7:6',
    'data 7:7-7:10',
    'data 7:10-7:11',
    'barrier 8:0-8:20',
  ]);
});

test('imports of every language are barriers', async () => {
  const imports: readonly (readonly [Language, string])[] = [
    ['python', 'import os\nfrom a import (b,\n c)\n'],
    ['go', 'package a\n\nimport (\n\t"fmt"\n)\n'],
    ['java', 'package a.b;\nimport java.util.List;\n'],
    ['kotlin', 'package a.b\n\nimport java.util.List\n'],
    ['csharp', 'using System;\nusing System.Linq;\n'],
    ['rust', 'use std::fmt;\nextern crate a;\n'],
    ['c', '#include <a.h>\n#include "b.h"\n'],
    ['cpp', '#include <a>\n#include <b>\n'],
    ['php', '<?php\nuse A\\B;\nuse A\\C;\n'],
  ];
  for (const [language, text] of imports) {
    const roles = (await places(language, text)).filter((place) => place.startsWith('barrier'));
    expect([language, roles.length]).toEqual([language, 2]);
  }
});

test('what a function imports for itself is its code', async () => {
  expect(await places('python', 'def f():\n    import os\n')).toEqual([
    'code 1:0-1:3',
    'name 1:4-1:5',
    'data 1:5-1:6',
    'data 1:6-1:7',
    'data 1:7-1:8',
    'code 2:4-2:10',
    'name 2:11-2:13',
  ]);
});

test('lines of code are counted once, however many tokens they hold', async () => {
  const { facts } = await fingerprints('typescript', 'let a = 1; let b = 2;\n\n// none\nlet c = `1\n2\n3`; let d;\n');
  expect(facts.codeLines).toBe(4);
});

test('the same content gives the same facts, whatever its path', async () => {
  const text = 'function f(a) {\n  return a ? 1 : 2;\n}\n';
  expect((await fingerprints('javascript', text)).facts).toEqual((await fingerprints('javascript', text)).facts);
  expect((await fingerprints('javascript', text)).tokens.hash).toEqual((await fingerprints('tsx', text)).tokens.hash);
});

test('facts are JSON of a few bytes for each token', async () => {
  const { facts } = await fingerprints(
    'typescript',
    'export const sum = (a: number, b: number) => a + b;\n'.repeat(500),
  );
  expect(facts.tokens).toBe(500 * 18);
  expect(JSON.stringify(facts).length).toBeLessThan(facts.tokens * 4);
});

test('a file without a grammar has none', () => {
  expect(duplicationFingerprints.applies({ path: 'a.md', classification: aClassification('a.md') })).toBe(false);
  expect(
    duplicationFingerprints.applies({ path: 'a.js', classification: aClassification('a.js', { leftOut: 'minified' }) }),
  ).toBe(false);
});
