import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

zipfile.on('entry', (entry: Entry) => {
  zipfile.openReadStream(entry, (error, stream) => {
    // ruleid: node-zip-slip
    stream.pipe(createWriteStream(join('out', entry.fileName)));
    // ok: node-zip-slip
    stream.pipe(createWriteStream(join('out', `${count++}.bin`)));
  });
});
