/** Milliseconds. */
const LOOK_EVERY = 500;

/**
 * Calls once the process that started this one is gone. npm hands a signal on to its shell alone, and what the shell has
 * started lives on.
 */
export function whenParentIsGone(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    // Windows goes on naming a parent that is gone; elsewhere another one takes its place.
    if (process.ppid === parent && isThere(parent)) return;
    clearInterval(timer);
    act();
  }, LOOK_EVERY);
  timer.unref();
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
