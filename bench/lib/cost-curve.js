// How the cost of a review grows: with the files that changed, and with the size of the repository around them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { measureInTurn } from './measure.js';

const CHANGED = [1, 10, 100, 1000];
const REPOSITORY_LINES = [1_000, 10_000, 100_000, 400_000];
const LINES_A_FILE = 100;
const ROUNDS = 3;

/** @param {{ work: string, plumbline: string }} given */
export async function costCurve({ work, plumbline }) {
  const lines = [
    'Cost of a review of a change without a cache, in seconds:',
    '',
    '| changed files | in a repository of 100,000 lines |',
    '|---:|---:|',
  ];
  const large = makeRepository(join(work, 'curve-100000'), 100_000);
  for (const count of CHANGED) {
    const base = change(large, count);
    lines.push(`| ${count} | ${await seconds({ plumbline, folder: large, base })} |`);
  }
  lines.push('', '| lines in the repository | ten files changed |', '|---:|---:|');
  for (const size of REPOSITORY_LINES) {
    const folder = makeRepository(join(work, `size-${size}`), size);
    const base = change(folder, 10);
    lines.push(`| ${size} | ${await seconds({ plumbline, folder, base })} |`);
  }
  return lines;
}

/** @param {{ plumbline: string, folder: string, base: string }} given */
async function seconds({ plumbline, folder, base }) {
  const args = [plumbline, 'review', folder, '--base', base, '--head', 'HEAD', '--no-cache'];
  const costs = await measureInTurn([{ name: 'review', command: process.execPath, args }], { rounds: ROUNDS });
  return (costs.get('review')?.seconds ?? NaN).toFixed(2);
}

/**
 * A repository of files that differ from each other, each of about a hundred lines.
 * @param {string} folder
 * @param {number} lines
 */
function makeRepository(folder, lines) {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  for (let index = 0; index < lines / LINES_A_FILE; index++) write(folder, index, '');
  commit(folder, 'Start');
  return folder;
}

/**
 * Changes the first `count` files and gives the commit before.
 * @param {string} folder
 * @param {number} count
 */
function change(folder, count) {
  const base = git(folder, 'rev-parse', 'HEAD');
  for (let index = 0; index < count; index++) write(folder, index, `\nexport const changed${count} = ${index};\n`);
  commit(folder, `Change ${count}`);
  return base;
}

/**
 * @param {string} folder
 * @param {number} index
 * @param {string} addition
 */
function write(folder, index, addition) {
  const path = join(folder, `src/part-${index % 50}/module-${index}.ts`);
  mkdirSync(dirname(path), { recursive: true });
  const functions = Array.from({ length: LINES_A_FILE / 10 }, (_, part) => someFunction(index, part));
  writeFileSync(path, functions.join('\n') + addition);
}

/** Ten lines whose operators depend on the numbers, so that no two files are clones. @param {number} index @param {number} part */
function someFunction(index, part) {
  const seed = index * 31 + part * 7;
  const operator = (/** @type {number} */ shift) =>
    ['+', '-', '*', '%', '&', '|', '^', '<<'][(seed >> shift) % 8] ?? '+';
  return `export function compute${index}x${part}(first: number, second: number): number {
  let result = first ${operator(0)} ${seed};
  if (result ${seed % 2 ? '>' : '<'} second) {
    result = result ${operator(1)} second ${operator(2)} ${seed % 97};
  }
  for (let step = ${seed % 5}; step < ${(seed % 11) + 6}; step++) {
    result ${operator(3).length > 1 ? '+' : operator(3)}= step ${operator(4)} ${seed % 53};
  }
  return result ${operator(5)} ${seed % 31};
}`;
}

/** @param {string} folder @param {string} message */
function commit(folder, message) {
  git(folder, 'add', '-A');
  git(folder, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qm', message);
}

/** @param {string} folder @param {string[]} args */
function git(folder, ...args) {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
}
