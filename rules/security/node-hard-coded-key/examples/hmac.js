const crypto = require('crypto');

// ruleid: node-hard-coded-key
const a = crypto.createHmac('sha256', 'my-signing-key').update(body).digest('hex');
// ok: node-hard-coded-key
const b = crypto.createHmac('sha256', process.env.SIGNING_KEY).update(body).digest('hex');
// ruleid: node-hard-coded-key
const c = crypto.createCipheriv('aes-256-gcm', Buffer.from('0123456789abcdef', 'utf8'), iv);
// ok: node-hard-coded-key
const d = crypto.createCipheriv('aes-256-gcm', key, iv);
const KEY = 'an-example-of-a-key';
// ruleid: node-hard-coded-key
const e = CryptoJS.AES.encrypt(text, KEY);
