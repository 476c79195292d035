import { createCipheriv, randomBytes } from 'node:crypto';

// ruleid: node-static-iv
export const fixed = (text: string) => createCipheriv('aes-128-ctr', key, new Uint8Array(16)).update(text);
// ok: node-static-iv
export const fresh = (text: string) => createCipheriv('aes-128-ctr', key, randomBytes(16)).update(text);
