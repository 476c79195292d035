import { writeRef } from '../git/refs.ts';
import { git, tryGit } from '../git/run-git.ts';
import type { PullRequest } from './entities.ts';
import { branchTip } from './repositories.ts';
import type { World } from './world.ts';

/**
 * GitHub computes whether a pull request merges after it was first asked: that answer says `null`, a later one knows.
 * Call it after the answer was made. Where it merges, `refs/pull/N/merge` is there too.
 */
export async function computeMergeability(world: World, pull: PullRequest): Promise<void> {
  const baseTip = (await branchTip(pull.repository, pull.baseBranch)) ?? pull.baseSha;
  const { headSha, mergeable } = pull;
  if (pull.state === 'closed' || (mergeable?.headSha === headSha && mergeable.baseTip === baseTip)) return;
  const { gitDir } = pull.repository;
  const merged = await tryGit(gitDir, ['merge-tree', '--write-tree', baseTip, headSha]);
  const clean = merged.code === 0;
  const tree = merged.stdout.toString().split('\n')[0] ?? '';
  const mergeSha = clean
    ? await commitMerge(world, { gitDir, tree, parents: [baseTip, headSha], number: pull.number })
    : undefined;
  // It may have been pushed to meanwhile.
  if (pull.headSha === headSha) pull.mergeable = { headSha, baseTip, clean, mergeSha };
}

async function commitMerge(
  world: World,
  { gitDir, tree, parents, number }: { gitDir: string; tree: string; parents: readonly string[]; number: number },
): Promise<string> {
  const date = `${Math.floor(world.now().getTime() / 1000)} +0000`;
  const environment = {
    GIT_AUTHOR_NAME: 'GitHub',
    GIT_AUTHOR_EMAIL: 'noreply@github.example',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@github.example',
    GIT_COMMITTER_DATE: date,
  };
  const message = `Merge ${parents[1] ?? ''} into ${parents[0] ?? ''}`;
  const sha = await git(gitDir, ['commit-tree', tree, ...parents.flatMap((sha) => ['-p', sha]), '-m', message], {
    environment,
  });
  await writeRef(gitDir, `refs/pull/${number}/merge`, sha);
  return sha;
}
