import fc from 'fast-check';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isKeptResult } from '../../action/cache/kept-result-schema.ts';
import { lineOf, packResults, readResults, unpackResults } from '../../action/cache/kept-results.ts';

const key = (digit: string) => digit.repeat(64);
const [A, B, C] = [key('a'), key('b'), key('c')];

type Entry = readonly [string, string?];

function lines(...entries: readonly Entry[]): Buffer {
  return Buffer.from(entries.map(([name, json]) => lineOf(name, json)).join(''));
}

/** What a run used and made. */
const run = (...entries: readonly Entry[]) => readResults(lines(...entries));
/** What was restored before it. */
const restored = (...entries: readonly Entry[]) => gzipSync(lines(...entries));
const NOTHING = Buffer.alloc(0);

function keysIn(packed: Buffer | undefined): string[] {
  return packed ? [...unpackResults(packed).keys()] : [];
}

test('what a run made and used comes before what it did not need', () => {
  const kept = packResults(restored([A, '1'], [B, '2']), run([C, '3'], [B]));
  expect(kept && gunzipSync(kept.packed).toString()).toBe(`${C} 3\n${B} 2\n${A} 1\n`);
});

test('what was used longest ago goes where there is no room', () => {
  const maxBytes = lineOf(A, '1').length * 2;
  const kept = packResults(restored([A, '1'], [B, '2']), run([C, '3'], [B]), { maxBytes });
  expect(keysIn(kept?.packed)).toEqual([C, B]);
});

test('what a run did not need is left out where it keeps its own alone', () => {
  const kept = packResults(restored([A, '1'], [B, '2']), run([C, '3'], [B]), { ofRunAlone: true });
  expect(keysIn(kept?.packed)).toEqual([C, B]);
});

test('nothing is to be kept where nothing was made', () => {
  expect(packResults(restored([A, '1']), run([A]))).toBe(undefined);
  expect(packResults(restored([A, '1']), run([A, '1']))).toBe(undefined);
  expect(packResults(NOTHING, run())).toBe(undefined);
});

test('what was made although it was there takes its place, under a name that is not taken', () => {
  const [first, bad] = [packResults(NOTHING, run([A, '1'])), restored([A, '{}'])];
  const mended = packResults(bad, run([A, '1']));
  expect(mended && gunzipSync(mended.packed).toString()).toBe(`${A} 1\n`);
  expect(mended?.name).not.toBe(first?.name);
  for (const content of [Buffer.from('damaged'), restored([B, '2']).subarray(0, 20)]) {
    const damaged = packResults(content, run([A, '1']));
    expect(keysIn(damaged?.packed)).toEqual([A]);
    expect(damaged?.name).not.toBe(first?.name);
  }
});

test('what is damaged, or larger than what is kept, cannot be unpacked', () => {
  expect(() => unpackResults(Buffer.from('no archive'))).toThrow('incorrect header check');
  expect(() => unpackResults(restored([A, '1']).subarray(0, 20))).toThrow('unexpected end of file');
  expect(() => unpackResults(gzipSync(Buffer.alloc(65 * 2 ** 20)))).toThrow('Cannot create a Buffer larger than');
});

test('what has not the shape of a result is none', () => {
  const analysis = {
    classification: { type: 'code', test: false },
    findings: [{ ruleId: 'r', path: 'a.py', message: 'm' }],
    facts: {},
    notLookedAt: [],
    analyzers: [],
  };
  const judged = [analysis, [], {}, null, 1, { ...analysis, findings: [{ path: 1 }] }, [{ rule: 'r' }]];
  expect(judged.map(isKeptResult)).toEqual([true, true, false, false, false, false, false]);
});

test('the name tells what is in it, in whatever order', () => {
  const one = packResults(NOTHING, run([A, '1'], [B, '2']));
  const other = packResults(NOTHING, run([B, '2'], [A, '1']));
  expect(other?.name).toBe(one?.name);
  expect(packResults(NOTHING, run([A, '1']))?.name).not.toBe(one?.name);
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
