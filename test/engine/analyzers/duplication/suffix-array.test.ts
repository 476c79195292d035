import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedPrefixes, suffixArray } from '../../../../engine/analyzers/duplication/suffix-array.ts';

test('suffixes are ordered, and their shared beginnings counted', () => {
  // "banana" with 0 at its end
  const text = Int32Array.from([2, 1, 3, 1, 3, 1, 0]);
  const sorted = suffixArray(text, 4);
  expect([...sorted]).toEqual([6, 5, 3, 1, 0, 4, 2]);
  expect([...sharedPrefixes(text, sorted)]).toEqual([0, 0, 1, 3, 0, 0, 2]);
});

test('the order is that of comparing suffixes one by one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(), { maxLength: 60 }), (letters, numbers) => {
      const text = Int32Array.from([...numbers.map((number) => 1 + (number % letters)), 0]);
      const expected = [...text.keys()].sort((a, b) => compare(text, a, b));
      expect([...suffixArray(text, letters + 1)]).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

function compare(text: Int32Array, a: number, b: number): number {
  let i = 0;
  while (text[a + i] === text[b + i]) i++;
  return text[a + i]! - text[b + i]!;
}
