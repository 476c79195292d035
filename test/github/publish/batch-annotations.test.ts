import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from '../../../engine/report/github/annotation.ts';
import { batchAnnotations } from '../../../github/publish/batch-annotations.ts';

const annotation = (line: number, details: string): Annotation => ({
  path: 'a.ts',
  start_line: line,
  end_line: line,
  annotation_level: 'notice',
  message: 'm',
  raw_details: details,
});

test('nothing to send is one empty batch, for the call that completes', () => {
  expect(batchAnnotations([], [])).toEqual([[]]);
  expect(batchAnnotations([annotation(1, 'x')], [annotation(1, 'x')])).toEqual([[]]);
});

test('what is sent is recognised by its place and the first line of its details', () => {
  const planned = [annotation(1, 'a\nrest'), annotation(1, 'b'), annotation(2, 'a')];
  const sent = [{ path: 'a.ts', start_line: 1, raw_details: 'a\nre' }];
  expect(batchAnnotations(planned, sent)).toEqual([[planned[1], planned[2]]]);
});

test('whatever part was sent, each is sent once, in order, at most 50 in a call', () => {
  const planned = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('a', 'b', 'c')), {
    maxLength: 180,
  });
  fc.assert(
    fc.property(planned, fc.infiniteStream(fc.boolean()), (given, wasSent) => {
      const all = given.map(([line, details]) => annotation(line, details));
      const sent = all.filter(() => wasSent.next().value);
      const batches = batchAnnotations(all, sent);
      expect(batches.every((batch) => batch.length <= 50)).toBe(true);
      const key = (one: Annotation): string => `${one.start_line}${one.raw_details}`;
      expect([...sent, ...batches.flat()].map(key).sort()).toEqual(all.map(key).sort());
      const places = batches.flat().map((one) => all.indexOf(one));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }),
  );
});
