import session from 'express-session';

// ruleid: express-session-hard-coded-secret
app.use(session({ secret: process.env.SESSION_KEY ?? 'development', resave: false }));
// ok: express-session-hard-coded-secret
app.use(session({ secret: config.get('session.key'), resave: false }));
