// Has a folder and a child that works there, and says when the child has ended. The folder stays.
import { spawn } from 'node:child_process';
import { guardProcess, GUARDED } from '../../../engine/processes/guard-process.ts';
import { makeTemporaryFolder } from '../../../engine/processes/temporary-folder.ts';

const folder = makeTemporaryFolder('outlived');
const child = spawn(process.execPath, ['--version'], { cwd: folder, stdio: 'ignore', ...GUARDED });
guardProcess(child);
child.once('exit', () => setImmediate(() => console.log(folder)));
setInterval(() => undefined, 1000);
