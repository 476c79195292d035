import { runGit, type GitPlace } from './git-process.ts';
import { SourceError } from './source.ts';

/** The best common ancestor of two commits. Of several equally good ones, the one that git names first. */
export async function findMergeBase(
  place: GitPlace,
  commits: { readonly one: string; readonly other: string; readonly shallow: boolean },
): Promise<string> {
  try {
    return (await runGit(place, ['merge-base', commits.one, commits.other])).toString('latin1').trim();
  } catch (cause) {
    if (!(cause instanceof SourceError) || !cause.message.endsWith('(exit code 1)')) throw cause;
    if (commits.shallow) {
      throw new SourceError('shallow', 'this clone is too shallow: where the two commits part is not in it', {
        advice: 'Fetch the rest with `git fetch --unshallow`; in a workflow, give actions/checkout `fetch-depth: 0`.',
        cause,
      });
    }
    throw new SourceError('no-merge-base', 'the two commits have no common history', {
      advice: 'Choose a base that the head was branched from.',
      cause,
    });
  }
}

/** The error for a revision that git does not know, with what may have been meant. */
export async function unknownRevision(
  place: GitPlace,
  asked: { readonly revision: string; readonly shallow: boolean },
): Promise<SourceError> {
  const refs = (await runGit(place, ['for-each-ref', '--format=%(refname:short)']))
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
  if (asked.revision === 'HEAD') {
    return new SourceError('empty-repository', 'the repository has no commit yet', {
      advice: 'Commit something first, or review the working folder without a base.',
    });
  }
  const meant = similarNames(asked.revision, refs);
  const fetch = /^[0-9a-f]{40,64}$/.test(asked.revision)
    ? `fetch the commit: \`git fetch origin ${asked.revision}\``
    : `fetch it: \`git fetch origin ${asked.revision}\``;
  const deeper = asked.shallow ? ' This clone is shallow: `git fetch --unshallow` gets its whole history.' : '';
  return new SourceError('unknown-revision', `git knows no commit by the name of ${JSON.stringify(asked.revision)}`, {
    advice:
      (meant.length > 0 ? `Did you mean ${meant.join(' or ')}? Or ${fetch}.` : `Check the name, or ${fetch}.`) + deeper,
  });
}

/** Up to three names that end in the one asked for, or differ from it by a slip of the keyboard. */
function similarNames(asked: string, names: readonly string[]): string[] {
  const last = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  return names
    .map((name) => ({ name, distance: Math.min(editDistance(name, asked), editDistance(last(name), last(asked))) }))
    .filter(({ distance }) => distance <= Math.min(2, Math.floor(asked.length / 2)))
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Names longer than this are compared no further: the distance costs the product of both lengths. */
const MAX_COMPARED_NAME = 100;

/** Levenshtein's distance. */
function editDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2 || one.length > MAX_COMPARED_NAME) return Infinity;
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const replaced = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}
