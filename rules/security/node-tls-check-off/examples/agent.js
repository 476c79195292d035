const https = require('https');

// ruleid: node-tls-check-off
const a = new https.Agent({ rejectUnauthorized: false });
// ok: node-tls-check-off
const b = new https.Agent({ rejectUnauthorized: true });
// ruleid: node-tls-check-off
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
// ok: node-tls-check-off
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';
// ruleid: node-tls-check-off
const pool = new Pool({ connectionString, ssl: { rejectUnauthorized: false } });
// ok: node-tls-check-off
const agent = new https.Agent({ ca: authority });
// ok: node-tls-check-off
const strict = new https.Agent({ rejectUnauthorized: config.strict });
