const { exec, execFile, spawn } = require('child_process');
const cp = require('node:child_process');

app.get('/a', (req, res) => {
  // ruleid: node-command-injection
  exec(`convert uploads/${req.query.file} -resize 200 out.png`, () => res.end());
});

app.get('/b', (req, res) => {
  const { host } = req.body;
  // ruleid: node-command-injection
  cp.execSync('ping -c 1 ' + host);
  // ruleid: node-command-injection
  spawn('ping', ['-c', '1', host], { shell: true });
  // ruleid: node-command-injection
  spawn('sh', ['-c', `ping ${host}`]);
  // ok: node-command-injection
  spawn('ping', ['-c', '1', host]);
  // ok: node-command-injection
  execFile('ping', ['-c', '1', host]);
  // ruleid: node-command-injection
  spawn(req.body.program, []);
});

app.get('/c/:n', (req, res) => {
  // ok: node-command-injection
  exec(`seq ${parseInt(req.params.n, 10)}`);
  // ok: node-command-injection
  const found = /id=(\d+)/.exec(req.query.filter);
  // ok: node-command-injection
  const other = pattern.exec(req.query.filter);
  res.json([found, other]);
});

app.get('/d', async (req, res) => {
  const job = await Job.findById(req.query.id);
  // ok: node-command-injection
  exec(`systemctl restart ${job.unit}`);
  // ok: node-command-injection
  User.find({ name: req.query.name }).exec((error, users) => res.json(users));
});

app.get('/h', (req, res) => {
  // ruleid: node-command-injection
  require('child_process').execSync(`host ${req.query.host}`);
});

const run = util.promisify(exec);
app.get('/e', async (req, res) => {
  // ruleid: node-command-injection
  await run(`ping ${req.query.host}`);
  // ok: node-command-injection
  await run('uptime');
});
