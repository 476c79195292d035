const crypto = require('crypto');

// ruleid: node-weak-cipher
const a = crypto.createCipheriv('aes-256-ecb', key, null);
// ruleid: node-weak-cipher
const b = crypto.createCipheriv('des-ede3-cbc', key, iv);
// ruleid: node-weak-cipher
const c = crypto.createDecipheriv('rc4', key, '');
// ok: node-weak-cipher
const d = crypto.createCipheriv('aes-256-gcm', key, iv);
// ruleid: node-weak-cipher
const e = CryptoJS.TripleDES.encrypt(text, key);
// ok: node-weak-cipher
const f = CryptoJS.AES.encrypt(text, key);
