const crypto = require('crypto');

// ruleid: node-short-key
const a = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 });
// ok: node-short-key
const b = crypto.generateKeyPairSync('rsa', { modulusLength: 4096 });
// ruleid: node-short-key
const c = crypto.createDiffieHellman(512);
// ok: node-short-key
const d = crypto.generateKeyPairSync('ed25519');
