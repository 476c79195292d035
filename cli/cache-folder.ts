import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where results of earlier reviews are kept, by the XDG convention; `PLUMBLINE_CACHE` names another place. */
export function cacheFolder({ PLUMBLINE_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  if (PLUMBLINE_CACHE) return PLUMBLINE_CACHE;
  // Empty counts as unset, and a relative one is to be ignored.
  const caches = XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(caches, 'plumbline');
}
