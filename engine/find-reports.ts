import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ExternalFile } from './analyzers/analyzer.ts';
import { pathMatcher } from './config/globs.ts';

/** Bytes of one report: beyond it somebody named the wrong file. */
export const MAX_REPORT_BYTES = 256 * 2 ** 20;

/** Reads the reports of other tools that are on the disk below a folder, by globs from there; in the order of their names. */
export async function findReports(root: string, globs: readonly string[]): Promise<ExternalFile[]> {
  const found = new Set<string>();
  for (const glob of globs) {
    const matches = pathMatcher([glob]);
    const folder = join(root, fixedFolder(glob));
    if (!(await isWithin(root, folder))) continue;
    for (const file of await filesBelow(folder)) {
      if (matches(relative(root, file).split(sep).join('/'))) found.add(file);
    }
  }
  const files = await Promise.all([...found].sort().map((file) => readIfThere(root, file)));
  return files.filter((file) => file !== undefined);
}

/** False where there is no such folder, or a link leads out: what is reviewed may have put it there. */
async function isWithin(root: string, folder: string): Promise<boolean> {
  try {
    const [outer, inner] = await Promise.all([realpath(root), realpath(folder)]);
    return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
  } catch {
    return false;
  }
}

/** The folders of a glob before its first wildcard: nothing outside them can match. */
function fixedFolder(glob: string): string {
  const fixed = glob.split('/').slice(0, -1);
  const wild = fixed.findIndex((part) => /[*?[\]{}!]/.test(part));
  return (wild === -1 ? fixed : fixed.slice(0, wild)).join('/');
}

/** A report that is looked for may be missing: it was not made this time. */
async function readIfThere(root: string, file: string): Promise<ExternalFile | undefined> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile() || info.size > MAX_REPORT_BYTES) return undefined;
  return { name: relative(root, file).split(sep).join('/'), content: await readFile(file) };
}

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules']);

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) files.push(...(await filesBelow(path)));
  }
  return files;
}
