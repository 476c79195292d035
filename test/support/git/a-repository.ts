import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a commit does to a path: new content, a symlink, or nothing left of it. */
export type FileChange = string | Buffer | { readonly symlink: string } | { readonly executable: string } | null;

/** A real git repository in a temporary folder. */
export interface TestRepository {
  readonly folder: string;
  git(...args: string[]): string;
  /** Writes files to the folder, without telling git. */
  write(files: Readonly<Record<string, FileChange>>): void;
  /** Writes files and commits everything. Gives the commit's id. */
  commit(files?: Readonly<Record<string, FileChange>>, message?: string): string;
  remove(): void;
}

export interface RepositoryOptions {
  readonly objectFormat?: 'sha1' | 'sha256';
  /** Make it by `git clone` with these arguments, from this folder, through `file://`. */
  readonly clone?: { readonly from: string; readonly args?: readonly string[] };
}

/** Commits are made at 2024-01-01T00:00:00Z, each an hour after the one before: ids are the same on every run. */
export function aRepository(options: RepositoryOptions = {}): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  let commits = 0;
  const run = (args: readonly string[], date: string) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...withoutGit(process.env), ...IDENTITY, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    }).trimEnd();
  const git = (...args: string[]) => run(args, dateOf(commits));
  if (options.clone) git('clone', '-q', ...(options.clone.args ?? []), `file://${options.clone.from}`, '.');
  else git('init', '-q', '-b', 'main', `--object-format=${options.objectFormat ?? 'sha1'}`);
  const write = (files: Readonly<Record<string, FileChange>>) => {
    for (const [path, change] of Object.entries(files)) writeChange(join(folder, path), change);
  };
  return {
    folder,
    git,
    write,
    commit(files = {}, message = 'Change') {
      write(files);
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      commits++;
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const IDENTITY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  // Submodules from local folders, which git refuses by default.
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'protocol.file.allow',
  GIT_CONFIG_VALUE_0: 'always',
};

function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_')));
}

function dateOf(commits: number): string {
  return new Date(Date.UTC(2024, 0, 1, commits)).toISOString();
}

function writeChange(location: string, change: FileChange): void {
  rmSync(location, { recursive: true, force: true });
  if (change === null) return;
  mkdirSync(dirname(location), { recursive: true });
  if (typeof change === 'string' || Buffer.isBuffer(change)) writeFileSync(location, change);
  else if ('symlink' in change) symlinkSync(change.symlink, location);
  else writeFileSync(location, change.executable, { mode: 0o755 });
}
