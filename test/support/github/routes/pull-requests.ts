import { commitAnswer, diffEntry, readCommit } from '../answers/commit.ts';
import { pullRequest, simplePullRequest, label } from '../answers/pull-request.ts';
import { readDiff } from '../git/diff.ts';
import { git } from '../git/run-git.ts';
import { notFound } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { ok, repositoryRoute, type Route } from '../http/route.ts';
import type { PullRequest, Repository } from '../state/entities.ts';
import { computeMergeability } from '../state/mergeability.ts';
import { addLabel, pullRequestsAt } from '../state/pull-requests.ts';
import { accountOf } from '../auth/caller.ts';
import { issueOf, tellPullRequest } from '../webhooks/payloads.ts';

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000;
/** https://docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request */
const MOST_COMMITS = 250;
const ISSUE_READ = ['issues:read', 'pull_requests:read'] as const;
const ISSUE_WRITE = ['issues:write', 'pull_requests:write'] as const;

export const PULL_REQUEST_ROUTES: readonly Route[] = [
  repositoryRoute('pulls/get', 'pull_requests:read', async ({ world, path }, repo) => {
    const pull = findPullRequest(repo, path.pull_number);
    const answer = await pullRequest(world, pull);
    await computeMergeability(world, pull);
    return ok(answer);
  }),

  repositoryRoute('pulls/list', 'pull_requests:read', (call, repo) => {
    const { state = 'open', head, base, direction, sort = 'created' } = call.query;
    const key = (pull: PullRequest) => (sort === 'updated' ? pull.updatedAt : pull.createdAt).getTime();
    const found = [...repo.pullRequests.values()]
      .filter((pull) => state === 'all' || pull.state === state)
      .filter((pull) => head === undefined || `${pull.headOwner.login}:${pull.headBranch}` === head)
      .filter((pull) => base === undefined || pull.baseBranch === base)
      .sort((a, b) => (key(b) - key(a) || b.number - a.number) * (direction === 'asc' ? -1 : 1));
    const page = paginate(call, found);
    return { ...ok(page.items.map((pull) => simplePullRequest(call.world, pull))), headers: page.headers };
  }),

  repositoryRoute('pulls/list-files', 'pull_requests:read', async (call, repo) => {
    const { baseSha: base, headSha: head } = findPullRequest(repo, call.path.pull_number);
    const files = (await readDiff(repo.gitDir, { base, head })).slice(0, MOST_FILES);
    const page = paginate(call, files);
    return { ...ok(page.items.map((file) => diffEntry(call.world.urls, repo, { file, head }))), headers: page.headers };
  }),

  repositoryRoute('pulls/list-commits', 'pull_requests:read', async (call, repo) => {
    const pull = findPullRequest(repo, call.path.pull_number);
    const text = await git(repo.gitDir, ['rev-list', '--reverse', `${pull.baseSha}..${pull.headSha}`]);
    const page = paginate(call, text.split('\n').filter(Boolean).slice(0, MOST_COMMITS));
    const commits = await Promise.all(page.items.map((sha) => readCommit(repo, sha)));
    return { ...ok(commits.map((commit) => commitAnswer(call.world, repo, commit))), headers: page.headers };
  }),

  repositoryRoute('repos/list-pull-requests-associated-with-commit', 'pull_requests:read', (call, repo) => {
    const page = paginate(call, pullRequestsAt(repo, call.path.commit_sha));
    return { ...ok(page.items.map((pull) => simplePullRequest(call.world, pull))), headers: page.headers };
  }),

  repositoryRoute('issues/get', ISSUE_READ, ({ world, path }, repo) =>
    ok(issueOf(world, findPullRequest(repo, path.issue_number))),
  ),

  repositoryRoute('issues/list-labels-on-issue', ISSUE_READ, (call, repo) => {
    const pull = findPullRequest(repo, call.path.issue_number);
    const page = paginate(call, [...pull.labels]);
    return { ...ok(page.items.map((name) => label(call.world.urls, repo, name))), headers: page.headers };
  }),

  repositoryRoute('issues/add-labels', ISSUE_WRITE, async ({ world, caller, path, body }, repo) => {
    const pull = findPullRequest(repo, path.issue_number);
    for (const name of namesIn(body)) {
      addLabel(world, pull, name);
      await tellPullRequest(world, pull, {
        action: 'labeled',
        sender: accountOf(caller),
        more: { label: label(world.urls, repo, name) },
      });
    }
    return ok([...pull.labels].map((name) => label(world.urls, repo, name)));
  }),

  repositoryRoute('issues/remove-label', ISSUE_WRITE, async ({ world, caller, path }, repo) => {
    const pull = findPullRequest(repo, path.issue_number);
    if (!pull.labels.delete(path.name)) throw notFound();
    const more = { label: label(world.urls, repo, path.name) };
    await tellPullRequest(world, pull, { action: 'unlabeled', sender: accountOf(caller), more });
    return ok([...pull.labels].map((name) => label(world.urls, repo, name)));
  }),
];

export function findPullRequest(repo: Repository, number: number): PullRequest {
  const pull = repo.pullRequests.get(number);
  if (!pull) throw notFound();
  return pull;
}

/** GitHub takes a list of names, or an object with one, of names or of objects with a name. */
function namesIn(body: unknown): string[] {
  const list: unknown = Array.isArray(body) ? body : (body as { labels?: unknown } | undefined)?.labels;
  return (Array.isArray(list) ? (list as unknown[]) : []).map((one) =>
    typeof one === 'string' ? one : String((one as { name: unknown }).name),
  );
}
