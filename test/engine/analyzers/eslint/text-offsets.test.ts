import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf, utf16Offsets } from '../../../../engine/analyzers/eslint/text-offsets.ts';
import { lineStartsOf } from '../../../../engine/syntax/line-starts.ts';

describe('utf16Offsets', () => {
  it('counts what each character takes', () => {
    const text = 'aé€😀b';
    expect([...utf16Offsets(text, [0, 1, 3, 6, 10, 11])]).toEqual([
      [0, 0],
      [1, 1],
      [3, 2],
      [6, 3],
      [10, 5],
      [11, 6],
    ]);
  });

  it('is the length of the decoded bytes before it, for every character border', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        const borders = [0];
        for (const character of text) borders.push(borders.at(-1)! + character.length);
        const bytes = borders.map((border) => Buffer.byteLength(text.slice(0, border)));
        const offsets = utf16Offsets(text, bytes);
        expect(bytes.map((byte) => offsets.get(byte))).toEqual(borders);
      }),
    );
  });

  it('stays inside of the text for any number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(1000), (text, byte) => {
        const offset = utf16Offsets(text, [byte]).get(byte)!;
        expect(offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('rangeOf', () => {
  it('gives 1-based lines and columns, with an exclusive end', () => {
    const lines = lineStartsOf('ab\r\ncd\n');
    expect(rangeOf(lines, { start: 1, end: 6 })).toEqual({ startLine: 1, startColumn: 2, endLine: 2, endColumn: 3 });
    expect(rangeOf(lines, { start: 7, end: 7 })).toEqual({ startLine: 3, startColumn: 1, endLine: 3, endColumn: 1 });
  });
});
