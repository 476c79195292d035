import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ExternalFile } from '../engine/analyzers/analyzer.ts';
import type { Configuration } from '../engine/config/configuration.ts';
import { pathMatcher } from '../engine/config/globs.ts';
import type { ReviewRequest } from '../engine/review-request.ts';
import { UsageError } from './exit-codes.ts';
import type { ReviewArguments } from './program.ts';
import { readNamedFile } from './read-named-file.ts';

/** OSV's public service; asked only when the command line says so. */
export const OSV_URL = 'https://api.osv.dev';
/** Bytes of one report: beyond it somebody named the wrong file. */
const MAX_REPORT_BYTES = 256 * 2 ** 20;

/**
 * Reads the reports of other tools: those named on the command line, else those the configuration looks for; and says
 * which services and tools are to be asked. Throws {@link UsageError}.
 */
export async function readReports(given: {
  readonly root: string | undefined;
  readonly configuration: Configuration;
  readonly options: ReviewArguments;
}): Promise<ReviewRequest['external']> {
  const { root, options } = given;
  const { coverage, sarif, tests } = given.configuration.analyzers;
  const read = async (option: 'coverage' | 'sarif' | 'tests', globs: readonly string[]) => {
    const named = options[option];
    if (named) return Promise.all(named.map((file) => readNamed(file, `--${option}`)));
    return root === undefined ? [] : readMatching(root, globs);
  };
  const osv = options.osv === undefined ? undefined : { url: options.osv === true ? OSV_URL : options.osv, fetch };
  return {
    coverageFiles: await read('coverage', coverage.reports),
    sarifFiles: await read('sarif', sarif.reports),
    testFiles: await read('tests', tests.reports),
    ...(osv && { osv }),
    ...(options.eslintConfig && { repositoryLint: { folder: folderToLint(root, options.head) } }),
  };
}

/** ESLint reads what is on disk, and loads its configuration and plugins from there. */
function folderToLint(root: string | undefined, head: string | undefined): string {
  if (root === undefined) throw new UsageError('--eslint-config needs files on disk, and this repository is bare.');
  if (head === undefined) return root;
  throw new UsageError(
    `--eslint-config lints the files on disk, not those of ${head}: check it out, and leave out --head.`,
  );
}

async function readNamed(file: string, option: string): Promise<ExternalFile> {
  return { name: file, content: await readNamedFile(file, { option, most: MAX_REPORT_BYTES }) };
}

async function readMatching(root: string, globs: readonly string[]): Promise<ExternalFile[]> {
  const found = new Set<string>();
  for (const glob of globs) {
    const matches = pathMatcher([glob]);
    for (const file of await filesBelow(join(root, fixedFolder(glob)))) {
      if (matches(relative(root, file).split(sep).join('/'))) found.add(file);
    }
  }
  const files = await Promise.all([...found].sort().map((file) => readIfThere(root, file)));
  return files.filter((file) => file !== undefined);
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
