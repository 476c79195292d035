import { makeFolder } from '../engine/make-folder.ts';
import { SettingsError } from './settings.ts';

/** Makes a folder of the service's data where there is none. Throws {@link SettingsError} where that cannot be. */
export function makeDataFolder(folder: string): void {
  try {
    // The embedded PostgreSQL, which runs as another account where we are root, has its own folder in it.
    makeFolder(folder, 0o711);
  } catch (cause) {
    throw unusableDataFolder(folder, cause);
  }
}

export function unusableDataFolder(folder: string, cause: unknown): SettingsError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SettingsError(`PLUMBLINE_DATA: nothing can be kept in ${folder}: ${why}`, { cause });
}
