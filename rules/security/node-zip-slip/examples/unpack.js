const fs = require('fs');
const path = require('path');
const AdmZip = require('adm-zip');

function wrong(zip, target) {
  for (const entry of zip.getEntries()) {
    // ruleid: node-zip-slip
    fs.writeFileSync(path.join(target, entry.entryName), entry.getData());
  }
}

function right(zip, target) {
  for (const entry of zip.getEntries()) {
    const file = path.resolve(target, entry.entryName);
    if (!file.startsWith(target + path.sep)) throw new Error('The archive leaves its folder');
    // ok: node-zip-slip
    fs.writeFileSync(file, entry.getData());
  }
}

function flat(zip, target) {
  for (const entry of zip.getEntries()) {
    // ok: node-zip-slip
    fs.writeFileSync(path.join(target, path.basename(entry.entryName)), entry.getData());
  }
}

fs.createReadStream('upload.zip')
  .pipe(unzipper.Parse())
  .on('entry', (entry) => {
    const file = `out/${entry.path}`;
    // ruleid: node-zip-slip
    entry.pipe(fs.createWriteStream(file));
  });
