import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where in the order of sizes the files begin. */
const MIDDLE = 0.6;

/**
 * TypeScript of middle size, by path from the tree's root.
 * @param {string} tree
 * @param {number} count
 */
export function middleFiles(tree, count) {
  const options = { encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 28 };
  const files = execFileSync('git', ['-C', tree, 'ls-files', '*.ts', '*.tsx'], options).trim().split('\n');
  const bySize = files.sort((a, b) => readFileSync(join(tree, a)).length - readFileSync(join(tree, b)).length);
  return bySize.slice(Math.floor(bySize.length * MIDDLE)).slice(0, count);
}
