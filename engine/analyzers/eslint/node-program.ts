import { spawn } from 'node:child_process';
import { guardProcess, GUARDED, killGuarded } from '../../processes/guard-process.ts';

export interface ProcessLimits {
  readonly cwd: string;
  readonly milliseconds: number;
  readonly outputBytes: number;
  /** Added to the few variables a process needs. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export type ProcessOutcome =
  | { readonly kind: 'done'; readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'failed'; readonly reason: ProcessFailure; readonly detail: string };

export type ProcessFailure = 'tool-missing' | 'crashed' | 'time-out' | 'limit';

/**
 * Runs a program of Node's with nothing of our environment but what a process needs to live, so that no option of
 * the user's for Node or for the tool changes what it does. Never throws; a failure says why.
 */
export async function runNodeProgram(
  program: string,
  args: readonly string[],
  limits: ProcessLimits,
): Promise<ProcessOutcome> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: limits.cwd,
    env: { ...neededEnvironment(), ...limits.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...GUARDED,
  });
  guardProcess(child);
  let stopped: { reason: 'time-out' | 'limit'; detail: string } | undefined;
  const stop = (reason: 'time-out' | 'limit', detail: string): void => {
    stopped ??= { reason, detail };
    killGuarded(child);
  };
  const out = collect(limits.outputBytes, () => stop('limit', `more than ${limits.outputBytes} bytes of output`));
  const err = collect(STDERR_BYTES, () => undefined);
  child.stdout.on('data', out.add);
  child.stderr.on('data', err.add);
  const timer = setTimeout(() => stop('time-out', `not done after ${limits.milliseconds} ms`), limits.milliseconds);
  const onAbort = (): void => stop('time-out', 'the review was stopped');
  limits.signal?.addEventListener('abort', onAbort, { once: true });
  const ending = await new Promise<{ code: number | null; signal: string | null; error?: Error }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  clearTimeout(timer);
  limits.signal?.removeEventListener('abort', onAbort);
  if (stopped) return { kind: 'failed', ...stopped };
  if (ending.error) return { kind: 'failed', reason: 'tool-missing', detail: ending.error.message };
  if (ending.signal) return { kind: 'failed', reason: 'crashed', detail: `ended by ${ending.signal}` };
  return { kind: 'done', stdout: out.text(), exitCode: ending.code, stderr: err.text() };
}

const STDERR_BYTES = 64 * 1024;

function neededEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'Path', 'SYSTEMROOT', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'HOME', 'LD_LIBRARY_PATH'];
  const environment: NodeJS.ProcessEnv = {};
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

function collect(most: number, onTooMuch: () => void) {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return {
    add: (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > most) onTooMuch();
      else chunks.push(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
