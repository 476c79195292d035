const _ = require('lodash');

app.post('/a/:section', (req, res) => {
  // ruleid: node-prototype-pollution
  settings[req.params.section][req.body.name] = req.body.value;
  // ok: node-prototype-pollution
  settings.theme[req.body.name] = req.body.value;
  // ok: node-prototype-pollution
  settings.theme.color = req.body.color;
});
app.post('/b', (req, res) => {
  // ruleid: node-prototype-pollution
  _.set(settings, req.body.path, req.body.value);
  // ok: node-prototype-pollution
  _.set(settings, 'theme.color', req.body.color);
  // ruleid: node-prototype-pollution
  _.merge(settings, req.body);
  // ok: node-prototype-pollution
  _.merge(settings, schema.parse(req.body));
  // ok: node-prototype-pollution
  const copy = { ...settings, ...req.body };
  res.json(copy);
});
