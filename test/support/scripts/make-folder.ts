// Makes a temporary folder, tells where, and waits to be killed.
import { guardFolders } from '../../../engine/processes/guard-process.ts';
import { makeTemporaryFolder } from '../../../engine/processes/temporary-folder.ts';

guardFolders();
process.stdout.write(`${makeTemporaryFolder('test')}\n`);
setInterval(() => undefined, 1000);
