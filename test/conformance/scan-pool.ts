import { fork, type ChildProcess } from 'node:child_process';
import type { ScanAnswer, ScanRequest } from './scan-request.ts';

export type ScanOutcome =
  { readonly kind: 'answer'; readonly answer: ScanAnswer } | { readonly kind: 'crash' | 'hang' };

/** The argument by which the program knows that it is to serve scans. */
export const SERVE = '--serve-scans';

/** Scans in processes of their own: one that takes longer than its deadline, or ends by itself, costs one case. */
export class ScanPool {
  readonly #deadline: number;
  #free: ChildProcess[] = [];

  constructor(deadline: number) {
    this.#deadline = deadline;
  }

  /** Scans all, some at a time; the outcomes are in the order of the requests. */
  async scanAll(requests: readonly ScanRequest[], processes: number): Promise<ScanOutcome[]> {
    const outcomes: ScanOutcome[] = [];
    let next = 0;
    const work = async () => {
      while (next < requests.length) {
        const index = next++;
        outcomes[index] = await this.#scan(requests[index]!);
      }
    };
    await Promise.all(Array.from({ length: processes }, work));
    return outcomes;
  }

  close(): void {
    for (const child of this.#free.splice(0)) child.kill('SIGKILL');
  }

  async #scan(request: ScanRequest): Promise<ScanOutcome> {
    const child = this.#free.pop() ?? (await startProcess());
    const outcome = await ask(child, request, this.#deadline);
    if (outcome.kind === 'answer') this.#free.push(child);
    else child.kill('SIGKILL');
    return outcome;
  }
}

async function startProcess(): Promise<ChildProcess> {
  const child = fork(process.argv[1]!, [SERVE], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`the scanning process ended with ${String(code)} before it began`)));
  });
  child.removeAllListeners('exit');
  return child;
}

function ask(child: ChildProcess, request: ScanRequest, deadline: number): Promise<ScanOutcome> {
  return new Promise((resolve) => {
    const settle = (outcome: ScanOutcome) => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      resolve(outcome);
    };
    const timer = setTimeout(() => settle({ kind: 'hang' }), deadline);
    child.once('message', (answer) => settle({ kind: 'answer', answer: answer as ScanAnswer }));
    child.once('exit', () => settle({ kind: 'crash' }));
    child.send(request, (error) => {
      if (error) settle({ kind: 'crash' });
    });
  });
}
