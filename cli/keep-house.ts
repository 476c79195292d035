import { closeSync, openSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pruneCache } from '../engine/cache/result-cache.ts';
import { removeAbandonedFolders } from '../engine/processes/temporary-folder.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** In the cache folder: when it was last pruned. */
const MARKER = 'last-pruned';

/**
 * What can wait until the reports are written: removes what killed reviews left, and once a day what the cache holds
 * too much of. Never throws: a folder that cannot be cleaned is no review's trouble.
 */
export async function keepHouse({ cache, now }: { readonly cache: string | undefined; readonly now: Date }) {
  try {
    await removeAbandonedFolders(now);
    if (cache !== undefined && takeTurn(cache, now)) await pruneCache(cache, { now });
  } catch {
    // The next review tries again.
  }
}

/** Whether the cache is due. The marker is set before the work is done: of reviews at the same time, one prunes. */
function takeTurn(cache: string, now: Date): boolean {
  const marker = join(cache, MARKER);
  const last = statSync(marker, { throwIfNoEntry: false });
  if (last && Math.abs(now.getTime() - last.mtimeMs) < DAY_MS) return false;
  closeSync(openSync(marker, 'a', 0o600));
  utimesSync(marker, now, now);
  // A new folder holds what this review has put there.
  return last !== undefined;
}
