import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameBytes, fileNameOf } from '../../../engine/source/file-name.ts';

test('bytes that are no UTF-8 are shown as escapes', () => {
  expect(fileNameOf(Buffer.from('grün/日本.txt'))).toBe('grün/日本.txt');
  expect(fileNameOf(Buffer.from([0x61, 0xe9, 0x62]))).toBe('a\\xE9b');
  expect(fileNameOf(Buffer.from('a\\xE9b'))).toBe('a\\x5CxE9b');
  expect(fileNameOf(Buffer.from('a\\b'))).toBe('a\\b');
});

test('every name is one path, and leads back to its bytes', () => {
  const part = fc.oneof(
    fc.constantFrom('\\', '\\x', 'E9', '5C', '\\xE9', 'é').map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const name = Buffer.concat(parts);
      const path = fileNameOf(name);
      expect(fileNameBytes(path)).toEqual(name);
      expect(Buffer.from(path).toString()).toBe(path);
    }),
    { numRuns: 2000 },
  );
});
