import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
}

/** A process' children, their children and so on, as Linux has them at this moment. */
export function descendantsOf(ancestor: number): RunningProcess[] {
  const all = runningProcesses();
  const found: RunningProcess[] = [];
  const parents = [ancestor];
  for (const parent of parents) {
    for (const one of all.filter(({ ppid }) => ppid === parent)) {
      found.push({ pid: one.pid, command: one.command });
      parents.push(one.pid);
    }
  }
  return found;
}

/** One that has ended and that nobody has asked about yet counts as gone. */
export function isRunning(pid: number): boolean {
  return readProcess(String(pid)) !== undefined;
}

/** Waits until something is so; throws when it takes longer than anybody would wait. */
export async function until<Value>(ask: () => Value | undefined | false, milliseconds = 10_000): Promise<Value> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((done) => setTimeout(done, 5))) {
    const value = ask();
    if (value !== undefined && value !== false) return value;
  }
  throw new Error(`it did not come to be so: ${ask.toString()}`);
}

/** Ids of the processes that work in a folder or below it. */
export function processesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

function runningProcesses() {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readProcess(name) ?? []) : []));
}

function readProcess(pid: string): (RunningProcess & { readonly ppid: number }) | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    if (/^State:\s+[ZX]/m.test(status)) return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid: Number(pid), ppid: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), command };
  } catch {
    return undefined;
  }
}
