const crypto = require('crypto');

// ruleid: node-static-iv
const a = crypto.createCipheriv('aes-256-gcm', key, Buffer.alloc(12));
// ruleid: node-static-iv
const b = crypto.createCipheriv('aes-256-cbc', key, 'abcdefghijklmnop');
// ok: node-static-iv
const c = crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));

function encrypt(text) {
  const iv = Buffer.from('00000000000000000000000000000000', 'hex');
  // ruleid: node-static-iv
  return crypto.createCipheriv('aes-256-cbc', key, iv).update(text);
}

function right(text) {
  const iv = crypto.randomBytes(16);
  // ok: node-static-iv
  return crypto.createCipheriv('aes-256-cbc', key, iv).update(text);
}

// ok: node-static-iv
const d = crypto.createDecipheriv('aes-256-cbc', key, Buffer.alloc(16));
