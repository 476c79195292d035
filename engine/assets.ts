import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Path of a file or folder that the program brings along (a grammar, a template, the worker), or undefined. The same
 * call works in the built program, where modules are chunks somewhere below `dist/`, and in a checkout.
 */
export function findAsset(relative: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let level = 0; level < MAX_LEVELS; level++) {
    for (const candidate of [join(folder, relative), join(folder, 'dist', relative)]) {
      if (existsSync(candidate)) return candidate;
    }
    folder = dirname(folder);
  }
  return undefined;
}

/** `dist/engine/workers/` is the deepest place a module of the program stands in. */
const MAX_LEVELS = 4;
