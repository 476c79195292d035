import { createDecipher, createDecipheriv } from 'node:crypto';

// ruleid: node-cipher-from-password
export const read = (password: string) => createDecipher('aes-128-cbc', password);
// ok: node-cipher-from-password
export const decipher = createDecipheriv('aes-256-gcm', key, iv);
