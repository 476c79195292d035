import { generateKeyPair } from 'node:crypto';

// ruleid: node-short-key
generateKeyPair('rsa', { modulusLength: 1024, publicExponent: 65537 }, done);
// ok: node-short-key
generateKeyPair('rsa', { modulusLength: 2048 }, done);
// ruleid: node-short-key
await crypto.subtle.generateKey({ name: 'RSA-OAEP', modulusLength: 1024, hash: 'SHA-256' }, true, ['encrypt']);
