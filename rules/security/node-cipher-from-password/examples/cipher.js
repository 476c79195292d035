const crypto = require('node:crypto');

// ruleid: node-cipher-from-password
const a = crypto.createCipher('aes-256-cbc', password);
// ruleid: node-cipher-from-password
const b = crypto.createDecipher('aes-256-cbc', password);
// ok: node-cipher-from-password
const c = crypto.createCipheriv('aes-256-gcm', key, iv);
