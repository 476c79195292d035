import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestedLines } from '../../../../engine/report/github/suggested-lines.ts';
import type { TextEdit } from '../../../../engine/findings/finding.ts';

/** An edit of the first place where `old` stands. */
function edit(text: string, old: string, replacement: string): TextEdit {
  const startOffset = text.indexOf(old);
  return { startOffset, endOffset: startOffset + old.length, text: replacement };
}

describe('a fix as whole lines', () => {
  const text = 'const a = 1;\n  debugger;\nif (a == 2) {\n  run();\n}\n';

  test.each<[string, TextEdit[], object | undefined]>([
    ['a word', [edit(text, '==', '===')], { startLine: 3, endLine: 3, replacement: ['if (a === 2) {'] }],
    ['all of a line', [edit(text, 'debugger;', '')], { startLine: 2, endLine: 2, replacement: [] }],
    ['a line with its end', [edit(text, '  debugger;\n', '')], { startLine: 2, endLine: 2, replacement: [] }],
    [
      'a line in front',
      [edit(text, '  run', '  wait();\n  run')],
      { startLine: 4, endLine: 4, replacement: ['  wait();', '  run();'] },
    ],
    ['at the start', [edit(text, 'const', 'let')], { startLine: 1, endLine: 1, replacement: ['let a = 1;'] }],
    [
      'two places, given backwards',
      [edit(text, 'run', 'go'), edit(text, 'a == 2', 'a')],
      { startLine: 3, endLine: 4, replacement: ['if (a) {', '  go();'] },
    ],
    [
      'the end of the file',
      [{ startOffset: text.length, endOffset: text.length, text: '// end' }],
      { startLine: 6, endLine: 6, replacement: ['// end'] },
    ],
    ['nothing', [], undefined],
    ['what it was', [edit(text, '==', '==')], undefined],
    ['overlapping places', [edit(text, 'a == 2', 'a'), edit(text, '== 2', '')], undefined],
    ['beyond the end', [{ startOffset: 0, endOffset: text.length + 1, text: '' }], undefined],
    ['backwards', [{ startOffset: 3, endOffset: 1, text: '' }], undefined],
    ['a character that is not seen', [edit(text, '==', '\u202e==')], undefined],
    ['half a character', [edit(text, '==', '\ud800')], undefined],
    ['more lines than one reads', [edit(text, '==', '\n'.repeat(31))], undefined],
  ])('%s', (_, edits, expected) => {
    expect(suggestedLines(text, edits)).toEqual(expected);
  });

  test('not where lines end with a carriage return', () => {
    const windows = 'a == 1\r\nb\r\n';
    expect(suggestedLines(windows, [edit(windows, '==', '===')])).toBeUndefined();
  });

  test('a first line that is empty', () => {
    expect(suggestedLines('\nb', [{ startOffset: 0, endOffset: 0, text: 'a' }])).toEqual({
      startLine: 1,
      endLine: 1,
      replacement: ['a'],
    });
  });

  test('gives the text that the edits give', () => {
    const character = fc.constantFrom('a', 'b', ';', ' ', '\n');
    const source = fc.string({ unit: character, maxLength: 40 });
    const cuts = fc.array(fc.tuple(fc.nat(40), fc.nat(6), fc.string({ unit: character, maxLength: 5 })), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(source, cuts, (before, given) => {
        const edits: TextEdit[] = [];
        let at = 0;
        for (const [gap, length, inserted] of given) {
          const startOffset = Math.min(before.length, at + gap);
          at = Math.min(before.length, startOffset + length);
          edits.push({ startOffset, endOffset: at, text: inserted });
        }
        const lines = suggestedLines(before, edits);
        if (lines === undefined) return;
        let after = before;
        for (const { startOffset, endOffset, text: inserted } of [...edits].reverse())
          after = after.slice(0, startOffset) + inserted + after.slice(endOffset);
        const all = before.split('\n');
        all.splice(lines.startLine - 1, lines.endLine - lines.startLine + 1, ...lines.replacement);
        // Lines that are emptied go.
        const withoutBlank = (value: string): string[] => value.split('\n').filter((line) => line.trim() !== '');
        expect(withoutBlank(all.join('\n'))).toEqual(withoutBlank(after));
        if (lines.replacement.length > 0) expect(all.join('\n')).toBe(after);
      }),
      { numRuns: 500 },
    );
  });
});
