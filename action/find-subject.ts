import type { GitHubClient } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import { PAGE_SIZE } from '../github/limits.ts';
import type { HeadOfBranch, HeadOfRun, Subject } from './read-event.ts';
import type { Runner } from './runner.ts';

/** What a head is to be reviewed as, of which the event does not tell it; undefined: there is nothing to review. */
export async function findSubject(
  client: GitHubClient,
  runner: Runner,
  asked: HeadOfRun | HeadOfBranch,
): Promise<Subject | undefined> {
  const { head, from } = asked;
  return typeof from === 'string' ? pullOf(client, runner, { head, from }) : addedTo(client, runner, { head, from });
}

/**
 * The pull request that a head is of; undefined where none has it any more. What the run itself says of it is not asked:
 * its workflow was the pull request's to write.
 */
async function pullOf(
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

/**
 * What a head adds to a branch; undefined where that has the commit already: a review would find nothing changed, and its check
 * take the place of the commit's own. Where GitHub does not tell, the review does.
 */
async function addedTo(
  client: GitHubClient,
  { repository: { owner, repo } }: Runner,
  { head, from: base }: HeadOfBranch,
): Promise<Subject | undefined> {
  try {
    const { data } = await client.rest.repos.compareCommitsWithBasehead({
      owner,
      repo,
      basehead: `${base.branch}...${head}`,
      // The status is told on every page, the files on the first one only.
      per_page: 1,
      page: 2,
    });
    return data.status === 'identical' || data.status === 'behind' ? undefined : { head, base };
  } catch (error) {
    if (githubProblem(error) === undefined) throw error;
    return { head, base };
  }
}
