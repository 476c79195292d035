const serialize = require('node-serialize');
const data = require('./data');

app.get('/a', (req, res) => {
  // ruleid: node-unsafe-deserialization
  const session = serialize.unserialize(req.cookies.session);
  // ok: node-unsafe-deserialization
  const text = serialize.serialize(session);
  // ok: node-unsafe-deserialization
  const parsed = JSON.parse(req.cookies.session);
  // ok: node-unsafe-deserialization
  const own = data.parse(req.cookies.session);
  res.json([text, parsed, own]);
});
