import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit, type GitPlace } from '../../engine/source/git-process.ts';
import { SourceError } from '../../engine/source/source.ts';

/** What a review reads of history. */
export interface ReadHistory {
  /** Full ids. */
  readonly head: string;
  readonly base?: string;
  /** Before head was committed, in which changes are counted. */
  readonly days: number;
}

const COMMIT = /^[0-9a-f]{40}$/;
const SECONDS_OF_A_DAY = 24 * 60 * 60;

/** The commits of a shallow clone whose parents it lacks; none where it is not shallow, undefined where git's list is none. */
export async function readBoundary(commonDir: string): Promise<readonly string[] | undefined> {
  const text = await readFile(join(commonDir, 'shallow'), 'latin1').catch(() => '');
  const commits = text.split('\n').filter((line) => line !== '');
  return commits.every((commit) => COMMIT.test(commit)) ? commits : undefined;
}

/**
 * Whether a review reads from a repository what it would read from a full clone: where the two commits part is exact, and
 * all parents of what was committed in the days before head are there. Commits beyond that may be missing.
 */
export async function hasWholeHistory(
  place: GitPlace,
  { head, base, days, boundary }: ReadHistory & { readonly boundary: readonly string[] },
): Promise<boolean> {
  const cut = new Set(boundary);
  if (cut.size === 0) return true;
  const lacksParents = (commits: readonly string[]) => commits.some((commit) => cut.has(commit));
  const since = (await committedAt(place, head)) - days * SECONDS_OF_A_DAY;
  if (lacksParents(await listCommits(place, [`--since=${since}`, head]))) return false;
  if (base === undefined) return true;
  const [mergeBase, ...others] = await mergeBases(place, base, head);
  if (mergeBase === undefined) return false;
  if (lacksParents(await listCommits(place, [`${base}...${head}`]))) return false;
  // One may turn out to be an ancestor of another.
  return others.length === 0 || !lacksParents(await listCommits(place, [mergeBase, ...others]));
}

/** Seconds of the epoch. Throws {@link SourceError} where the commit is not there. */
export async function committedAt(place: GitPlace, commit: string): Promise<number> {
  return Number(await ask(place, ['log', '-1', '--format=%ct', '--end-of-options', commit]));
}

async function mergeBases(place: GitPlace, one: string, other: string): Promise<string[]> {
  try {
    return (await ask(place, ['merge-base', '--all', one, other])).split('\n');
  } catch (error) {
    if (error instanceof SourceError && error.message.endsWith('(exit code 1)')) return [];
    throw error;
  }
}

async function listCommits(place: GitPlace, range: readonly string[]): Promise<string[]> {
  return (await ask(place, ['rev-list', ...range, '--'])).split('\n');
}

async function ask(place: GitPlace, args: readonly string[]): Promise<string> {
  return (await runGit(place, args)).toString('latin1').trim();
}
