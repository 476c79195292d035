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
