const vm = require('vm');

app.get('/a', (req, res) => {
  // ruleid: node-code-from-request
  res.json(eval(req.query.expression));
});
app.post('/b', (req, res) => {
  const code = `return ${req.body.formula}`;
  // ruleid: node-code-from-request
  const run = new Function('x', code);
  // ruleid: node-code-from-request
  vm.runInNewContext(req.body.code, { x: 1 });
  // ruleid: node-code-from-request
  const plugin = require('./plugins/' + req.body.plugin);
  // ok: node-code-from-request
  const data = JSON.parse(req.body.data);
  // ok: node-code-from-request
  const value = vm.runInNewContext('x + 1', { x: req.body.x });
  res.json([run, plugin, data, value]);
});
app.get('/c', (req, res) => {
  // ok: node-code-from-request
  setTimeout(() => res.json(req.query), 100);
  // ruleid: node-code-from-request
  setTimeout(req.query.callback, 100);
});
