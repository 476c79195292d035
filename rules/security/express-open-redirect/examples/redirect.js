const express = require('express');
const app = express();
const PAGES = new Map([['account', '/account']]);

app.get('/a', (req, res) => {
  // ruleid: express-open-redirect
  res.redirect(req.query.next);
});

app.get('/b', function (req, res) {
  const target = req.body.target || '/';
  // ruleid: express-open-redirect
  res.redirect(302, target);
});

app.get('/c', (req, res) => {
  // ok: express-open-redirect
  res.redirect(PAGES.has(req.query.next) ? '/account' : '/');
});

app.get('/d', (req, res) => {
  // ok: express-open-redirect
  res.redirect('/search?q=' + encodeURIComponent(req.query.q));
});

app.get('/e/:id', async (req, res) => {
  // ok: express-open-redirect
  res.redirect(`/users/${req.params.id}`);
  // ok: express-open-redirect
  res.redirect('/users/' + req.params.id);
  // ok: express-open-redirect
  res.redirect(`${BASE}/users/${req.params.id}`);
  // ruleid: express-open-redirect
  res.redirect(`//${req.query.host}/users`);
  // ruleid: express-open-redirect
  res.redirect(`${req.query.to}/users`);
  const link = await Link.findById(req.params.id);
  // ok: express-open-redirect
  res.redirect(link.url);
});

app.get('/f', (req, res) => {
  // ok: express-open-redirect
  res.redirect(req.get('Referrer') || '/');
  // ruleid: express-open-redirect
  res.redirect(req.get('X-Target') || '/');
});

function routes(router, other) {
  router.get('/g', (req, res) => {
    // ok: express-open-redirect
    res.redirect('/');
  });
}
