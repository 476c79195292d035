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
