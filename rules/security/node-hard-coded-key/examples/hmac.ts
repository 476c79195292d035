import { createHmac } from 'node:crypto';

// ruleid: node-hard-coded-key
export const sign = (text: string) => createHmac('sha256', 'not-so-secret').update(text).digest('hex');
// ok: node-hard-coded-key
export const configured = (text: string) => createHmac('sha256', config.get('signing.key')).update(text).digest('hex');
// ok: node-hard-coded-key
export const signed = (text: string, key: Buffer) => createHmac('sha256', key).update(text).digest('hex');
