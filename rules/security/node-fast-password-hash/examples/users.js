const crypto = require('crypto');

// ruleid: node-fast-password-hash
user.hash = crypto.createHash('sha256').update(req.body.password).digest('hex');
// ruleid: node-fast-password-hash
user.salted = crypto.createHash('sha512').update(password + salt).digest('hex');
// ok: node-fast-password-hash
user.scrypt = crypto.scryptSync(password, salt, 64);
// ok: node-fast-password-hash
const key = crypto.createHash('sha256').update(token).digest();
// ok: node-fast-password-hash
const other = crypto.createHash('sha256').update('password').digest('hex');
