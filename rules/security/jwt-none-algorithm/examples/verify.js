const jwt = require('jsonwebtoken');

// ruleid: jwt-none-algorithm
const a = jwt.verify(token, key, { algorithms: ['HS256', 'none'] });
// ok: jwt-none-algorithm
const b = jwt.verify(token, key, { algorithms: ['HS256'] });
// ruleid: jwt-none-algorithm
const c = jwt.sign({ id }, '', { algorithm: 'none' });
// ok: jwt-none-algorithm
const d = jwt.sign({ id }, key, { algorithm: 'RS256', expiresIn: '1h' });
// ok: jwt-none-algorithm
const e = css.apply({ display: 'none' });
