app.post('/a', async (req, res) => {
  // ruleid: express-mass-assignment
  res.json(await User.create(req.body));
});
app.put('/b/:id', async (req, res) => {
  // ruleid: express-mass-assignment
  await User.findByIdAndUpdate(req.params.id, req.body, { new: true });
  // ruleid: express-mass-assignment
  await User.updateOne({ _id: req.params.id }, { $set: req.body });
  // ok: express-mass-assignment
  await User.findByIdAndUpdate(req.params.id, { name: req.body.name });
  // ruleid: express-mass-assignment
  const user = new User(req.body);
  // ruleid: express-mass-assignment
  Object.assign(user, req.body);
  // ok: express-mass-assignment
  const copy = Object.assign({}, req.body);
  // ok: express-mass-assignment
  const url = new URLSearchParams(req.query);
  // ok: express-mass-assignment
  await User.create(schema.parse(req.body));
});
