import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../../engine/source/language.ts';
import { analyzed, measured } from './measured.ts';

test('2,000 levels of if: each counts one more than the one around it', async () => {
  const levels = 2000;
  const source = `function f() { ${'if (a) { '.repeat(levels)}${'} '.repeat(levels)}}`;
  const [f] = (await measured('javascript', source)).functions;
  expect(f).toMatchObject({ cyclomatic: levels + 1, cognitive: (levels * (levels + 1)) / 2, nesting: levels });
});

test('2,000 functions within each other: a scope names the outermost 64', async () => {
  const levels = 2000;
  const source = `${'function f() { '.repeat(levels)}${'} '.repeat(levels)}`;
  const { functions } = await measured('javascript', source);
  expect(functions).toHaveLength(levels);
  expect(functions.at(-1)!.scope).toHaveLength(64);
});

test('2,000 lambdas within each other count for all around them', async () => {
  const levels = 2000;
  const source = `fun f() { ${'run { if (a) b; '.repeat(levels)}${'} '.repeat(levels)}}`;
  const [f] = (await measured('kotlin', source)).functions;
  // The if in lambda n counts 1 + n.
  expect(f!.cognitive).toBe(levels + (levels * (levels + 1)) / 2);
});

test('50,000 functions, and one with 50,000 operators', async () => {
  const { functions } = await measured('javascript', 'function f() {}\n'.repeat(50_000));
  expect(functions).toHaveLength(50_000);
  const chain = await measured('javascript', `function f() { return a${' && a'.repeat(50_000)}; }`);
  expect(chain.functions[0]).toMatchObject({ cyclomatic: 50_001, cognitive: 1 });
});

test('any text of any language is measured, and its lines add up', async () => {
  const word = fc.constantFrom(
    ...'if else for ( ) { } [ ] " \' ` f = => def class fn func end # // /* */ \n : ; ? && ${ \r\n é \0'.split(' '),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LANGUAGES), fc.array(word, { maxLength: 40 }), async (language, words) => {
      const { lines, functions, maintainabilityIndex } = (await analyzed(language, words.join(' '))).facts!;
      expect(lines.code + lines.comment + lines.blank).toBeGreaterThanOrEqual(lines.total);
      expect(lines.blank + Math.max(lines.code, lines.comment)).toBeLessThanOrEqual(lines.total);
      expect(maintainabilityIndex).toBeGreaterThanOrEqual(0);
      expect(maintainabilityIndex).toBeLessThanOrEqual(100);
      for (const each of functions) expect(each.length).toBeLessThanOrEqual(each.endLine - each.startLine + 1);
    }),
    { numRuns: 300 },
  );
});
