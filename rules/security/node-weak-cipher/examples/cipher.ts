import { createCipheriv } from 'node:crypto';

const ALGORITHM = 'bf-cbc';
// ruleid: node-weak-cipher
export const old = createCipheriv(ALGORITHM, key, iv);
// ok: node-weak-cipher
export const current = createCipheriv('chacha20-poly1305', key, iv, { authTagLength: 16 });
