const jwt = require('jsonwebtoken');

// ruleid: jwt-hard-coded-secret
const a = jwt.sign({ id }, 'change-me', { expiresIn: '1h' });
// ruleid: jwt-hard-coded-secret
const b = jwt.verify(token, process.env.JWT_KEY || 'change-me');
// ok: jwt-hard-coded-secret
const c = jwt.sign({ id }, process.env.JWT_KEY, { expiresIn: '1h' });
const KEY = 'example-of-a-key';
// ruleid: jwt-hard-coded-secret
const d = jwt.verify(token, KEY);
// ok: jwt-hard-coded-secret
const e = jwt.verify(token, config.publicKey, { algorithms: ['RS256'] });
