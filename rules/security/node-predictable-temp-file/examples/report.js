const fs = require('fs');
const os = require('os');
const path = require('path');

// ruleid: node-predictable-temp-file
fs.writeFileSync('/tmp/report.csv', text);
// ruleid: node-predictable-temp-file
fs.createWriteStream(path.join(os.tmpdir(), 'upload.bin'));
// ok: node-predictable-temp-file
fs.writeFileSync('/tmp/report.csv', text, { flag: 'wx' });
// ok: node-predictable-temp-file
fs.writeFileSync(path.join(folder, 'report.csv'), text);
// ok: node-predictable-temp-file
fs.writeFileSync(`/tmp/${crypto.randomUUID()}.csv`, text);
// ok: node-predictable-temp-file
fs.readFileSync('/tmp/report.csv');
