app.post('/a', (req, res) => {
  // ruleid: node-log-injection
  console.log(`login failed for ${req.body.user}`);
  // ruleid: node-log-injection
  console.warn('unknown user ' + req.body.user);
  // ok: node-log-injection
  console.log('unknown user', req.body.user);
  // ok: node-log-injection
  console.log(`unknown user ${JSON.stringify(req.body.user)}`);
  // ok: node-log-injection
  logger.info(`unknown user ${req.body.user}`);
  // ok: node-log-injection
  console.log(`page ${Number(req.query.page)}`);
  res.sendStatus(401);
});
