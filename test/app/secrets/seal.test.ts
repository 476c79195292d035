import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey, seal, SealError, unseal } from '../../../app/secrets/seal.ts';

const serviceKey = Buffer.alloc(32, 1);
const purpose = 'test';

describe('what is sealed', () => {
  it('is what is unsealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (plain) => {
        const sealed = seal(plain, { serviceKey, purpose });
        expect(unseal(sealed, { serviceKey, purpose })).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('is never the same twice, and does not show what it holds', () => {
    const plain = Buffer.from('-----BEGIN RSA PRIVATE KEY-----');
    const sealed = seal(plain, { serviceKey, purpose });
    expect(sealed.equals(seal(plain, { serviceKey, purpose }))).toBe(false);
    expect(sealed.includes('PRIVATE')).toBe(false);
  });

  it('opens with no other key, and for no other purpose', () => {
    const sealed = seal(Buffer.from('secret'), { serviceKey, purpose });
    expect(() => unseal(sealed, { serviceKey: Buffer.alloc(32, 2), purpose })).toThrow(
      'the test cannot be opened: it is damaged, or PLUMBLINE_KEY is another one now',
    );
    expect(() => unseal(sealed, { serviceKey, purpose: 'another' })).toThrow(SealError);
  });

  it('does not open once any bit of it was changed, or any of it is missing', () => {
    const sealed = seal(Buffer.from('secret'), { serviceKey, purpose });
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(changed, { serviceKey, purpose })).toThrow(SealError);
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => unseal(sealed.subarray(0, length), { serviceKey, purpose })).toThrow(SealError);
    }
  });
});

it('a key for one purpose tells nothing of that for another', () => {
  expect(deriveKey(serviceKey, 'links')).toHaveLength(32);
  expect(deriveKey(serviceKey, 'links').equals(deriveKey(serviceKey, 'links'))).toBe(true);
  expect(deriveKey(serviceKey, 'links').equals(deriveKey(serviceKey, 'report'))).toBe(false);
});
