import { createHash, createHmac } from 'node:crypto';

// ruleid: node-weak-hash
export const hash = (password: string) => createHash('sha1').update(password).digest('hex');
// ok: node-weak-hash
export const version = (text: string) => createHash('sha1').update(text).digest('hex');
// ok: node-weak-hash
export const signed = (text: string) => createHmac('sha512', key).update(text).digest('hex');
