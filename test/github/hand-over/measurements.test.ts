import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  MAX_MEASUREMENTS_BYTES,
  packMeasurements,
  unpackMeasurements,
  type Measurements,
} from '../../../github/hand-over/measurements.ts';

const MEASURED: Measurements = {
  version: 1,
  repositoryId: 7,
  head: 'a'.repeat(40),
  job: 'test {"node":"20, [22]"}',
  missing: [{ kind: 'tests', name: 'junit.xml', why: 'not-made' }],
  files: [{ kind: 'coverage', name: 'coverage/"a"\\,[b].info', text: 'SF:a.js\nDA:1,1\n{"x":[1,2]}\u0000é' }],
};

function packed(json: string): Buffer {
  return gzipSync(json);
}

describe('measurements', () => {
  it('come out as they went in', () => {
    expect(unpackMeasurements(packMeasurements(MEASURED))).toEqual(MEASURED);
  });

  it('may be of five hundred files, whatever these are called', () => {
    const files = Array.from({ length: 500 }, (_, at) => ({
      kind: 'tests' as const,
      name: `${',[{"\\'.repeat(100)}${at}`,
      text: '[[[,,,"\\"',
    }));
    const missing = Array.from({ length: 50 }, () => MEASURED.missing![0]!);
    expect(unpackMeasurements(packMeasurements({ ...MEASURED, files, missing }))).toMatchObject({ files, missing });
  });

  it.each<[string, Buffer, string]>([
    ['no gzip', Buffer.from('{}'), 'The measurements are not JSON packed by gzip.'],
    ['nothing', Buffer.alloc(0), 'The measurements are not JSON packed by gzip.'],
    [
      'a gzip that ends early',
      packMeasurements(MEASURED).subarray(0, 40),
      'The measurements are not JSON packed by gzip.',
    ],
    ['no JSON', packed('SF:a.js'), 'The measurements are not JSON packed by gzip.'],
    ['another thing', packed('{}'), 'The measurements are not of version 1: see version.'],
    ['a list', packed('[]'), 'The measurements are not of version 1: see their top.'],
    [
      'another version',
      packed(JSON.stringify({ ...MEASURED, version: 2 })),
      'The measurements are not of version 1: see version.',
    ],
    [
      'a short commit',
      packed(JSON.stringify({ ...MEASURED, head: 'abc1234' })),
      'The measurements are not of version 1: see head.',
    ],
    [
      'a job with a line break',
      packed(JSON.stringify({ ...MEASURED, job: 'a\nb' })),
      'The measurements are not of version 1: see job.',
    ],
    [
      'more than it names',
      packed(JSON.stringify({ ...MEASURED, verdict: 'pass' })),
      'The measurements are not of version 1: see their top.',
    ],
    [
      'too many files',
      packed(JSON.stringify({ ...MEASURED, files: Array.from({ length: 501 }, () => MEASURED.files[0]) })),
      'The measurements are not of version 1: see files.',
    ],
  ])('%s is none', (_, given, message) => {
    expect(() => unpackMeasurements(given)).toThrow(
      expect.objectContaining({ name: 'MeasurementsError', code: 'malformed', message }),
    );
  });

  it.each<[string, Buffer]>([
    ['packed', Buffer.alloc(8 * 2 ** 20 + 1)],
    ['unpacked', gzipSync(Buffer.alloc(MAX_MEASUREMENTS_BYTES + 1, 'x'))],
    ['unpacked, a thousand times as large as packed', gzipSync(Buffer.alloc(200 * 2 ** 20))],
  ])('are too large %s', (_, given) => {
    expect(() => unpackMeasurements(given)).toThrow(
      expect.objectContaining({
        code: 'too-large',
        message: 'The measurements are larger than 32 MiB, or than 8 MiB packed.',
      }),
    );
  });

  it.each(['{},', '[],', '0,', '{"a":1},'])('of millions of %s are not parsed', (unit) => {
    const few = `{"files":[${unit.repeat(6_000)}0]}`;
    expect(() => unpackMeasurements(packed(few))).toThrow('The measurements are not JSON packed by gzip.');
  });
});
