import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { namedByGlobs } from '../../engine/patterns/targets/path-globs.ts';
import { fileTrouble } from '../../engine/file-trouble.ts';
import { discoverRepository } from '../../engine/source/discover-repository.ts';
import { listIndex } from '../../engine/source/list-index.ts';
import { SourceError } from '../../engine/source/source.ts';
import { UsageError } from '../exit-codes.ts';
import { semgrepIgnore } from './semgrep-ignore.ts';

/** What is scanned and what is not, by the paths that the user will read. */
export interface Targets {
  readonly files: readonly string[];
  readonly skipped: readonly SkippedTarget[];
}

export interface SkippedTarget {
  readonly path: string;
  /** Semgrep's words for it. */
  readonly reason: SkipReason;
}

export type SkipReason =
  | 'cli_include_flags_do_not_match'
  | 'cli_exclude_flags_match'
  | 'semgrepignore_patterns_match'
  | 'exceeded_size_limit'
  | 'insufficient_permissions'
  | 'irrelevant_rule'
  | 'binary';

export interface TargetOptions {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxTargetBytes: number;
  readonly gitIgnore: boolean;
}

/** Ours: of a folder that git does not know. */
const MAX_FILES = 500_000;

/** Lists the files below the targets. Those named one by one are not left out by `.semgrepignore`. */
export async function listTargets(targets: readonly string[], options: TargetOptions): Promise<Targets> {
  const files: string[] = [];
  const skipped: SkippedTarget[] = [];
  const leaveOut = leftOutBy(options);
  for (const target of targets) {
    const stats = statsOf(target);
    const listed = stats.isDirectory() ? await filesBelow(target, options.gitIgnore) : [target];
    for (const path of listed) {
      const reason = leaveOut(path, !stats.isDirectory());
      if (reason === 'gone') continue;
      if (reason) skipped.push({ path, reason });
      else files.push(path);
    }
  }
  return { files: [...new Set(files)].sort(), skipped };
}

function leftOutBy(options: TargetOptions): (path: string, named: boolean) => SkipReason | 'gone' | undefined {
  const included = options.include.length > 0 ? namedByGlobs(options.include) : () => true;
  const excluded = namedByGlobs(options.exclude);
  const ignored = semgrepIgnore(textOf('.semgrepignore'), textOf);
  return (path, named) => {
    const local = relative('.', path).split(sep).join('/');
    if (!included(local)) return 'cli_include_flags_do_not_match';
    if (excluded(local)) return 'cli_exclude_flags_match';
    if (!named && !local.startsWith('../') && ignored(local)) return 'semgrepignore_patterns_match';
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile() && !(named && statSync(path, { throwIfNoEntry: false })?.isFile())) return 'gone';
    const size = stats!.size;
    return options.maxTargetBytes > 0 && size > options.maxTargetBytes ? 'exceeded_size_limit' : undefined;
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function statsOf(target: string) {
  try {
    return statSync(target);
  } catch (error) {
    throw new UsageError(`${target} cannot be read: ${fileTrouble(error)}.`);
  }
}

/** What git tracks or would, and without git everything; the paths begin as the folder was written. */
async function filesBelow(folder: string, gitIgnore: boolean): Promise<string[]> {
  const shown = (inner: string) => (folder === '.' ? inner : join(folder, inner));
  if (gitIgnore) {
    const tracked = await filesOfGit(folder);
    if (tracked) return tracked.map(shown);
  }
  const files: string[] = [];
  const open = [''];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== '.git') open.push(path);
      else if (entry.isFile()) files.push(path);
    }
    if (files.length > MAX_FILES)
      throw new UsageError(`${folder} holds more than ${MAX_FILES} files: name a part of it.`);
  }
  return files.map(shown);
}

async function filesOfGit(folder: string): Promise<string[] | undefined> {
  try {
    const { root, prefix } = await discoverRepository(resolve(folder));
    if (root === undefined) return undefined;
    const entries = await listIndex(root, prefix);
    return entries.map(({ path }) => (prefix === '' ? path : path.slice(prefix.length + 1)));
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
