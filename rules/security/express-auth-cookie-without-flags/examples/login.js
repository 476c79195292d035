app.post('/login', (req, res) => {
  // ruleid: express-auth-cookie-without-flags
  res.cookie('token', token);
  // ruleid: express-auth-cookie-without-flags
  res.cookie('access_token', token, { maxAge: 3600_000 });
  // ok: express-auth-cookie-without-flags
  res.cookie('token', token, { httpOnly: true, secure: true });
  // ok: express-auth-cookie-without-flags
  res.cookie('token', token, cookieOptions);
  // ok: express-auth-cookie-without-flags
  res.cookie('token', token, { ...cookieOptions, maxAge: 1000 });
  // ok: express-auth-cookie-without-flags
  res.cookie('XSRF-TOKEN', csrf);
  // ok: express-auth-cookie-without-flags
  res.cookie('language', 'de');
  // ok: express-auth-cookie-without-flags
  res.cookie('token', '', { maxAge: 0 });
});
