import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { unpackMeasurements, type MeasuredFile } from '../../../github/hand-over/measurements.ts';
import { packWhatFits } from '../../../github/hand-over/pack-what-fits.ts';

const OF = { version: 1, repositoryId: 7, head: 'a'.repeat(40) } as const;
const MEBIBYTE = 2 ** 20;

const file = (kind: MeasuredFile['kind'], name: string, text = name): MeasuredFile => ({ kind, name, text });
/** Of a text that nothing makes smaller than half. */
const dense = (bytes: number): string => randomBytes(bytes).toString('hex');

function packed(files: readonly MeasuredFile[]) {
  const { packed, leftOut } = packWhatFits(OF, { files, missing: [] });
  const read = unpackMeasurements(packed);
  return {
    files: read.files.map(({ name }) => name),
    missing: read.missing?.map(({ kind, name, why }) => `${kind} ${name}: ${why}`),
    leftOut: leftOut.map(({ name }) => name),
  };
}

test('what fits is as it was, in its order', () => {
  expect(packed([file('tests', 'a'), file('coverage', 'b'), file('sarif', 'c')])).toEqual({
    files: ['a', 'b', 'c'],
    missing: undefined,
    leftOut: [],
  });
});

test('coverage goes before findings, and those before tests', () => {
  const text = ' '.repeat(12 * MEBIBYTE);
  expect(packed([file('tests', 'a', text), file('sarif', 'b', text), file('coverage', 'c', text)])).toEqual({
    files: ['b', 'c'],
    missing: ['tests a: too-much'],
    leftOut: ['a'],
  });
});

test('what is smaller may fit where a larger one did not', () => {
  expect(packed([file('coverage', 'a', ' '.repeat(33 * MEBIBYTE)), file('tests', 'b')])).toEqual({
    files: ['b'],
    missing: ['coverage a: too-much'],
    leftOut: ['a'],
  });
});

test('nor is it more than may be packed', () => {
  const files = ['a', 'b', 'c', 'd', 'e'].map((name) => file('tests', name, dense(2 * MEBIBYTE)));
  expect(packed(files)).toEqual({
    files: ['a', 'b', 'c'],
    missing: ['tests d, e: too-much'],
    leftOut: ['d', 'e'],
  });
});

test('of hundreds of files the first are named, and the rest is counted', () => {
  const files = Array.from({ length: 600 }, (_, at) => file('tests', `${at}`));
  const { missing, leftOut } = packed([...files, file('coverage', 'lcov.info')]);
  expect(leftOut).toHaveLength(101);
  expect(missing).toEqual(['tests 499, 500, 501 and 98 more: too-much']);
});

test('what was missing before is told, too', () => {
  const { packed } = packWhatFits(OF, {
    files: [],
    missing: [{ kind: 'coverage', name: 'lcov.info', why: 'not-made' }],
  });
  expect(unpackMeasurements(packed)).toEqual({
    ...OF,
    files: [],
    missing: [{ kind: 'coverage', name: 'lcov.info', why: 'not-made' }],
  });
});
