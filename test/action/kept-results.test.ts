import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lineOf, packResults, readResults, unpackResults } from '../../action/cache/kept-results.ts';

const key = (digit: string) => digit.repeat(64);
const [A, B, C] = [key('a'), key('b'), key('c')];

function results(...entries: readonly (readonly [string, string?])[]) {
  return readResults(Buffer.from(entries.map(([name, json]) => lineOf(name, json)).join('')));
}

function keysIn(packed: Buffer | undefined): string[] {
  return packed ? [...unpackResults(packed).keys()] : [];
}

test('what a run made and used comes before what it did not need', () => {
  const kept = packResults(results([A, '1'], [B, '2']), results([C, '3'], [B]));
  expect(kept && gunzipSync(kept.packed).toString()).toBe(`${C} 3\n${B} 2\n${A} 1\n`);
});

test('what was used longest ago goes where there is no room', () => {
  const room = lineOf(A, '1').length * 2;
  expect(keysIn(packResults(results([A, '1'], [B, '2']), results([C, '3'], [B]), room)?.packed)).toEqual([C, B]);
});

test('nothing is to be kept where nothing was made', () => {
  expect(packResults(results([A, '1']), results([A]))).toBe(undefined);
  expect(packResults(results([A, '1']), results([A, '1']))).toBe(undefined);
  expect(packResults(results(), results())).toBe(undefined);
});

test('the name tells what is in it, in whatever order', () => {
  const one = packResults(results(), results([A, '1'], [B, '2']));
  const other = packResults(results([A, '1']), results([B, '2']));
  expect(other?.name).toBe(one?.name);
  expect(packResults(results(), results([A, '1']))?.name).not.toBe(one?.name);
});

test('what is no line of ours is left out', () => {
  const text = `${A} 1\nshort\n${'x'.repeat(64)} 2\n${B}2\n../../${A} 3\n\n${C} {"cut`;
  expect([...readResults(Buffer.from(text))].map(([name, json]) => [name, json.toString()])).toEqual([[A, '1']]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const name of readResults(Buffer.from(bytes)).keys()) expect(name).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
});
