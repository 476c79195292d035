app.get('/orders/:id', async (req, res) => {
  const order = await orders.find(req.params.id);
  if (!order) {
    // ruleid: express-response-sent-twice
    res.status(404).json({ error: 'no such order' });
  }
  res.json(order);
});

app.get('/a/:id', async (req, res) => {
  if (!req.user) {
    // ruleid: express-response-sent-twice
    res.redirect('/login');
  }
  const order = await orders.find(req.params.id);
  res.status(200).send(order);
});

app.get('/b/:id', async (req, res) => {
  const order = await orders.find(req.params.id);
  if (!order) {
    // ok: express-response-sent-twice
    res.status(404).json({ error: 'no such order' });
    return;
  }
  res.json(order);
});

app.get('/c/:id', async (req, res) => {
  if (!req.user) {
    // ok: express-response-sent-twice
    return res.redirect('/login');
  }
  res.json({});
});

app.get('/d/:id', async (req, res) => {
  if (!req.user) {
    // ok: express-response-sent-twice
    res.redirect('/login');
  } else {
    res.json({});
  }
});

app.get('/e/:id', async (req, res) => {
  if (!req.query.x) {
    // ok: express-response-sent-twice
    res.set('X-Note', 'none');
  }
  res.json({});
});
