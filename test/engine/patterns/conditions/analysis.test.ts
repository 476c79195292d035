import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../../engine/patterns/conditions/analysis.ts';
import { shannonEntropy } from '../../../../engine/patterns/conditions/randomness.ts';

const random = (text: string, options = {}) => analyze({ analyzer: 'entropy_v2', options }, text);

describe('entropy', () => {
  it.each([
    'd41d8cd98f00b204e9800998ecf8427e',
    'a8Jk2LmN0pQrS9tUvWxYz1B3c4D5e6F7g8H9',
    '"Zm9vYmFyYmF6cXV4"',
    'Xk9#mP2$vL5q',
    '4eC39HqLyjWDarjtT1zdp7dc',
  ])('%s looks made by chance', (text) => {
    expect(analyze({ analyzer: 'entropy', options: {} }, text)).toBe(true);
  });

  it.each([
    ...[
      'hello world, this is a text',
      'correcthorsebatterystaple',
      'my-secret-password',
      'changeme123',
      'YOUR_API_KEY_HERE',
    ],
    ...[
      'xxxxxxxxxxxxxxxxxxxx',
      '0123456789abcdef',
      'getUserByIdentifier',
      'https://example.com/path/to/resource',
      'x9#Z',
    ],
    ...['application/json; charset=utf-8', '2021-01-01T00:00:00Z', 'SELECT * FROM users WHERE id = 1', ''],
  ])('%s was made up by somebody', (text) => {
    expect(analyze({ analyzer: 'entropy', options: {} }, text)).toBe(false);
  });

  it('is judged as strictly as one asks for', () => {
    const judged = (text: string) => [random(text, { mode: 'lax' }), random(text), random(text, { mode: 'strict' })];
    expect(judged('s3cr3tT0k3n')).toEqual([true, false, false]);
    expect(judged('Xk9#mP2$vL5q')).toEqual([true, true, false]);
    expect(judged('4eC39HqLyjWDarjtT1zdp7dc')).toEqual([true, true, true]);
  });

  it('is counted in bits for each character', () => {
    expect(shannonEntropy('aaaa')).toBeCloseTo(0);
    expect(shannonEntropy('abcd')).toBeCloseTo(2);
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => shannonEntropy(text) <= Math.log2(text.length) + 1e-9),
    );
  });
});

describe('redos', () => {
  it.each(['(a+)+$', '"(.*)*x"', '/^(([a-z])+.)+[A-Z]([a-z])+$/i', "r'(\\w|\\d)+!'", '^(\\w+\\s?)*$', '"(\\\\w|_)*x"'])(
    '%s',
    (text) => {
      expect(analyze({ analyzer: 'redos', options: {} }, text)).toBe(true);
    },
  );

  it.each(['a+b+', '/^[\\w.]+@[\\w.]+$/', '"(?:[^"\\\\]|\\\\.)*"', '(\\d+\\.)+', 'not a ( regex', ''])(
    'not %s',
    (text) => {
      expect(analyze({ analyzer: 'redos', options: {} }, text)).toBe(false);
    },
  );
});
