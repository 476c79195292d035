/**
 * Stands in for the module of @actions/cache that makes and extracts tar archives (scripts/build.js puts it there). That one
 * extracts by `tar -P`, which writes wherever a name in the archive says: who can fill the cache could replace any file of the
 * runner's. What we keep is one file; it is the archive, and is copied to one place.
 */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

let place: string | undefined;

/** Where the file is that is saved next, or goes that is restored next. */
export function useFile(path: string): void {
  place = path;
}

/** As @actions/cache calls it. */
export async function createTar(folder: string, _sources: readonly string[], compression: string): Promise<void> {
  await copyFile(theFile(), join(folder, compression === 'gzip' ? 'cache.tgz' : 'cache.tzst'));
}

/** As @actions/cache calls it. */
export async function extractTar(archive: string): Promise<void> {
  await copyFile(archive, theFile());
}

/** As @actions/cache calls it, for its debug log. */
export function listTar(): Promise<void> {
  return Promise.resolve();
}

function theFile(): string {
  if (place === undefined) throw new Error('no file was named');
  return place;
}
