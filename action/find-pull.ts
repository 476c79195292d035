import type { GitHubClient } from '../github/client/github-client.ts';
import { PAGE_SIZE } from '../github/limits.ts';
import type { HeadOfRun, Subject } from './read-event.ts';
import type { Runner } from './runner.ts';

/**
 * The pull request that a head is of; undefined where none has it any more. What the run itself says of it is not asked:
 * its workflow was the pull request's to write.
 */
export async function findPull(
  client: GitHubClient,
  { repository: { owner, repo } }: Runner,
  { head, from }: HeadOfRun,
): Promise<Subject | undefined> {
  const pulls = await client.paginate(client.rest.pulls.list, {
    owner,
    repo,
    state: 'open',
    head: from,
    per_page: PAGE_SIZE,
  });
  // A commit has one check. Whoever opens pull requests chooses their bases: it is told for the branch that matters most.
  const [pull] = pulls
    .filter(({ head: { sha } }) => sha === head)
    .sort((a, b) => rank(a) - rank(b) || a.number - b.number);
  if (pull === undefined) return undefined;
  const { number, draft = false, user, labels, base } = pull;
  const names = labels.map(({ name }) => name);
  return {
    head,
    base: { branch: base.ref },
    pull: { number, draft, bot: user?.type === 'Bot', labels: names },
  };
}

/** That into the default branch comes first. */
function rank({
  base,
}: {
  readonly base: { readonly ref: string; readonly repo: { readonly default_branch: string } };
}): number {
  return base.ref === base.repo.default_branch ? 0 : 1;
}
