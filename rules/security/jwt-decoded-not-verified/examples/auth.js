const jwt = require('jsonwebtoken');

app.use((req, res, next) => {
  // ruleid: jwt-decoded-not-verified
  req.user = jwt.decode(req.headers.authorization.slice(7));
  next();
});
app.use((req, res, next) => {
  const token = req.cookies.token;
  // ok: jwt-decoded-not-verified
  req.user = jwt.verify(token, key, { algorithms: ['HS256'] });
  // ok: jwt-decoded-not-verified
  const { header } = jwt.decode(token, { complete: true });
  next();
});
// ok: jwt-decoded-not-verified
const shown = jwt.decode(localToken);
