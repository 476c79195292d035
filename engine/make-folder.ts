import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are missing, one by one; throws where that fails. Node's own recursive way
 * never ends below a folder that takes none and says "no such file", as /proc does.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(folder);
  for (; !isThere(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  if (missing.length === 0) missing.push(at);
  for (const path of missing.reverse()) makeOne(path, mode);
}

function makeOne(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have made it in the meantime; a root that is there may say anything.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
