import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The process that serves a folder of data according to PostgreSQL's own lock file, if it still runs. The file outlives a
 * server that is killed; its number may by then be another program's, above all in a container.
 */
export function runningPostmaster(data: string): number | undefined {
  const pid = recordedPid(data);
  return pid !== undefined && isServing(pid, data) ? pid : undefined;
}

/**
 * PostgreSQL refuses to start while the number in its lock file is that of any running process. Where that process, and every
 * other one, has nothing to do with the data, the file is removed. Where that cannot be known it is left.
 */
export function removeStaleLock(data: string): void {
  const pid = recordedPid(data);
  if (pid === undefined || !isAlive(pid) || process.platform !== 'linux') return;
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  if (processes.some((name) => isServing(Number(name), data))) return;
  if (recordedPid(data) === pid) rmSync(join(data, LOCK_FILE), { force: true });
}

const LOCK_FILE = 'postmaster.pid';

function recordedPid(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(data, LOCK_FILE), 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** All of PostgreSQL's processes stand in the folder of their data, and their command names it. */
function isServing(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(data);
  } catch {
    return false;
  }
}
