const crypto = require('crypto');

// ruleid: node-weak-hash
const a = crypto.createHmac('md5', key).update(body).digest('hex');
// ok: node-weak-hash
const b = crypto.createHmac('sha256', key).update(body).digest('hex');
// ruleid: node-weak-hash
const c = crypto.createHash('md5').update(user.password).digest('hex');
// ok: node-weak-hash
const etag = crypto.createHash('md5').update(file).digest('base64');
// ruleid: node-weak-hash
const signer = crypto.createSign('RSA-SHA1');
// ok: node-weak-hash
const cacheKey = crypto.createHash('sha1').update(JSON.stringify(query)).digest('hex');

function signToken(text) {
  // ruleid: node-weak-hash
  return crypto.createHash('sha1').update(text + key).digest('hex');
}
