const fs = require('fs');
const bcrypt = require('bcrypt');

// ok: node-sync-call-in-handler
const template = fs.readFileSync('welcome.html', 'utf8');

app.post('/login', (req, res) => {
  // ruleid: node-sync-call-in-handler
  const page = fs.readFileSync('welcome.html', 'utf8');
  // ruleid: node-sync-call-in-handler
  const known = bcrypt.compareSync(req.body.password, user.hash);
  res.send(known ? page : template);
});

app.get('/file', check, function (req, res, next) {
  // ruleid: node-sync-call-in-handler
  res.send(execSync('uptime'));
});

app.get('/later', async (req, res) => {
  // ok: node-sync-call-in-handler
  res.send(await fs.promises.readFile('welcome.html', 'utf8'));
  // ok: node-sync-call-in-handler
  if (fs.existsSync('note')) res.end();
});

// ok: node-sync-call-in-handler
cache.get('key', (value) => fs.readFileSync(value));
