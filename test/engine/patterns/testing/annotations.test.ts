import { describe, expect, it } from 'vitest';
import { judgeLines, readAnnotations } from '../../../../engine/patterns/testing/annotations.ts';

function annotations(text: string) {
  return Object.fromEntries(
    [...readAnnotations(text)].map(([id, { found, clean, todo }]) => [id, [[...found], [...clean], [...todo]]]),
  );
}

describe('annotations', () => {
  it('are about the next line that is none', () => {
    expect(
      annotations(`// ruleid: a, b.c
// ok: d
x
# todoruleid: a
y
/* todook:a */
z
<!-- ok: a -->
<p>
s = 1 # ruleid:a
t`),
    ).toEqual({
      a: [[3, 11], [9], [5, 7]],
      'b.c': [[3], [], []],
      d: [[], [3], []],
    });
  });

  it('are no words within others', () => {
    expect(annotations('// look: a\n// broken ok\n// xruleid: a\nbook: a\n')).toEqual({});
  });

  it('are judged line by line; what is still to do is not', () => {
    const expectation = readAnnotations('# ruleid: a\nx\n# todook: a\ny\n# ok: a\nz\nw\n').get('a')!;
    expect(judgeLines([2, 2], expectation)).toMatchObject({ passed: true, expected: [2], reported: [2] });
    expect(judgeLines([2, 4], expectation)).toMatchObject({ passed: true });
    expect(judgeLines([6, 7], expectation)).toMatchObject({ passed: false, missing: [2], surplus: [6, 7] });
  });
});
