const session = require('express-session');
const cookieParser = require('cookie-parser');

// ruleid: express-session-hard-coded-secret
app.use(session({ secret: 'keyboard cat', resave: false }));
// ok: express-session-hard-coded-secret
app.use(session({ secret: process.env.SESSION_KEY, resave: false }));
// ruleid: express-session-hard-coded-secret
app.use(cookieParser('keyboard cat'));
// ok: express-session-hard-coded-secret
app.use(cookieParser());
// ruleid: express-session-hard-coded-secret
app.use(cookieSession({ name: 'session', keys: ['key one', process.env.OTHER] }));
