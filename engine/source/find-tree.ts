import { runGit } from './git-process.ts';

/** Id of the tree of a commit: two commits with the same one hold the same files. */
export async function findTree(gitDir: string, commit: string): Promise<string> {
  const place = { folder: gitDir, gitDir };
  return (await runGit(place, ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`])).toString().trim();
}
