app.get('/a', (req, res) => {
  // ruleid: express-reflected-xss
  res.send(`<h1>Results for ${req.query.q}</h1>`);
});
app.get('/b', (req, res) => {
  const name = req.query.name;
  // ruleid: express-reflected-xss
  res.status(404).send('<p>No page for ' + name + '</p>');
  // ok: express-reflected-xss
  res.send(`<p>${escapeHtml(name)}</p>`);
});
app.get('/c', (req, res) => {
  // ruleid: express-reflected-xss
  res.send(req.query.callback);
  // ok: express-reflected-xss
  res.json(req.query);
  // ok: express-reflected-xss
  res.send({ html: `<b>${req.query.q}</b>` });
  // ok: express-reflected-xss
  res.send(`<p>page ${Number(req.query.page)}</p>`);
});
app.get('/d', async (req, res) => {
  const user = await User.findById(req.params.id);
  // ok: express-reflected-xss
  res.send(`<p>${user.name}</p>`);
});
app.get('/e', (req, res) => {
  res.type('text/plain');
  // ok: express-reflected-xss
  res.send(req.query.echo);
});
app.use((req, res) => {
  // ruleid: express-reflected-xss
  res.write(`<p>Cannot find ${req.url}</p>`);
});
