app.post('/a', (req, res) => {
  // ruleid: node-method-named-by-request
  res.json(jobs[req.body.action](req.body));
});
app.post('/b', (req, res) => {
  const { action } = req.body;
  if (!ALLOWED.includes(action)) return res.sendStatus(400);
  // ok: node-method-named-by-request
  res.json(jobs[action](req.body));
});
app.post('/own', (req, res) => {
  const { action } = req.body;
  if (jobs.hasOwnProperty(action)) {
    // ok: node-method-named-by-request
    res.json(jobs[action](req.body));
  }
});
app.post('/c', (req, res) => {
  // ok: node-method-named-by-request
  res.json(ACTIONS.get(req.body.action)(req.body));
  // ok: node-method-named-by-request
  res.json(jobs.start(req.body.action));
});
