const fs = require('fs');
const path = require('path');

app.get('/a/:name', (req, res) => {
  // ruleid: node-path-traversal
  fs.createReadStream(path.join(FOLDER, req.params.name)).pipe(res);
});
app.get('/b', (req, res) => {
  const file = `${FOLDER}/${req.query.file}`;
  // ruleid: node-path-traversal
  fs.readFile(file, 'utf8', (error, text) => res.send(text));
  // ok: node-path-traversal
  fs.readFile(path.join(FOLDER, path.basename(req.query.file)), done);
});
app.get('/c', (req, res) => {
  const file = path.resolve(FOLDER, req.query.file);
  if (!file.startsWith(FOLDER + path.sep)) return res.sendStatus(404);
  // ok: node-path-traversal
  fs.createReadStream(file).pipe(res);
});
app.get('/d', async (req, res) => {
  const upload = await Upload.findById(req.params.id);
  // ok: node-path-traversal
  fs.unlinkSync(upload.path);
  // ok: node-path-traversal
  fs.writeFileSync('last-query.txt', req.query.q);
  // ok: node-path-traversal
  fs.readFileSync(`reports/${Number(req.params.year)}.txt`);
});
http.createServer((req, res) => {
  // ruleid: node-path-traversal
  fs.readFile('./public' + req.url, (error, data) => res.end(data));
});
