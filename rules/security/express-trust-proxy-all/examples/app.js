// ruleid: express-trust-proxy-all
app.set('trust proxy', true);
// ok: express-trust-proxy-all
app.set('trust proxy', 1);
// ok: express-trust-proxy-all
app.set('trust proxy', 'loopback');
// ruleid: express-trust-proxy-all
app.enable('trust proxy');
// ok: express-trust-proxy-all
app.enable('etag');
