import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where results of earlier reviews are kept, by the XDG convention; `PLUMBLINE_CACHE` names another place. */
export function cacheFolder({ PLUMBLINE_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  return PLUMBLINE_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plumbline');
}
