const User = require('./models/user');

app.post('/a', async (req, res) => {
  // ruleid: mongodb-query-from-request
  const user = await User.findOne({ email: req.body.email, token: req.body.token });
  res.json(user);
});

app.get('/b', async (req, res) => {
  // ruleid: mongodb-query-from-request
  res.json(await Post.find(req.query));
});

app.post('/c', async (req, res) => {
  const { id } = req.body;
  // ruleid: mongodb-query-from-request
  await db.collection('posts').deleteOne({ _id: id });
  // ok: mongodb-query-from-request
  await db.collection('posts').deleteOne({ _id: new ObjectId(id) });
  // ok: mongodb-query-from-request
  await Post.deleteOne({ slug: String(req.body.slug) });
  // ok: mongodb-query-from-request
  await Post.deleteOne({ slug: { $eq: req.body.slug } });
});

app.get('/d/:id', async (req, res) => {
  // ok: mongodb-query-from-request
  const post = await Post.findOne({ _id: req.params.id });
  // ok: mongodb-query-from-request
  const name = names.find((one) => one === req.query.name);
  // ok: mongodb-query-from-request
  const row = await Order.findOne({ where: { id: req.query.id } });
  // ok: mongodb-query-from-request
  const found = await User.findOne({ owner: post.owner });
  res.json([post, name, row, found]);
});

app.post('/f', check('email').isEmail(), async (req, res) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.sendStatus(400);
  // ok: mongodb-query-from-request
  res.json(await User.findOne({ email: req.body.email }));
});

app.post('/e', async (req, res) => {
  const { email } = schema.parse(req.body);
  // ok: mongodb-query-from-request
  res.json(await User.findOne({ email }));
  if (typeof req.body.name !== 'string') return res.sendStatus(400);
  // ok: mongodb-query-from-request
  res.json(await User.findOne({ name: req.body.name }));
});
