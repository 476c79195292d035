app.get('/a/:name', (req, res) => {
  // ruleid: express-send-file-from-request
  res.sendFile(path.join(__dirname, 'files', req.params.name));
  // ok: express-send-file-from-request
  res.sendFile(req.params.name, { root: path.join(__dirname, 'files') });
  // ruleid: express-send-file-from-request
  res.sendFile(req.params.name, { root: req.query.folder });
});
app.get('/b', (req, res) => {
  const file = 'uploads/' + req.query.file;
  // ruleid: express-send-file-from-request
  res.download(file);
  // ok: express-send-file-from-request
  res.download('uploads/report.pdf', req.query.name);
  const checked = path.resolve('uploads', req.query.file);
  if (!checked.startsWith(UPLOADS)) throw new Error('Not found');
  // ok: express-send-file-from-request
  res.download(checked);
  // ok: express-send-file-from-request
  res.sendFile(path.join(__dirname, 'index.html'));
});
