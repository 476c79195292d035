import { spawn, type ChildProcess } from 'node:child_process';
import { hasTemporaryFolders, onLastFolderGone, temporaryFoldersStart } from './temporary-folder.ts';

/**
 * Start a child that is to be guarded with these: in a process group of its own, so that what it starts is found too.
 * On Windows a child that is not detached ends with its parent anyway: libuv puts it into a job that does.
 */
export const GUARDED = { detached: process.platform !== 'win32', windowsHide: true } as const;

/** Leaders of process groups. */
const guarded = new Set<number>();
let guard: ChildProcess | undefined;

/**
 * Has a child killed, with all that it started, when this process ends, even if it is killed itself and the child is
 * in an endless loop: a shell that waits for our end of a pipe to close does it. It costs a millisecond and a megabyte,
 * where a watching thread in each child costs twenty and ten.
 */
export function guardProcess(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || process.platform === 'win32') return;
  if (guarded.size === 0) process.once('exit', killAll);
  guarded.add(pid);
  tellGuard();
  child.once('exit', () => {
    killGroup(pid);
    guarded.delete(pid);
    if (guarded.size === 0) process.off('exit', killAll);
    tellGuard();
  });
}

/** Has this process' temporary folders removed if it is killed before it has a child. To be called before the folder is made. */
export function guardFolders(): void {
  if (process.platform !== 'win32') guard ??= startGuard();
}

/** Kills a guarded child with all that it started. */
export function killGuarded(child: ChildProcess): void {
  if (child.pid !== undefined && guarded.has(child.pid)) killGroup(child.pid);
  child.kill('SIGKILL');
}

function killAll(): void {
  for (const pid of guarded) killGroup(pid);
  guard?.kill('SIGKILL');
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

/** Each line that the guard reads takes the place of the one before. */
const GUARD = `
groups=
while IFS= read -r line; do groups=$line; done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
rm -rf -- "$1"* || { sleep 1; rm -rf -- "$1"*; }`;

function tellGuard(): void {
  // A child's folder is there a while longer than the child.
  if (guarded.size === 0 && !hasTemporaryFolders()) {
    guard?.kill('SIGKILL');
    guard = undefined;
    return;
  }
  guard ??= startGuard();
  guard.stdin?.write(`${[...guarded].join(' ')}\n`);
}

function startGuard(): ChildProcess {
  const started = spawn('/bin/sh', ['-c', GUARD, 'plumbline-guard', temporaryFoldersStart()], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a shell, children still end when they notice that their channel is closed.
  started.on('error', () => undefined);
  started.once('exit', () => {
    if (guard === started) guard = undefined;
  });
  started.stdin.on('error', () => undefined);
  started.unref();
  onLastFolderGone(tellGuard);
  return started;
}
