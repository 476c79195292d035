import { describe, expect, test } from 'vitest';
import { isInDiff } from '../../../../engine/report/github/diff-lines.ts';
import type { Hunk } from '../../../../engine/source/source.ts';

const hunk = (newStart: number, newLines: number): Hunk => ({ oldStart: newStart, oldLines: 1, newStart, newLines });

describe('lines of a diff with three lines of context', () => {
  test.each<[string, Hunk[], number, number, boolean]>([
    ['the changed lines', [hunk(10, 2)], 10, 11, true],
    ['context above', [hunk(10, 2)], 7, 7, true],
    ['above the context', [hunk(10, 2)], 6, 6, false],
    ['context below', [hunk(10, 2)], 11, 14, true],
    ['below the context', [hunk(10, 2)], 14, 15, false],
    ['from one hunk to another', [hunk(10, 1), hunk(20, 1)], 10, 20, false],
    ['hunks whose contexts touch are one', [hunk(10, 1), hunk(17, 1)], 10, 17, true],
    ['one line between them', [hunk(10, 1), hunk(18, 1)], 10, 18, false],
    ['given in any order', [hunk(20, 1), hunk(10, 1)], 10, 10, true],
    ['around what went', [hunk(10, 0)], 8, 13, true],
    ['not further around what went', [hunk(10, 0)], 7, 8, false],
    ['at the start of the file', [hunk(1, 1)], 1, 1, true],
    ['no diff', [], 1, 1, false],
  ])('%s', (_, hunks, startLine, endLine, expected) => {
    expect(isInDiff(hunks, { startLine, endLine })).toBe(expected);
  });
});
