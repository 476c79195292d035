app.get('/a', (req, res) => {
  // ruleid: express-set-cookie-from-request
  res.setHeader('Set-Cookie', `theme=${req.query.theme}; HttpOnly`);
  // ok: express-set-cookie-from-request
  res.setHeader('Set-Cookie', `theme=${encodeURIComponent(req.query.theme)}; HttpOnly`);
  // ok: express-set-cookie-from-request
  res.cookie('theme', req.query.theme);
  // ok: express-set-cookie-from-request
  res.setHeader('X-Theme', req.query.theme);
  // ok: express-set-cookie-from-request
  res.setHeader('Set-Cookie', cookie.serialize('theme', req.query.theme, { httpOnly: true }));
});
