import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** The first byte: how the rest is to be read. */
const VERSION = 1;
/** Bytes. NIST SP 800-38D, 8.2.2: a random nonce is good for 2^32 messages under one key. */
const NONCE = 12;
const TAG = 16;

/** Thrown where something sealed is damaged, or was sealed with another key or for another purpose. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/**
 * A key of 32 bytes for one purpose, from the service's own: what is signed or sealed for one purpose is worthless for any other.
 * HKDF-SHA-256 (RFC 5869).
 */
export function deriveKey(serviceKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', serviceKey, Buffer.alloc(0), `plumbline ${purpose}`, 32));
}

/** Encrypts: version, nonce, tag, ciphertext. AES-256-GCM. */
export function seal(plain: Uint8Array, { serviceKey, purpose }: { serviceKey: Buffer; purpose: string }): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, deriveKey(serviceKey, purpose), nonce);
  const content = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), content]);
}

/** What `seal` was given. Throws {@link SealError}. */
export function unseal(sealed: Buffer, { serviceKey, purpose }: { serviceKey: Buffer; purpose: string }): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + TAG) throw new SealError(`not a sealed ${purpose}`);
  const decipher = createDecipheriv(CIPHER, deriveKey(serviceKey, purpose), sealed.subarray(1, 1 + NONCE), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(sealed.subarray(1 + NONCE, 1 + NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE + TAG)), decipher.final()]);
  } catch (cause) {
    throw new SealError(`the ${purpose} cannot be opened: it is damaged, or PLUMBLINE_KEY is another one now`, {
      cause,
    });
  }
}
