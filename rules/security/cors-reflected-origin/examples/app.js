const cors = require('cors');

// ruleid: cors-reflected-origin
app.use(cors({ origin: true, credentials: true }));
// ok: cors-reflected-origin
app.use(cors({ origin: true }));
// ok: cors-reflected-origin
app.use(cors({ origin: ['https://app.example.com'], credentials: true }));
// ruleid: cors-reflected-origin
app.use(cors({ credentials: true, origin: (origin, done) => done(null, true) }));
// ok: cors-reflected-origin
app.use(cors({ credentials: true, origin: (origin, done) => done(null, LIST.has(origin)) }));

app.use((req, res, next) => {
  // ruleid: cors-reflected-origin
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  if (LIST.includes(req.headers.origin)) {
    // ok: cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  }
  // ok: cors-reflected-origin
  res.setHeader('X-Seen-Origin', req.headers.origin);
  next();
});
