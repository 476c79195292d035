import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { descendantsOf, type RunningProcess } from '../support/processes.ts';

export interface ServiceProcess {
  readonly name: string;
  readonly pid: number;
  /** Settles when it takes requests or jobs. Rejects where it ends before. */
  readonly ready: Promise<void>;
  /** How it ended, where it has. */
  readonly ended: Promise<string>;
  /** Ends it as only a machine can. Gives the processes that it had started. */
  kill(): Promise<readonly RunningProcess[]>;
  /** Asks it to end. Gives how it ended, and the processes that it had started. */
  stop(): Promise<{ readonly end: string; readonly started: readonly RunningProcess[] }>;
}

export interface NewServiceProcess {
  readonly name: string;
  readonly program: string;
  readonly only: 'app' | 'worker';
  readonly env: Readonly<Record<string, string>>;
  /** Gets everything that it writes. */
  readonly logFile: string;
  /** Told of each line of its log that is a warning or worse. */
  readonly onTrouble: (trouble: { readonly level: number; readonly message: string }) => void;
}

const WARNING = 40;

/** `plumbline serve --only …`, with nothing but its environment. */
export function startServiceProcess(options: NewServiceProcess): ServiceProcess {
  const { name, program, only, env, logFile, onTrouble } = options;
  const child = spawn(process.execPath, [program, 'serve', '--only', only], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  let tellReady = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    tellReady = resolve;
    void ended.then((end) => reject(new Error(`${name} ended by itself (${end}); see ${logFile}`)));
  });
  ready.catch(() => undefined);
  createInterface({ input: child.stdout }).on('line', (line) => {
    log.write(`${line}\n`);
    const entry = readLogLine(line);
    if (entry?.message === 'plumbline serves') tellReady();
    if (entry && entry.level >= WARNING) onTrouble(entry);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.write(`${line}\n`);
    onTrouble({ level: 60, message: `standard error: ${line}` });
  });
  return {
    name,
    pid: child.pid ?? 0,
    ready,
    ended,
    async kill() {
      const started = startedBy(child);
      child.kill('SIGKILL');
      await ended;
      return started;
    },
    async stop() {
      const started = startedBy(child);
      child.kill('SIGTERM');
      return { end: await ended, started };
    },
  };
}

function startedBy({ pid, exitCode, signalCode }: ChildProcess): RunningProcess[] {
  return pid === undefined || exitCode !== null || signalCode !== null ? [] : descendantsOf(pid);
}

function readLogLine(line: string): { level: number; message: string } | undefined {
  try {
    const { level, msg } = JSON.parse(line) as { level?: unknown; msg?: unknown };
    return typeof level === 'number' && typeof msg === 'string' ? { level, message: msg } : undefined;
  } catch {
    return undefined;
  }
}
