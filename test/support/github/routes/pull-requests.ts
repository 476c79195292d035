import { pullRequest, simplePullRequest } from '../answers/pull-request.ts';
import { notFound } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { ok, repositoryRoute, type Route } from '../http/route.ts';
import type { PullRequest, Repository } from '../state/entities.ts';

export const PULL_REQUEST_ROUTES: readonly Route[] = [
  repositoryRoute('pulls/get', 'pull_requests:read', async ({ world, path }, repo) =>
    ok(await pullRequest(world, findPullRequest(repo, path.pull_number))),
  ),

  repositoryRoute('pulls/list', 'pull_requests:read', (call, repo) => {
    const { state = 'open', head, base, direction } = call.query;
    const found = [...repo.pullRequests.values()]
      .filter((pull) => state === 'all' || pull.state === state)
      .filter((pull) => head === undefined || `${pull.headOwner.login}:${pull.headBranch}` === head)
      .filter((pull) => base === undefined || pull.baseBranch === base)
      .sort((a, b) => (direction === 'asc' ? a.number - b.number : b.number - a.number));
    const page = paginate(call, found);
    return { ...ok(page.items.map((pull) => simplePullRequest(call.world, pull))), headers: page.headers };
  }),
];

export function findPullRequest(repo: Repository, number: number): PullRequest {
  const pull = repo.pullRequests.get(number);
  if (!pull) throw notFound();
  return pull;
}
