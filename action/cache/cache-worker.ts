/** Entry of the thread that asks GitHub's cache: it can be ended at any moment, whatever the library waits for. */
import { parentPort, workerData } from 'node:worker_threads';
import { restoreCache, saveCache } from '@actions/cache';
import { useFile } from './archive.ts';
import type { CacheAnswer, CacheTask } from './ask-cache.ts';

const MOST_SAID = 64 * 1024;

// The library tells what failed on standard output alone, as commands to the runner.
let said = '';
process.stdout.write = (text: string | Uint8Array) => {
  said = (said + String(text)).slice(-MOST_SAID);
  const [, reason] = /^Attempt 1 of \d+ failed with error: (.*)\. Retrying/m.exec(said) ?? [];
  if (reason !== undefined) tell({ done: false, said: `::error::${reason}` });
  return true;
};

tell(await answer(workerData as CacheTask));

/** The first time counts. To try again takes longer than most reviews. */
function tell(answer: CacheAnswer): void {
  parentPort?.postMessage(answer);
}

async function answer({ kind, file, key }: CacheTask): Promise<CacheAnswer> {
  useFile(file);
  try {
    const isDone =
      kind === 'restore'
        ? (await restoreCache([file], key, [key])) !== undefined
        : (await saveCache([file], key)) !== -1;
    return { done: isDone, said };
  } catch (error) {
    return { done: false, said: `::error::${error instanceof Error ? error.message : String(error)}` };
  }
}
