import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRepeats, type Repeat } from '../../../../engine/analyzers/duplication/find-repeats.ts';

function repeatsIn(
  text: string,
  minLength: number,
  more: { runs?: [number, number][]; wanted?: (at: number) => boolean } = {},
) {
  const values = Int32Array.from(text, (letter) => letter.charCodeAt(0));
  const { repeats } = findRepeats(
    { values, runs: more.runs ?? [[0, values.length]] },
    { minLength, wanted: more.wanted ?? (() => true), counts: () => true, minCounting: 1 },
  );
  return repeats.map(({ length, starts, fresh }) => ({
    text: text.slice(starts[0], starts[0]! + length),
    starts,
    fresh,
  }));
}

test('a repeat is as long as it can be, and names all its places', () => {
  expect(repeatsIn('1abcdef2abcdef3abcdef4', 4)).toEqual([{ text: 'abcdef', starts: [1, 8, 15], fresh: [1, 8, 15] }]);
});

test('a place within a longer repeat is a partner of the shorter one, and not told again', () => {
  expect(repeatsIn('1abcdefgh2abcdefgh3cdefg4', 4)).toEqual([
    { text: 'abcdefgh', starts: [1, 10], fresh: [1, 10] },
    { text: 'cdefg', starts: [3, 12, 19], fresh: [19] },
  ]);
});

test('repeats that overlap only in part are told both', () => {
  expect(repeatsIn('1abcdef2abcd3cdef4', 4)).toEqual([
    { text: 'abcd', starts: [1, 8], fresh: [1, 8] },
    { text: 'cdef', starts: [3, 13], fresh: [3, 13] },
  ]);
});

test('copies that follow each other are told as such', () => {
  expect(repeatsIn('1abcdabcdabcd2', 4)).toEqual([{ text: 'abcd', starts: [1, 5, 9], fresh: [1, 5, 9] }]);
  expect(repeatsIn('1abcdabcd2', 4)).toEqual([{ text: 'abcd', starts: [1, 5], fresh: [1, 5] }]);
  expect(repeatsIn('dabcdabcd2', 4)).toEqual([{ text: 'dabc', starts: [0, 4], fresh: [0, 4] }]);
  expect(repeatsIn('1abcdabcdab2', 4)).toEqual([{ text: 'abcd', starts: [1, 5], fresh: [1, 5] }]);
});

test('a run of equal numbers is one repeat, not many', () => {
  expect(repeatsIn('a'.repeat(1001), 5)).toEqual([{ text: 'a'.repeat(500), starts: [0, 500], fresh: [0, 500] }]);
});

test('a repeat crosses no border between runs', () => {
  expect(
    repeatsIn('abcdefabcdef', 4, {
      runs: [
        [0, 6],
        [6, 10],
        [10, 12],
      ],
    }),
  ).toEqual([{ text: 'abcd', starts: [0, 6], fresh: [0, 6] }]);
});

test('repeats are told for wanted places, with the others as partners', () => {
  expect(repeatsIn('1abcdef2abcdef3xyzxyz4xyzxyz5', 4, { wanted: (at) => at < 8 })).toEqual([
    { text: 'abcdef', starts: [1, 8], fresh: [1] },
  ]);
});

const words = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 120 });

test('places of a repeat are equal, apart from each other, and cannot all be made longer', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 6 }), (numbers, minLength) => {
      for (const repeat of find(numbers, minLength)) {
        const { length, starts } = repeat;
        expect(length).toBeGreaterThanOrEqual(minLength);
        expect(starts.length).toBeGreaterThan(1);
        expect(new Set(starts.map((start) => numbers.slice(start, start + length).join())).size).toBe(1);
        for (let i = 1; i < starts.length; i++) expect(starts[i]! - starts[i - 1]!).toBeGreaterThanOrEqual(length);
      }
    }),
    { numRuns: 500 },
  );
});

test('every repeated window lies in a repeat', () => {
  const apart = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
  fc.assert(
    fc.property(apart, apart, apart, fc.array(fc.nat(2), { maxLength: 6 }), (a, b, c, order) => {
      const numbers = order.flatMap((i, at) => [...[a, b, c][i]!, 100 + at]);
      const minLength = 6;
      const covered = new Set(
        find(numbers, minLength).flatMap(({ starts, length }) => starts.flatMap((s) => range(s, s + length))),
      );
      for (const at of repeatedWindows(numbers, minLength)) {
        expect(range(at, at + minLength).filter((i) => !covered.has(i))).toEqual([]);
      }
    }),
    { numRuns: 500 },
  );
});

function find(numbers: readonly number[], minLength: number): readonly Repeat[] {
  return findRepeats(
    { values: Int32Array.from(numbers), runs: [[0, numbers.length]] },
    { minLength, wanted: () => true, counts: () => true, minCounting: 1 },
  ).repeats;
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}

/** Starts of windows that stand elsewhere, too, without overlapping themselves. */
function repeatedWindows(numbers: readonly number[], length: number): number[] {
  const starts = range(0, Math.max(0, numbers.length - length + 1));
  const textAt = (at: number) => numbers.slice(at, at + length).join();
  return starts.filter((at) => starts.some((other) => Math.abs(other - at) >= length && textAt(other) === textAt(at)));
}
