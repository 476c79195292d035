import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { guardProcess, GUARDED, killGuarded } from '../processes/guard-process.ts';
import type { WorkerReply, WorkerRequest, WorkerTask } from './protocol.ts';

export interface WorkerLimits {
  /** Milliseconds a task may take before its worker is killed. */
  readonly taskMilliseconds: number;
  /** MiB of JavaScript heap; V8 aborts the worker beyond it. */
  readonly heapMegabytes: number;
  /** MiB of resident memory, WebAssembly included; watched on Linux only. */
  readonly residentMegabytes: number;
}

export const DEFAULT_WORKER_LIMITS: WorkerLimits = {
  taskMilliseconds: 20_000,
  heapMegabytes: 1024,
  residentMegabytes: 2048,
};

export type TaskOutcome =
  | { readonly status: 'done'; readonly json: string }
  | { readonly status: 'time-out' | 'out-of-memory' | 'crashed'; readonly detail: string };

/** A task that a worker refused with an error of its own is not tried again; a worker that died is, once. */
const ATTEMPTS = 2;
/** Tasks handed to one worker ahead of its answers, so that it never waits for the next. */
const PIPELINE = 2;
/** Tasks waiting for each worker before another one is worth its start, which takes as long as twenty small files. */
const WORTH_A_WORKER = 1;
/** Tasks waiting for ESLint before another worker is worth loading it, which takes as long as ten files of it. */
const WORTH_ANOTHER_ESLINT = 10;
const MEMORY_CHECK_MILLISECONDS = 100;
/**
 * V8 optimises for processes that live long; a worker lives for a second or two, and its optimising compilers took half
 * of its time. Grammars stay as the baseline compiler makes them, JavaScript is optimised a tenth as eagerly (later
 * versions of Node are slower to do it by themselves, and know the flag no more), and the young generation is small.
 */
const SHORT_LIFE = [
  '--liftoff-only',
  '--max-semi-space-size=2',
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=700000'] : []),
];

interface PoolSettings {
  readonly workerPath: string;
  /** Most workers at a time. */
  readonly size: number;
  readonly limits: WorkerLimits;
}

interface Job {
  readonly id: number;
  readonly task: WorkerTask;
  attempts: number;
  readonly resolve: (outcome: TaskOutcome) => void;
}

/**
 * Runs tasks in child processes that can be killed: what hangs, eats memory or crashes costs its own task alone.
 * Workers are started when there is work for them and end with `close`.
 */
export class WorkerPool {
  readonly #settings: PoolSettings;
  readonly #waiting: Job[] = [];
  readonly #waitingForEslint: Job[] = [];
  readonly #workers = new Set<PooledWorker>();
  #nextId = 1;
  #closed = false;

  constructor(settings: PoolSettings) {
    this.#settings = settings;
  }

  /** Runs a task; never rejects. */
  run(task: WorkerTask): Promise<TaskOutcome> {
    if (this.#closed) throw new Error('the worker pool is closed');
    return new Promise((resolve) => {
      const job = { id: this.#nextId++, task, attempts: 0, resolve };
      this.#queueOf(job).push(job);
      this.#dispatch();
    });
  }

  /** Starts the first worker before there is a task for it. */
  start(): void {
    if (this.#workers.size === 0) this.#start();
  }

  close(): void {
    this.#closed = true;
    for (const worker of this.#workers) worker.kill();
  }

  #queueOf({ task }: Job): Job[] {
    return needsEslint(task) ? this.#waitingForEslint : this.#waiting;
  }

  /** ESLint takes longest to load: begun first, it is not what all wait for in the end. */
  #dispatch(): void {
    while (this.#isAnotherWorth()) this.#start();
    let sent: boolean;
    do {
      sent = this.#send(this.#waitingForEslint, this.#workerForEslint());
      sent = this.#send(this.#waiting, this.#leastBusy()) || sent;
    } while (sent);
  }

  #isAnotherWorth(): boolean {
    if (this.#workers.size >= this.#settings.size) return false;
    return this.#waiting.length + this.#waitingForEslint.length > this.#workers.size * WORTH_A_WORKER;
  }

  #send(queue: Job[], worker: PooledWorker | undefined): boolean {
    const job = worker && queue.shift();
    if (job) worker.send(job);
    return job !== undefined;
  }

  #workerForEslint(): PooledWorker | undefined {
    const loaded = [...this.#workers].filter((worker) => worker.hasEslint);
    const another = loaded.length === 0 || this.#waitingForEslint.length > loaded.length * WORTH_ANOTHER_ESLINT;
    return this.#leastBusy(loaded) ?? (another ? this.#leastBusy() : undefined);
  }

  #leastBusy(among: Iterable<PooledWorker> = this.#workers): PooledWorker | undefined {
    const free = [...among].filter((worker) => worker.load < PIPELINE);
    return free.sort((a, b) => a.load - b.load)[0];
  }

  #start(): void {
    const worker: PooledWorker = new PooledWorker({
      ...this.#settings,
      onFree: () => this.#dispatch(),
      onEnd: (unfinished) => {
        this.#workers.delete(worker);
        // What a dead worker had not begun, or began for the first time, goes to another one.
        if (!this.#closed) for (const job of unfinished.reverse()) this.#queueOf(job).unshift(job);
        this.#dispatch();
      },
    });
    this.#workers.add(worker);
  }
}

interface WorkerSettings {
  readonly workerPath: string;
  readonly limits: WorkerLimits;
  readonly onFree: () => void;
  readonly onEnd: (unfinished: Job[]) => void;
}

class PooledWorker {
  readonly #settings: WorkerSettings;
  readonly #child: ChildProcess;
  /** In the order they were sent; the first one is being worked on. */
  readonly #jobs: Job[] = [];
  #hasEslint = false;
  #timer: NodeJS.Timeout | undefined;
  #memoryTimer: NodeJS.Timeout | undefined;
  #killedFor: 'time-out' | 'out-of-memory' | undefined;

  constructor(settings: WorkerSettings) {
    this.#settings = settings;
    this.#child = fork(settings.workerPath, [], {
      execArgv: [`--max-old-space-size=${settings.limits.heapMegabytes}`, ...SHORT_LIFE],
      serialization: 'advanced',
      // Foreign code is only read, never run; still, what is not there cannot leak.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      ...GUARDED,
    });
    guardProcess(this.#child);
    this.#child.on('message', (reply: WorkerReply) => this.#receive(reply));
    this.#child.on('error', () => this.kill());
    this.#child.once('exit', (code, signal) => this.#end(code, signal));
    this.#memoryTimer = setInterval(() => void this.#checkMemory(), MEMORY_CHECK_MILLISECONDS);
    this.#memoryTimer.unref();
  }

  /** It was given work for ESLint, and has it loaded since. */
  get hasEslint(): boolean {
    return this.#hasEslint;
  }

  get load(): number {
    return this.#killedFor ? PIPELINE : this.#jobs.length;
  }

  send(job: Job): void {
    this.#jobs.push(job);
    this.#hasEslint ||= needsEslint(job.task);
    if (this.#jobs.length === 1) this.#watch();
    const request: WorkerRequest = { id: job.id, task: job.task };
    // A channel that is already down ends in `exit`, which hands the job on.
    this.#child.send(request, () => undefined);
  }

  kill(): void {
    killGuarded(this.#child);
  }

  #receive(reply: WorkerReply): void {
    const [job] = this.#jobs;
    // A worker that answers what it was not asked is broken: it ends as if it had crashed.
    if (job?.id !== reply.id) return this.kill();
    this.#jobs.shift();
    clearTimeout(this.#timer);
    if (this.#jobs.length > 0) this.#watch();
    job.resolve('json' in reply ? { status: 'done', json: reply.json } : { status: 'crashed', detail: reply.error });
    this.#settings.onFree();
  }

  #watch(): void {
    const { taskMilliseconds } = this.#settings.limits;
    this.#timer = setTimeout(() => this.#killFor('time-out'), taskMilliseconds);
  }

  #killFor(reason: 'time-out' | 'out-of-memory'): void {
    this.#killedFor ??= reason;
    this.kill();
  }

  async #checkMemory(): Promise<void> {
    if (process.platform !== 'linux' || this.#jobs.length === 0) return;
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    // In kB whatever the size of a page, which `statm` counts in.
    const residentKilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
    if (residentKilobytes / 1024 > this.#settings.limits.residentMegabytes) this.#killFor('out-of-memory');
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    clearTimeout(this.#timer);
    clearInterval(this.#memoryTimer);
    const [current, ...others] = this.#jobs;
    const unfinished = others;
    if (current) {
      current.attempts++;
      const outcome = this.#causeOfDeath(code ?? signal);
      if (outcome.status === 'crashed' && current.attempts < ATTEMPTS) unfinished.unshift(current);
      else current.resolve(outcome);
    }
    this.#settings.onEnd(unfinished);
  }

  #causeOfDeath(ending: number | NodeJS.Signals | null): Exclude<TaskOutcome, { status: 'done' }> {
    const { taskMilliseconds, heapMegabytes, residentMegabytes } = this.#settings.limits;
    if (this.#killedFor === 'time-out') {
      return { status: 'time-out', detail: `took longer than ${taskMilliseconds / 1000} s` };
    }
    if (this.#killedFor === 'out-of-memory') {
      return { status: 'out-of-memory', detail: `took more than ${residentMegabytes} MiB of memory` };
    }
    // V8 aborts when its heap limit is reached: SIGABRT, or 134 where a shell stands between.
    if (ending === 'SIGABRT' || ending === 134) {
      return { status: 'out-of-memory', detail: `took more than ${heapMegabytes} MiB of heap` };
    }
    return { status: 'crashed', detail: `the worker ended with ${ending}` };
  }
}

function needsEslint({ kind }: WorkerTask): boolean {
  return kind === 'eslint' || kind === 'fixes';
}
