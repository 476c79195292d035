import { git, tryGit } from './run-git.ts';

export interface FileDiff {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** The blob at the head; at the base for a file that was removed. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** From the first hunk header; missing for binary files, and for what is too large to be shown. */
  readonly patch: string | undefined;
}

/** https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits#diff-limits */
const LARGEST_FILE_PATCH = { lines: 20_000, bytes: 500_000 };
const LARGEST_PATCHES = { lines: 20_000, bytes: 1_000_000 };

const recent = new Map<string, Promise<readonly FileDiff[]>>();
const MOST_RECENT = 50;

/** What changed from the merge base of two commits to the second, in path order. Kept for the last few pairs. */
export function readDiff(gitDir: string, { base, head }: { base: string; head: string }): Promise<readonly FileDiff[]> {
  const key = `${gitDir} ${base} ${head}`;
  const known = recent.get(key);
  if (known) return known;
  const [oldest] = recent.keys();
  if (recent.size >= MOST_RECENT && oldest !== undefined) recent.delete(oldest);
  const diff = compute(gitDir, base, head);
  recent.set(key, diff);
  return diff;
}

export async function mergeBase(gitDir: string, a: string, b: string): Promise<string | undefined> {
  const outcome = await tryGit(gitDir, ['merge-base', a, b]);
  return outcome.code === 0 ? outcome.stdout.toString().trim() : undefined;
}

async function compute(gitDir: string, base: string, head: string): Promise<readonly FileDiff[]> {
  const from = (await mergeBase(gitDir, base, head)) ?? base;
  const [listing, text] = await Promise.all([
    git(gitDir, ['diff', '--raw', '--numstat', '-z', '--abbrev=40', '-M', '-l0', from, head]),
    git(gitDir, ['diff', '-p', '-M', '-l0', '--no-color', '--no-ext-diff', from, head]),
  ]);
  const patches = splitPatches(text);
  const shown = { lines: 0, bytes: 0 };
  return readListing(listing).map((file, index) => {
    const patch = patches[index];
    if (patch === undefined) return { ...file, patch: undefined };
    const size = { lines: file.additions + file.deletions, bytes: Buffer.byteLength(patch) };
    shown.lines += size.lines;
    shown.bytes += size.bytes;
    return { ...file, patch: exceeds(size, LARGEST_FILE_PATCH) || exceeds(shown, LARGEST_PATCHES) ? undefined : patch };
  });
}

interface Size {
  readonly lines: number;
  readonly bytes: number;
}

function exceeds(size: Size, limit: Size): boolean {
  return size.lines > limit.lines || size.bytes > limit.bytes;
}

/** The patch of each file from its first hunk on; `undefined` for a file without hunks. */
function splitPatches(text: string): (string | undefined)[] {
  if (text === '') return [];
  return text
    .split(/^diff --git /m)
    .slice(1)
    .map((part) => {
      const start = part.search(/^@@ /m);
      return start < 0 ? undefined : part.slice(start).replace(/\n$/, '');
    });
}

/** First the raw records of all files, then as many counts, in the same order. */
function readListing(text: string): Omit<FileDiff, 'patch'>[] {
  const parts = text.split('\0');
  const files: Omit<FileDiff, 'patch' | 'additions' | 'deletions'>[] = [];
  let at = 0;
  while (parts[at]?.startsWith(':')) {
    const [, , before = '', after = '', letters = ''] = (parts[at] ?? '').split(' ');
    const renamed = letters.startsWith('R');
    const previousPath = renamed ? parts[at + 1] : undefined;
    const path = parts[at + (renamed ? 2 : 1)] ?? '';
    files.push({ path, previousPath, status: statusOf(letters), sha: letters.startsWith('D') ? before : after });
    at += renamed ? 3 : 2;
  }
  return files.map((file) => {
    const [additions, deletions] = (parts[at] ?? '').split('\t');
    at += file.status === 'renamed' ? 3 : 1;
    return { ...file, additions: Number(additions) || 0, deletions: Number(deletions) || 0 };
  });
}

function statusOf(letters: string): FileDiff['status'] {
  switch (letters.slice(0, 1)) {
    case 'A':
      return 'added';
    case 'D':
      return 'removed';
    case 'R':
      return 'renamed';
    case 'T':
      return 'changed';
    default:
      return 'modified';
  }
}
