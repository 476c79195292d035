import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { duplicationAnalyzer } from '../../../../engine/analyzers/duplication/analyzer.ts';
import { duplicationFingerprints } from '../../../../engine/analyzers/duplication/fingerprints.ts';
import { loadGrammars } from '../../../../engine/syntax/parse.ts';
import type { Change } from '../../../../engine/source/source.ts';
import { aProjectInput, aSnapshot, type FileContent, type ProjectInputParts } from '../../../support/a-snapshot.ts';

beforeAll(() => loadGrammars(['typescript', 'javascript', 'python', 'go']));

async function duplication(files: Readonly<Record<string, FileContent>>, parts: ProjectInputParts = {}) {
  const input = await aProjectInput(aSnapshot(files), { fileAnalyzers: [duplicationFingerprints], ...parts });
  const output = await duplicationAnalyzer.analyze(input);
  return { ...output, result: output.result!, asked: input.asked };
}

/** 14 lines of 8 tokens within 7 more: 119 tokens in 16 lines. */
const TOTAL = `function total(order) {
${Array.from({ length: 14 }, (_, i) => `  order.sum${i} += ${i} * 2;`).join('\n')}
}
`;

test('a copy is told where it stands, with what it is a copy of', async () => {
  const { findings, result, notLookedAt } = await duplication({
    'src/a.ts': TOTAL,
    'src/b.ts': `// another file\nlet before = 1;\n\n  ${TOTAL.replaceAll('\n', '\n\n')}`,
    'src/c.ts': 'export const other = 1;\n',
  });
  expect(findings).toEqual([
    {
      ruleId: 'duplication/clone',
      path: 'src/b.ts',
      range: { startLine: 4, startColumn: 3, endLine: 34, endColumn: 2 },
      message: '31 lines (119 tokens) are the same as lines 1–16 of src/a.ts.',
      severity: 'low',
      minutes: 14,
      anchor: expect.stringMatching(/^clone [0-9a-f]{16}$/) as string,
      related: [
        {
          path: 'src/a.ts',
          range: { startLine: 1, startColumn: 1, endLine: 16, endColumn: 2 },
          message: 'The same code',
        },
      ],
    },
  ]);
  expect(result).toEqual({
    minTokens: 50,
    clones: [
      {
        tokens: 119,
        lines: 16,
        places: [
          { path: 'src/a.ts', startLine: 1, endLine: 16 },
          { path: 'src/b.ts', startLine: 4, endLine: 34 },
        ],
      },
    ],
    duplicatedLines: 32,
    comparedLines: 34,
    filesCompared: 3,
    byFile: { 'src/a.ts': 16, 'src/b.ts': 16 },
  });
  expect(notLookedAt).toEqual([]);
});

test('minTokens is the least length told', async () => {
  const files = { 'a.ts': TOTAL, 'b.ts': TOTAL };
  const options = (minTokens: number) => ({
    options: { duplication: { minTokens, ignoreNames: false, includeTests: false } },
  });
  expect((await duplication(files, options(119))).result.clones).toHaveLength(1);
  expect((await duplication(files, options(120))).result.clones).toEqual([]);
});

test('renamed copies are clones when names are ignored', async () => {
  const files = { 'a.ts': TOTAL, 'b.ts': TOTAL.replaceAll('order', 'basket').replaceAll('sum', 'price') };
  expect((await duplication(files)).findings).toEqual([]);
  const { result } = await duplication(files, {
    options: { duplication: { minTokens: 50, ignoreNames: true, includeTests: false } },
  });
  expect(result.clones.map(({ tokens }) => tokens)).toEqual([119]);
});

test('JavaScript and TypeScript are compared with each other, other languages among themselves', async () => {
  expect((await duplication({ 'a.js': TOTAL, 'b.ts': TOTAL })).result.clones).toHaveLength(1);
  const calls = Array.from({ length: 20 }, (_, i) => `print(first, second, ${i})\n`).join('');
  expect((await duplication({ 'a.py': calls, 'b.js': calls })).result.clones).toEqual([]);
  expect((await duplication({ 'a.py': calls, 'b.py': calls })).result.clones).toHaveLength(1);
});

test('imports, comments and tables of literals are no clones', async () => {
  const imports = Array.from({ length: 40 }, (_, i) => `import { name${i} } from './module${i}';\n`).join('');
  const licence = `/*\n${' * Permission is granted to anybody.\n'.repeat(40)} */\n`;
  const table = `[${Array.from({ length: 200 }, (_, i) => i).join(', ')}]`;
  const { findings, result } = await duplication({
    'a.ts': `${licence}${imports}export const a = ${table};\n`,
    'b.ts': `${licence}${imports}export const b = ${table};\n`,
  });
  expect(findings).toEqual([]);
  expect(result.duplicatedLines).toBe(0);
});

test('a large clone weighs more; tests are compared only where it is asked for', async () => {
  const large = `${TOTAL}${TOTAL.replaceAll('order', 'other')}${TOTAL.replaceAll('order', 'third')}`;
  const files = { 'src/a.ts': large, 'src/b.ts': large, 'test/a.test.ts': large };
  const severities = async (includeTests: boolean) =>
    (
      await duplication(files, { options: { duplication: { minTokens: 50, ignoreNames: false, includeTests } } })
    ).findings.map(({ path, severity }) => [path, severity]);
  expect(await severities(false)).toEqual([['src/b.ts', 'medium']]);
  expect(await severities(true)).toEqual([
    ['src/b.ts', 'medium'],
    ['test/a.test.ts', 'info'],
  ]);
});

test('the anchor stays when the clone’s end, its other places or code around it change', async () => {
  const anchorIn = async (a: string, b: string) => (await duplication({ 'a.ts': a, 'b.ts': b })).findings[0]!.anchor;
  const anchor = await anchorIn(TOTAL, TOTAL);
  expect(await anchorIn(`let x = 1;\n${TOTAL}`, `${TOTAL}let y = 2;\n`)).toBe(anchor);
  expect(await anchorIn(TOTAL, TOTAL.replace('order.sum13', 'order.sum14'))).toBe(anchor);
  expect(await anchorIn(TOTAL.replaceAll('order', 'other'), TOTAL.replaceAll('order', 'other'))).not.toBe(anchor);
});

test('of thousands of copies each is told once, with some partners named and all counted', async () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${1000 + i}.ts`, TOTAL]));
  const { findings, result } = await duplication(files);
  expect(result.clones.map(({ places }) => places.length)).toEqual([300]);
  expect(findings).toHaveLength(299);
  expect(findings[7]!.message).toBe(
    '16 lines (119 tokens) are the same as lines 1–16 of f1000.ts, and as 298 other places.',
  );
  expect(findings[7]!.related).toHaveLength(20);
});

test('in a change, clones with unchanged files are found without fingerprinting the others', async () => {
  const files = {
    'src/changed.ts': TOTAL,
    'src/partner.ts': `let before = 1;\n${TOTAL.replaceAll('\n', ' // note\n')}`,
    'src/other.ts': 'export const other = 1;\n',
    'src/other.py': 'other = 1\n',
    'lib/between.ts': TOTAL.replaceAll('order', 'other'),
    'lib/among.ts': TOTAL.replaceAll('order', 'other'),
  };
  const whole = await duplication(files);
  const change = await duplication(files, { lookedAt: ['src/changed.ts'] });
  expect(change.asked).toEqual(['src/partner.ts']);
  expect(change.findings.map(({ path, message }) => [path, message])).toEqual([
    ['src/changed.ts', '16 lines (119 tokens) are the same as lines 2–17 of src/partner.ts.'],
  ]);
  expect(change.result).toEqual({
    minTokens: 50,
    clones: whole.result.clones.filter(({ places }) => places.some(({ path }) => path === 'src/changed.ts')),
    duplicatedLines: 16,
    comparedLines: 16,
    filesCompared: 1,
    byFile: { 'src/changed.ts': 16 },
  });
});

test('a copy within one file is told once, at the later place', async () => {
  const { findings, result } = await duplication({ 'a.ts': `${TOTAL}\nlet between = 1;\n\n${TOTAL}` });
  expect(findings.map(({ range, message }) => [range?.startLine, message])).toEqual([
    [20, '16 lines (119 tokens) are the same as lines 1–16 of this file.'],
  ]);
  expect(result.duplicatedLines).toBe(32);
});

test('of three places two are told, and each names the first', async () => {
  const { findings } = await duplication({ 'a.ts': TOTAL, 'b.ts': TOTAL, 'c.ts': TOTAL });
  expect(findings.map(({ path, message, related }) => [path, message, related?.map((one) => one.path)])).toEqual([
    ['b.ts', '16 lines (119 tokens) are the same as lines 1–16 of a.ts, and as 1 other place.', ['a.ts', 'c.ts']],
    ['c.ts', '16 lines (119 tokens) are the same as lines 1–16 of a.ts, and as 1 other place.', ['a.ts', 'b.ts']],
  ]);
});

test('in a change, what it brings is the copy, wherever its name stands in the order', async () => {
  const before = aSnapshot({ 'b.ts': TOTAL, 'c.ts': 'export const c = 1;\n' });
  const files = { 'a.ts': TOTAL, 'b.ts': `${TOTAL}let later = 1;\n`, 'c.ts': `export const c = 2;\n${TOTAL}` };
  const head = aSnapshot(files);
  const changes: Change[] = [
    { status: 'added', new: head.file('a.ts')!, hunks: [hunk([0, 0], [1, 16])], binary: false },
    {
      status: 'modified',
      old: before.file('b.ts')!,
      new: head.file('b.ts')!,
      hunks: [hunk([16, 0], [17, 1])],
      binary: false,
    },
    {
      status: 'modified',
      old: before.file('c.ts')!,
      new: head.file('c.ts')!,
      hunks: [hunk([1, 1], [1, 17])],
      binary: false,
    },
  ];
  const { findings } = await duplication(files, { comparison: { base: before, tip: before, head, changes } });
  expect(findings.map(({ path, related }) => [path, related?.map((one) => one.path)])).toEqual([
    ['a.ts', ['b.ts', 'c.ts']],
    ['c.ts', ['b.ts', 'a.ts']],
  ]);
});

test('a renamed file keeps its turn, and an edit within a copy makes it no new one', async () => {
  const before = aSnapshot({ 'b.ts': TOTAL, 'z.ts': TOTAL });
  const files = { 'a.ts': TOTAL, 'b.ts': TOTAL };
  const head = aSnapshot(files);
  const renamed: Change = {
    status: 'renamed',
    old: before.file('z.ts')!,
    new: head.file('a.ts')!,
    hunks: [],
    binary: false,
  };
  const edited: Change = {
    status: 'modified',
    old: before.file('b.ts')!,
    new: head.file('b.ts')!,
    hunks: [hunk([3, 1], [3, 1])],
    binary: false,
  };
  const { findings } = await duplication(files, {
    comparison: { base: before, tip: before, head, changes: [renamed, edited] },
  });
  expect(findings.map(({ path }) => path)).toEqual(['a.ts']);
});

function hunk([oldStart, oldLines]: [number, number], [newStart, newLines]: [number, number]) {
  return { oldStart, oldLines, newStart, newLines };
}

/** Statements of seven tokens, `a = b + 1 ;`-like, over few names. */
const statement = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('f', 'g', 'h'), fc.integer({ min: 0, max: 99 }))
  .map(([to, by, number]) => `${to} = ${by}(${number});`);
const code = (more: { minLength: number; maxLength: number }) =>
  fc.array(statement, more).map((lines) => `${lines.join('\n')}\n`);

test('a planted clone is found with its exact bounds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(code({ minLength: 0, maxLength: 8 }), { minLength: 4, maxLength: 4 }),
      code({ minLength: 7, maxLength: 20 }),
      async ([before1, after1, before2, after2], clone) => {
        const { result } = await duplication({
          'one.ts': `${before1}begin1();\n${clone}end1();\n${after1}`,
          'two.ts': `${before2}begin2();\n${clone}end2();\n${after2}`,
        });
        const lines = clone.split('\n').length - 1;
        const first = before1!.split('\n').length - 1 + 2;
        const second = before2!.split('\n').length - 1 + 2;
        // Where lines around the clone begin and end alike, the clone begins and ends in them.
        const found = result.clones.filter(({ places }) =>
          places.some(
            ({ path, startLine, endLine }) => path === 'one.ts' && startLine <= first && endLine >= first + lines - 1,
          ),
        );
        expect(found).toHaveLength(1);
        const partner = found[0]!.places.find(({ path }) => path === 'two.ts')!;
        expect(partner.startLine <= second && partner.endLine >= second + lines - 1).toBe(true);
        expect(found[0]!.tokens).toBe(lines * 7 + 3);
      },
    ),
    { numRuns: 60 },
  );
});

test('nothing shorter is told, twice is the same, and the order of files does not matter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(code({ minLength: 0, maxLength: 30 }), { maxLength: 5 }), async (texts) => {
      const named = texts.map((text, i) => [`f${i}.ts`, text] as const);
      const { findings, result } = await duplication(Object.fromEntries(named));
      for (const { tokens, places } of result.clones) {
        expect(tokens).toBeGreaterThanOrEqual(50);
        expect(places.length).toBeGreaterThan(1);
      }
      const again = await duplication(Object.fromEntries(named.toReversed()));
      expect(again.findings).toEqual(findings);
      expect(again.result).toEqual(result);
    }),
    { numRuns: 60 },
  );
});

test('a change finds of its files what the whole tree finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(code({ minLength: 0, maxLength: 25 }), { minLength: 2, maxLength: 5 }),
      code({ minLength: 8, maxLength: 12 }),
      async (texts, clone) => {
        const files = Object.fromEntries(texts.map((text, i) => [`f${i}.ts`, i < 2 ? `${text}${clone}` : text]));
        const whole = await duplication(files);
        const change = await duplication(files, { lookedAt: ['f0.ts'] });
        expect(change.result.byFile).toEqual(
          Object.fromEntries(Object.entries(whole.result.byFile).filter(([path]) => path === 'f0.ts')),
        );
      },
    ),
    { numRuns: 60 },
  );
});
