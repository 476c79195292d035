// ruleid: express-session-insecure-cookie
app.use(session({ secret: keys, cookie: { httpOnly: false } }));
// ruleid: express-session-insecure-cookie
app.use(session({ secret: keys, cookie: { maxAge: 60000, secure: false } }));
// ok: express-session-insecure-cookie
app.use(session({ secret: keys, cookie: { httpOnly: true, secure: true } }));
// ok: express-session-insecure-cookie
app.use(session({ secret: keys, cookie: { secure: config.production } }));

app.post('/login', (req, res) => {
  // ruleid: express-session-insecure-cookie
  res.cookie('session_id', id, { httpOnly: false });
  // ok: express-session-insecure-cookie
  res.cookie('csrfToken', token, { httpOnly: false });
  // ok: express-session-insecure-cookie
  res.cookie('theme', 'dark', { httpOnly: false });
});
