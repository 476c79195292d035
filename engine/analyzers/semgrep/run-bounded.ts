import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { guardProcess, GUARDED, killGuarded } from '../../processes/guard-process.ts';

export interface ProcessBounds {
  readonly milliseconds: number;
  /** Resident memory of the program and all that it starts, in MiB; watched on Linux only. */
  readonly memoryMegabytes: number;
  readonly outputBytes: number;
}

export type BoundedRun =
  | { readonly status: 'ended'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly status: 'time-out' | 'out-of-memory' | 'too-much-output' | 'not-started'; readonly detail: string };

/** The end of what the program says of itself is kept. */
const MAX_STDERR = 64 * 1024;
const MEMORY_CHECK_MILLISECONDS = 200;

/** Runs a program to its end, or kills it with all that it started where it goes beyond a bound. */
export function runBounded(
  program: string,
  args: readonly string[],
  of: { readonly bounds: ProcessBounds; readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<BoundedRun> {
  const { bounds } = of;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: of.folder, env: of.env, stdio: ['ignore', 'pipe', 'pipe'], ...GUARDED });
    guardProcess(child);
    const output: Buffer[] = [];
    let [size, errors] = [0, ''];
    let ended: BoundedRun | undefined;
    const endWith = (run: BoundedRun) => {
      ended ??= run;
      killGuarded(child);
    };
    const timer = setTimeout(
      () => endWith({ status: 'time-out', detail: `it took longer than ${bounds.milliseconds / 1000} s` }),
      bounds.milliseconds,
    );
    const memoryTimer = watchMemory(child, bounds.memoryMegabytes, () =>
      endWith({ status: 'out-of-memory', detail: `it took more than ${bounds.memoryMegabytes} MiB of memory` }),
    );
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bounds.outputBytes) output.push(chunk);
      else endWith({ status: 'too-much-output', detail: `it printed more than ${bounds.outputBytes} bytes` });
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString('utf8')).slice(-MAX_STDERR);
    });
    child.once('error', (error) => (ended ??= { status: 'not-started', detail: error.message }));
    child.once('close', (code) => {
      clearTimeout(timer);
      clearInterval(memoryTimer);
      resolve(ended ?? { status: 'ended', code, stdout: Buffer.concat(output).toString('utf8'), stderr: errors });
    });
  });
}

function watchMemory(child: ChildProcess, most: number, exceeded: () => void): NodeJS.Timeout | undefined {
  if (process.platform !== 'linux') return undefined;
  let looking = false;
  return setInterval(() => {
    if (looking || child.pid === undefined) return;
    looking = true;
    void residentMegabytes(child.pid).then((megabytes) => {
      looking = false;
      if (megabytes > most) exceeded();
    });
  }, MEMORY_CHECK_MILLISECONDS);
}

/** Of all processes in a group: the program leads one. */
async function residentMegabytes(group: number): Promise<number> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  let kilobytes = 0;
  for (const id of processes) {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
    // After the name in parentheses, which may hold anything: state, parent, group.
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]) !== group) continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    kilobytes += Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}
