// Starts itself once more, says which process that is, and stays. The other one ends when the first is gone.
import { spawn } from 'node:child_process';
import { whenParentIsGone } from '../../demo/when-parent-is-gone.ts';

const [, script = '', role] = process.argv;
if (role === 'child') {
  whenParentIsGone(() => process.exit());
  console.log(process.pid);
} else {
  spawn(process.execPath, [script, 'child'], { stdio: 'inherit' });
}
setInterval(() => undefined, 1000);
