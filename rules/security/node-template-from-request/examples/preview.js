const ejs = require('ejs');
const pug = require('pug');
const Handlebars = require('handlebars');
const _ = require('lodash');

app.post('/a', (req, res) => {
  // ruleid: node-template-from-request
  res.send(ejs.render(`<h1>Hello ${req.body.name}</h1>`));
  // ok: node-template-from-request
  res.send(ejs.render('<h1>Hello <%= name %></h1>', { name: req.body.name }));
});

app.post('/b', (req, res) => {
  const text = 'p ' + req.query.text;
  // ruleid: node-template-from-request
  const render = pug.compile(text);
  // ruleid: node-template-from-request
  const other = _.template(req.body.template)({ name: 'x' });
  // ok: node-template-from-request
  const fixed = _.template('Hello <%= name %>')({ name: req.body.name });
  res.send(render() + other + fixed);
});

app.get('/c', async (req, res) => {
  const mail = await Mail.findById(req.params.id);
  // ok: node-template-from-request
  res.send(Handlebars.compile(mail.text)({ name: req.query.name }));
});
