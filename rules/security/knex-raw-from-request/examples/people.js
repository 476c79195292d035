app.get('/a', async (req, res) => {
  // ruleid: knex-raw-from-request
  res.json(await knex('people').whereRaw(`lower(name) = '${req.query.name}'`));
});

app.get('/b', async (req, res) => {
  const sort = req.query.sort || 'name';
  // ruleid: knex-raw-from-request
  res.json(await knex('people').select('*').orderByRaw(sort + ' desc'));
});

app.get('/c', async (req, res) => {
  // ok: knex-raw-from-request
  res.json(await knex('people').whereRaw('lower(name) = ?', [req.query.name]));
  // ok: knex-raw-from-request
  res.json(await knex('people').where({ name: req.query.name }));
  // ok: knex-raw-from-request
  res.json(await knex('people').orderByRaw('?? desc', [req.query.sort]));
});
