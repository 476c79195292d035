import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineMap } from '../../../engine/source/line-map.ts';
import type { Hunk } from '../../../engine/source/source.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const { make, open } = testRepositories();

test('lines before, in, between and after hunks', () => {
  const map = lineMap([
    { oldStart: 2, oldLines: 1, newStart: 2, newLines: 2 },
    { oldStart: 5, oldLines: 2, newStart: 5, newLines: 0 },
    { oldStart: 8, oldLines: 0, newStart: 8, newLines: 1 },
  ]);
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((line) => map.toNew(line))).toEqual([
    1,
    undefined,
    4,
    5,
    undefined,
    undefined,
    6,
    7,
    9,
  ]);
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((line) => map.toOld(line))).toEqual([
    1,
    undefined,
    undefined,
    3,
    4,
    7,
    8,
    undefined,
    9,
  ]);
  expect([1, 2, 3, 4, 8, 9].filter((line) => map.isAdded(line))).toEqual([2, 3, 8]);
});

test('without hunks every line stays', () => {
  const map = lineMap([]);
  expect([map.toNew(1), map.toOld(1_000_000), map.isAdded(1)]).toEqual([1, 1_000_000, false]);
});

test('a file that is new or gone', () => {
  expect(lineMap([{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 3 }]).toOld(2)).toBeUndefined();
  expect(lineMap([{ oldStart: 1, oldLines: 3, newStart: 0, newLines: 0 }]).toNew(2)).toBeUndefined();
});

/** Few different lines, so that texts have much in common; with and without a newline at the end, and with CRLF. */
const text = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', '}', 'x\r'), { maxLength: 25 }), fc.boolean())
  .map(([lines, end]) => lines.join('\n') + (end && lines.length > 0 ? '\n' : ''));

function linesOf(content: string): string[] {
  return content.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function check(hunks: readonly Hunk[], old: readonly string[], fresh: readonly string[]): void {
  const map = lineMap(hunks);
  const kept = old.flatMap((content, index) => {
    const line = map.toNew(index + 1);
    if (line === undefined) return [];
    expect(fresh[line - 1]).toBe(content);
    expect(map.toOld(line)).toBe(index + 1);
    return [line];
  });
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
  // What is not kept was added, and nothing else.
  const added = fresh.map((_, index) => index + 1).filter((line) => map.isAdded(line));
  expect([...kept, ...added].sort((a, b) => a - b)).toEqual(fresh.map((_, index) => index + 1));
  expect(added.length).toBe(hunks.reduce((lines, hunk) => lines + hunk.newLines, 0));
}

test('exact in both directions on what git says of random texts', async () => {
  const repository = make();
  // Many pairs in one commit: a git process for each would take minutes.
  const pairs = fc.sample(fc.tuple(text, text), { numRuns: 400, seed: 42 });
  const path = (index: number) => `f${String(index).padStart(3, '0')}.txt`;
  repository.commit(Object.fromEntries(pairs.map(([old], index) => [path(index), old])));
  repository.commit(Object.fromEntries(pairs.map(([, fresh], index) => [path(index), fresh])));
  const opened = await open(repository);
  const { changes } = await opened.compare({ base: 'HEAD~1', head: 'HEAD' });
  const hunksOf = new Map(changes.map((change) => [change.new!.path, change.hunks]));
  expect(changes.length).toBeGreaterThan(300);
  for (const [index, [old, fresh]] of pairs.entries())
    check(hunksOf.get(path(index)) ?? [], linesOf(old), linesOf(fresh));
});
