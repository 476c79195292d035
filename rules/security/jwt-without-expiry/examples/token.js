const jwt = require('jsonwebtoken');

// ruleid: jwt-without-expiry
const a = jwt.sign({ id: user.id }, key);
// ruleid: jwt-without-expiry
const b = jwt.sign({ id: user.id }, key, { algorithm: 'HS256' });
// ok: jwt-without-expiry
const c = jwt.sign({ id: user.id }, key, { expiresIn: '15m' });
// ok: jwt-without-expiry
const d = jwt.sign({ id: user.id, exp: soon }, key);
// ok: jwt-without-expiry
const e = jwt.sign(payload, key);
// ok: jwt-without-expiry
const f = jwt.sign({ id: user.id }, key, options);
