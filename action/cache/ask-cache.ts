import { Worker } from 'node:worker_threads';
import { findAsset } from '../../engine/assets.ts';

/** What GitHub's cache is asked for. */
export interface CacheTask {
  readonly kind: 'restore' | 'save';
  /** What is saved, or where what was saved last comes to. Its path is part of the cache's version: see @actions/cache. */
  readonly file: string;
  /** Of what is saved; of what is restored, how its key begins. */
  readonly key: string;
}

/** As the thread gives it. */
export interface CacheAnswer {
  readonly done: boolean;
  /** What the library wrote to standard output. */
  readonly said: string;
}

export type CacheOutcome =
  | { readonly kind: 'done' }
  /** There is nothing to restore. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Whether this job has a cache. The runner gives these to actions alone. Source: @actions/cache, `isFeatureAvailable`.
 */
export function hasCache(env: NodeJS.ProcessEnv): boolean {
  const { ACTIONS_RUNTIME_TOKEN: token, ACTIONS_RESULTS_URL: results, ACTIONS_CACHE_URL: older } = env;
  return Boolean(token) && Boolean(results ?? older);
}

/**
 * Asks GitHub's cache in a thread of its own, which can be ended: @actions/cache takes a tenth of a second to load, and tries
 * again for minutes. Never throws; after `milliseconds` it has failed.
 */
export async function askCache(
  env: NodeJS.ProcessEnv,
  task: CacheTask,
  { milliseconds, signal }: { readonly milliseconds: number; readonly signal?: AbortSignal },
): Promise<CacheOutcome> {
  const program = findAsset('action/cache/cache-worker.js');
  if (program === undefined) return { kind: 'nothing' };
  // In the debug log there would be signed addresses.
  const { RUNNER_DEBUG: _, ...quiet } = env;
  const worker = new Worker(program, { workerData: task, env: quiet, stderr: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<CacheOutcome>((resolve) => {
      const fail = (reason: string) => resolve({ kind: 'failed', reason });
      timer = setTimeout(() => fail(`no answer within ${milliseconds / 1000} s`), milliseconds);
      signal?.addEventListener('abort', () => fail('it is not needed any more'), { once: true });
      worker.once('message', ({ done, said }: CacheAnswer) => resolve(done ? { kind: 'done' } : outcomeOf(said)));
      worker.once('error', ({ message }) => fail(message));
      worker.once('exit', (code) => fail(`its thread ended with ${code}`));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** The library warns of what fails, and throws next to nothing. What follows the `?` of an address may be a signature. */
function outcomeOf(said: string): CacheOutcome {
  const warning = /^(?:::(?:warning|error)::|Failed to save: )(.*)$/m.exec(said)?.[1];
  if (warning === undefined) return { kind: 'nothing' };
  return { kind: 'failed', reason: warning.replaceAll(/\?\S+/g, '').replaceAll(/%0[AD]/g, ' ') };
}
