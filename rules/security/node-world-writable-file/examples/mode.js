const fs = require('fs');

// ruleid: node-world-writable-file
fs.chmodSync(file, 0o777);
// ok: node-world-writable-file
fs.chmodSync(file, 0o755);
// ruleid: node-world-writable-file
fs.chmod(file, '666', done);
// ok: node-world-writable-file
fs.chmodSync(file, mode);
// ruleid: node-world-writable-file
fs.mkdirSync(folder, { recursive: true, mode: 0o777 });
// ok: node-world-writable-file
fs.writeFileSync(file, text, { mode: 0o600 });
