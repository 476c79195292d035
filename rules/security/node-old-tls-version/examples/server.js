const tls = require('tls');

// ruleid: node-old-tls-version
https.createServer({ key, cert, minVersion: 'TLSv1' }, app).listen(443);
// ok: node-old-tls-version
https.createServer({ key, cert, minVersion: 'TLSv1.2' }, app).listen(443);
// ruleid: node-old-tls-version
tls.connect({ host, secureProtocol: 'TLSv1_method' });
// ok: node-old-tls-version
tls.connect({ host, secureProtocol: 'TLSv1_2_method' });
// ruleid: node-old-tls-version
tls.DEFAULT_MIN_VERSION = 'TLSv1.1';
