app.get('/a', (req, res) => {
  // ruleid: node-ldap-injection
  client.search('ou=people,dc=example', { scope: 'sub', filter: `(uid=${req.query.name})` }, done);
});

app.get('/b', (req, res) => {
  const options = {
    // ruleid: node-ldap-injection
    filter: '(mail=' + req.query.mail + ')',
    scope: 'sub',
  };
  client.search('ou=people,dc=example', options, done);
});

app.get('/c', (req, res) => {
  // ok: node-ldap-injection
  client.search('ou=people,dc=example', { filter: `(uid=${escapeFilter(req.query.name)})` }, done);
  // ok: node-ldap-injection
  client.search('ou=people,dc=example', { filter: new EqualityFilter({ attribute: 'uid', value: req.query.name }) }, done);
  // ok: node-ldap-injection
  const view = { filter: req.query.filter, page: 1 };
  res.json(view);
});
