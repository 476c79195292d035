app.get('/a', (req, res) => {
  // ruleid: express-render-with-request-object
  res.render('search', req.query);
});
app.post('/b', (req, res) => {
  // ruleid: express-render-with-request-object
  res.render('form', { title: 'Form', ...req.body });
  // ok: express-render-with-request-object
  res.render('form', { title: 'Form', values: req.body });
  // ok: express-render-with-request-object
  res.render('search', { term: req.query.term });
  // ok: express-render-with-request-object
  res.render('search', schema.parse(req.query));
});
app.get('/c/:page', (req, res) => {
  // ruleid: express-render-with-request-object
  res.render(req.params.page);
  // ok: express-render-with-request-object
  res.render(PAGES.get(req.params.page) ?? 'home');
});
