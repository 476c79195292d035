import type { NotLookedAt, PrepareInput } from '../analyzer.ts';
import type { Classification } from '../../source/language.ts';
import { SourceError, type Snapshot, type SourceFile } from '../../source/source.ts';
import { LARGEST_REPORT } from '../external-file.ts';
import type { Dependency } from './dependency-result.ts';
import { LockFileError, type LockedPackage } from './lock-files/lock-file.ts';
import { lockFileReader } from './lock-files/readers.ts';

export interface LockFile {
  readonly path: string;
  readonly format: string;
  readonly text: string;
  readonly dependencies: readonly Dependency[];
}

/** Most that one lock file's list of what is not looked at names. */
const MOST_NAMED = 3;

export interface ReadLockFiles {
  readonly lockFiles: readonly LockFile[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/** Every lock file of a snapshot but those of vendored and excluded folders, each package and version once for each. */
export async function readLockFiles({
  snapshot,
  classified,
}: Pick<PrepareInput, 'snapshot' | 'classified'>): Promise<ReadLockFiles> {
  const lockFiles: LockFile[] = [];
  const notLookedAt: NotLookedAt[] = [];
  for (const file of snapshot.files) {
    if (!lockFileReader(file.path) || isOutside(file, classified.get(file.path))) continue;
    const read = await readLockFile(snapshot, file);
    if ('lockFile' in read) lockFiles.push(read.lockFile);
    notLookedAt.push(...read.notLookedAt);
  }
  return { lockFiles, notLookedAt };
}

function isOutside(file: SourceFile, classification: Classification | undefined): boolean {
  const reason = classification?.leftOut;
  // Linguist counts lock files as generated, which they are; they are what is looked for here.
  return file.kind === 'symlink' || file.kind === 'submodule' || reason === 'vendored' || reason === 'excluded';
}

type Read =
  | { readonly lockFile: LockFile; readonly notLookedAt: readonly NotLookedAt[] }
  | { readonly notLookedAt: readonly NotLookedAt[] };

export async function readLockFile(snapshot: Snapshot, file: SourceFile): Promise<Read> {
  const { path } = file;
  const reader = lockFileReader(path)!;
  const missed = (subject: string, reason: NotLookedAt['reason'], detail: string): NotLookedAt => {
    return { subject, path, analyzer: 'dependencies', reason, detail };
  };
  if (file.size > LARGEST_REPORT) {
    const detail = `It has ${file.size} bytes, more than the ${LARGEST_REPORT} that are read.`;
    return { notLookedAt: [missed(`packages of ${path}`, 'too-large', detail)] };
  }
  try {
    const text = (await snapshot.read(file)).toString('utf8').replace(/^\uFEFF/, '');
    const { packages, problems } = await reader.read(text);
    const lockFile = { path, format: reader.format, text, dependencies: once(packages, path) };
    const shown = problems.slice(0, MOST_NAMED).join('; ');
    const more = problems.length > MOST_NAMED ? `; and ${problems.length - MOST_NAMED} more` : '';
    const detail = `${path}: ${shown}${more}.`;
    return { lockFile, notLookedAt: problems.length > 0 ? [missed(`part of ${path}`, 'bad-input', detail)] : [] };
  } catch (error) {
    if (!(error instanceof LockFileError) && !(error instanceof SourceError)) throw error;
    const reason = error instanceof LockFileError ? 'bad-input' : 'unreadable';
    return { notLookedAt: [missed(`packages of ${path}`, reason, `${path} could not be read: ${error.message}.`)] };
  }
}

/** A version that is installed in several places is one dependency, at its first place; needed anywhere, it is needed. */
function once(packages: readonly LockedPackage[], path: string): readonly Dependency[] {
  const known = new Map<string, Dependency>();
  for (const one of packages) {
    const key = `${one.name}\0${one.version}`;
    const before = known.get(key);
    if (!before) {
      known.set(key, { ...one, path });
      continue;
    }
    const { development, ...rest } = before;
    const direct = before.direct === true || one.direct === true ? { direct: true } : {};
    known.set(key, {
      ...rest,
      ...direct,
      ...(development === true && one.development === true ? { development } : {}),
    });
  }
  return [...known.values()];
}
