const crypto = require('crypto');

app.post('/a', (req, res) => {
  const expected = crypto.createHmac('sha256', key).update(req.body).digest('hex');
  // ruleid: node-secret-compared-by-equals
  if (req.get('x-signature') !== expected) return res.sendStatus(401);
  const signature = req.headers['x-hub-signature'];
  // ruleid: node-secret-compared-by-equals
  if (signature === expected) return res.sendStatus(204);
  // ok: node-secret-compared-by-equals
  if (signature === undefined) return res.sendStatus(400);
  // ok: node-secret-compared-by-equals
  if (signature.length !== expected.length) return res.sendStatus(400);
  // ok: node-secret-compared-by-equals
  if (!crypto.timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return res.sendStatus(401);
});

function same(file, other) {
  // ok: node-secret-compared-by-equals
  return file.name === other.name;
}
