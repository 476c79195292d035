app.get('/a', (req, res) => {
  // ruleid: node-regex-from-request
  const pattern = new RegExp(req.query.q, 'i');
  // ok: node-regex-from-request
  const safe = new RegExp(escapeRegExp(req.query.q), 'i');
  // ok: node-regex-from-request
  const replaced = new RegExp(req.query.q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  res.json([names.filter((name) => pattern.test(name)), safe, replaced]);
});
app.get('/b', async (req, res) => {
  // ruleid: node-regex-from-request
  res.json(await Post.find({ title: { $regex: req.query.q, $options: 'i' } }));
  // ok: node-regex-from-request
  res.json(await client.search(req.query.q));
  // ok: node-regex-from-request
  const found = /^\d+$/.test(req.query.q);
  res.json(found);
});
