import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { findAsset } from '../../engine/assets.ts';
import { guardFolders, guardProcess, GUARDED, killGuarded } from '../../engine/processes/guard-process.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../engine/processes/temporary-folder.ts';
import { ANSWER_DESCRIPTOR, type ChildAnswer, type ChildRequest } from './child-protocol.ts';
import { readAnswer } from './read-answer.ts';
import { residentBytes } from './resident-bytes.ts';

export interface ReviewLimits {
  readonly timeoutMs: number;
  /** MiB of the process with all that it starts; watched on Linux only. */
  readonly memoryMegabytes: number;
  /** MiB of JavaScript heap of the process itself. */
  readonly heapMegabytes: number;
  /** Of the answer: it is read whole in the process that serves, which does nothing else meanwhile (about a second for 64 MiB). */
  readonly outputBytes: number;
}

/** Ours, for a machine with 8 GiB. */
export const DEFAULT_REVIEW_LIMITS: ReviewLimits = {
  timeoutMs: 15 * 60 * 1000,
  memoryMegabytes: 6144,
  heapMegabytes: 3072,
  outputBytes: 64 * 2 ** 20,
};

export type IsolatedOutcome = ChildAnswer | FailedReview;

/** Which limit it met, or that it was called off. */
type FailedReason = 'time-out' | 'memory' | 'output' | 'aborted';

export interface FailedReview {
  readonly kind: 'failed';
  readonly reason: FailedReason | 'crashed';
  /** For people, in a sentence. */
  readonly message: string;
  /** The end of what it said on standard error. May quote the reviewed code: for no log. */
  readonly errors: string;
}

/** Of standard error. */
const MOST_ERRORS = 20_000;
const MEMORY_CHECK_MS = 250;

/** Reviews foreign code in a process that has nothing of ours: no environment, no token, no database. Never rejects. */
export async function runIsolatedReview(
  request: ChildRequest,
  { signal, limits }: { readonly signal: AbortSignal; readonly limits?: Partial<ReviewLimits> },
): Promise<IsolatedOutcome> {
  const most = { ...DEFAULT_REVIEW_LIMITS, ...limits };
  guardFolders();
  const folder = makeTemporaryFolder('review');
  try {
    return await runChild(request, { signal, limits: most, folder });
  } finally {
    await removeTemporaryFolder(folder).catch(() => undefined);
  }
}

interface Run {
  readonly signal: AbortSignal;
  readonly limits: ReviewLimits;
  readonly folder: string;
}

async function runChild(request: ChildRequest, { signal, limits, folder }: Run): Promise<IsolatedOutcome> {
  const failed = (reason: FailedReview['reason'], message: string, errors = ''): FailedReview => ({
    kind: 'failed',
    reason,
    message,
    errors,
  });
  if (signal.aborted) return failed('aborted', WORDS.aborted());
  const child = startChild(limits, folder);
  guardProcess(child);
  stepBack(child);
  let killedFor: FailedReason | undefined;
  const killFor = (reason: FailedReason) => {
    killedFor ??= reason;
    killGuarded(child);
  };
  const abort = () => killFor('aborted');
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(() => killFor('time-out'), limits.timeoutMs);
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > limits.memoryMegabytes * 2 ** 20) killFor('memory');
  }, MEMORY_CHECK_MS);
  const answer = collect(child.stdio[ANSWER_DESCRIPTOR], limits.outputBytes, () => killFor('output'));
  const errors = collectEnd(child.stderr, MOST_ERRORS);
  child.stdin?.on('error', () => undefined); // It ended before it read all: its end says why.
  child.stdin?.end(JSON.stringify(request));
  try {
    const end = await endOf(child);
    if (killedFor) return failed(killedFor, WORDS[killedFor](limits), errors());
    // V8 aborts at the limit of its heap.
    if (end === 'SIGABRT' || end === 134) return failed('memory', WORDS.heap(limits), errors());
    if (end !== 0) return failed('crashed', `The review ended unexpectedly (${end}).`, errors());
    const read = readAnswer(answer());
    if (read.kind !== 'unreadable') return read;
    return failed('crashed', 'The review gave an answer that cannot be read.', read.why.slice(0, MOST_ERRORS));
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal.removeEventListener('abort', abort);
  }
}

const WORDS = {
  'time-out': ({ timeoutMs }: ReviewLimits) => `The review took longer than ${Math.ceil(timeoutMs / 60_000)} min.`,
  memory: ({ memoryMegabytes }: ReviewLimits) =>
    `The review took more memory than it may have (${memoryMegabytes} MiB).`,
  heap: ({ heapMegabytes }: ReviewLimits) =>
    `The review took more memory than it may have (${heapMegabytes} MiB of heap).`,
  output: ({ outputBytes }: ReviewLimits) =>
    `The review's result is larger than ${Math.ceil(outputBytes / 2 ** 20)} MiB.`,
  aborted: () => 'The review was called off.',
} satisfies Record<string, (limits: ReviewLimits) => string>;

function startChild(limits: ReviewLimits, folder: string): ChildProcess {
  const program = findAsset('app/reviews/review-child.js');
  if (program === undefined)
    throw new Error('the program that reviews is missing: the package is damaged, or was not built');
  return spawn(process.execPath, [`--max-old-space-size=${limits.heapMegabytes}`, program], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      TMPDIR: folder,
      LANG: 'C.UTF-8',
      // Nor what the machine configures of git.
      GIT_CONFIG_NOSYSTEM: '1',
    },
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    ...GUARDED,
  });
}

/** Whoever receives webhooks on the same machine goes first; what the child starts inherits it. */
function stepBack({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has already ended, or the system does not let us.
  }
}

/** Its exit code, the name of the signal that ended it, or why it could not be started. */
function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}

type Readable = ChildProcess['stdio'][number] | undefined;

function collect(stream: Readable, most: number, tooMuch: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks);
}

/** The last so many characters. */
function collectEnd(stream: ChildProcess['stderr'], most: number): () => string {
  let end = '';
  stream?.setEncoding('utf8').on('data', (text: string) => (end = (end + text).slice(-most)));
  return () => end;
}
