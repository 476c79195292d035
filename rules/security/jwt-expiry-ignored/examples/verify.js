const jwt = require('jsonwebtoken');

// ruleid: jwt-expiry-ignored
const a = jwt.verify(token, key, { ignoreExpiration: true });
// ok: jwt-expiry-ignored
const b = jwt.verify(token, key, { ignoreExpiration: false });
// ok: jwt-expiry-ignored
const c = cache.get(token, { ignoreExpiration: true });
