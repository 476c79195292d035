import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutBytes, cutLine } from '../../../../engine/report/github/cut-text.ts';

describe('text that is too long', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc…'],
    ['ab漢字', 7, 'ab…'],
    ['ab漢字', 8, 'ab漢字'],
    ['😀😀', 7, '😀…'],
    ['abc', 0, '…'],
  ])('%j in %i bytes', (text, bytes, expected) => {
    expect(cutBytes(text, bytes)).toBe(expected);
  });

  test.each([
    ['a title', 20, 'a title'],
    ['  two\n\n lines\t', 20, 'two lines'],
    ['abcdefg', 5, 'abcd…'],
    ['abc😀def', 5, 'abc…'],
  ])('%j in a line of %i', (text, length, expected) => {
    expect(cutLine(text, length)).toBe(expected);
  });

  test('is cut between characters, wherever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 3, max: 60 }), (text, most) => {
        const bytes = cutBytes(text, most);
        expect(Buffer.byteLength(bytes)).toBeLessThanOrEqual(most);
        expect(bytes).not.toContain('\ufffd');
        const line = cutLine(text, most);
        expect(line.length).toBeLessThanOrEqual(most);
        expect(line).toBe(Buffer.from(line).toString());
      }),
    );
  });
});
