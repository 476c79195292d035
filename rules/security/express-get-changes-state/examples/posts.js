app.get('/posts/:id/delete', async (req, res) => {
  // ruleid: express-get-changes-state
  await Post.deleteOne({ _id: req.params.id });
  res.redirect('/posts');
});
app.post('/posts/:id/delete', async (req, res) => {
  // ok: express-get-changes-state
  await Post.deleteOne({ _id: req.params.id });
  res.redirect('/posts');
});
app.get('/posts/:id/remove-from-cache', async (req, res) => {
  // ok: express-get-changes-state
  cache.delete(req.params.id);
  res.json(await Post.findById(req.params.id));
});
// ok: express-get-changes-state
app.get('/posts/:id/delete', async (req, res) => {
  res.render('confirm', { id: req.params.id });
});
