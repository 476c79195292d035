import { spawn } from 'node:child_process';

/** Waits for the end of its input, which comes with the end of the process that holds the other end, however it ends. */
const GUARD = `
while IFS= read -r line; do :; done
kill -s INT "$1" 2>/dev/null || exit 0
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  sleep 1
  kill -s 0 "$1" 2>/dev/null || exit 0
done
kill -s QUIT "$1"`;

/** Has a server stopped when this process ends, even if it is killed. Answers how to end that. */
export function guardServer(pid: number): () => void {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'plumbline-postgres-guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return () => {
    guard.kill('SIGKILL');
    guard.stdin.destroy();
  };
}
