const bcrypt = require('bcrypt');
const crypto = require('crypto');

// ruleid: node-weak-password-cost
bcrypt.hash(password, 5, done);
// ok: node-weak-password-cost
bcrypt.hash(password, 12, done);
// ruleid: node-weak-password-cost
const salt = bcrypt.genSaltSync(8);
// ok: node-weak-password-cost
bcrypt.hash(password, rounds, done);
// ruleid: node-weak-password-cost
crypto.pbkdf2Sync(password, salt, 1000, 64, 'sha512');
// ok: node-weak-password-cost
crypto.pbkdf2Sync(password, salt, 210000, 64, 'sha512');
const ROUNDS = 4;
// ruleid: node-weak-password-cost
bcrypt.hashSync(password, ROUNDS);
