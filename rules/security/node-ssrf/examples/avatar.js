const axios = require('axios');
const got = require('got');

app.get('/a', async (req, res) => {
  // ruleid: node-ssrf
  const image = await fetch(req.query.url);
  // ok: node-ssrf
  const avatar = await fetch(`https://avatars.example.com/${req.query.user}`);
  // ok: node-ssrf
  const other = await fetch('https://avatars.example.com/' + req.query.user);
  // ok: node-ssrf
  await fetch(`${API_URL}/users/${req.params.id}`, { headers: req.headers });
  res.json([image, avatar, other]);
});
app.get('/b', async (req, res) => {
  const { host } = req.body;
  // ruleid: node-ssrf
  const answer = await axios.get(`https://${host}/status`);
  // ruleid: node-ssrf
  await axios({ method: 'post', url: req.body.callback, data: {} });
  // ok: node-ssrf
  await axios({ method: 'post', url: 'https://api.example.com', data: req.body });
  // ok: node-ssrf
  await axios.post('https://api.example.com/users', req.body);
  res.json(answer.data);
});
app.get('/c', async (req, res) => {
  const hook = await Hook.findById(req.params.id);
  // ok: node-ssrf
  await got.post(hook.url, { json: req.body });
  // ruleid: node-ssrf
  got.stream(req.query.image).pipe(res);
  // ok: node-ssrf
  const user = cache.get(req.query.url);
  res.json(user);
});
