import { parseXml } from 'libxmljs2';

// ruleid: node-xxe
export const wrong = (text: string) => parseXml(text, { noent: true });
// ok: node-xxe
export const right = (text: string) => parseXml(text, { noblanks: true });
