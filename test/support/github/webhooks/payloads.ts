import { app } from '../answers/app.ts';
import { instant, nodeId, user } from '../answers/basics.ts';
import { checkRun, checkSuite, simpleCommit } from '../answers/checks.ts';
import { issueComment, reactionRollup } from '../answers/comment.ts';
import { associationOf, labelsOf, pullRequest } from '../answers/pull-request.ts';
import { readCommitObject } from '../git/commit-object.ts';
import { git } from '../git/run-git.ts';
import type { JsonObject } from '../openapi/json.ts';
import type {
  Account,
  CheckAction,
  CheckRun,
  CheckSuite,
  IssueComment,
  PullRequest,
  Repository,
} from '../state/entities.ts';
import { suiteOutcome } from '../state/checks.ts';
import { fullName, type World } from '../state/world.ts';
import { emit, isHeard } from './emit.ts';
import type { Delivery } from './sender.ts';

export async function tellPullRequest(
  world: World,
  pull: PullRequest,
  { action, sender, more = {} }: { action: string; sender: Account; more?: JsonObject },
): Promise<Delivery[]> {
  if (!isHeard(world, 'pull_request', pull.repository)) return [];
  const payload = { action, number: pull.number, pull_request: await pullRequest(world, pull), ...more };
  return emit(world, { event: 'pull_request', repository: pull.repository, sender, payload });
}

export async function tellComment(
  world: World,
  repo: Repository,
  {
    action,
    comment,
    sender,
    before,
  }: { action: 'created' | 'edited' | 'deleted'; comment: IssueComment; sender: Account; before?: string },
): Promise<Delivery[]> {
  const pull = repo.pullRequests.get(comment.number);
  if (!pull) return [];
  const payload = {
    action,
    issue: issueOf(world, pull),
    comment: issueComment(world, repo, comment),
    ...(before === undefined ? {} : { changes: { body: { from: before } } }),
  };
  return Promise.resolve(emit(world, { event: 'issue_comment', repository: repo, sender, payload }));
}

/** A pull request as the issue that it also is. */
export function issueOf({ urls }: World, pull: PullRequest): JsonObject {
  const repo = pull.repository;
  const url = `${urls.api}/repos/${fullName(repo)}/issues/${pull.number}`;
  const html = `${urls.web}/${fullName(repo)}/pull/${pull.number}`;
  return {
    url,
    repository_url: `${urls.api}/repos/${fullName(repo)}`,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: html,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    title: pull.title,
    user: user(urls, pull.author),
    labels: labelsOf(urls, pull),
    state: pull.state,
    locked: pull.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: [...repo.comments.values()].filter((comment) => comment.number === pull.number).length,
    created_at: instant(pull.createdAt),
    updated_at: instant(pull.updatedAt),
    closed_at: instant(pull.closedAt),
    author_association: associationOf(repo, pull.author.id),
    active_lock_reason: null,
    draft: pull.draft,
    pull_request: {
      url: `${urls.api}/repos/${fullName(repo)}/pulls/${pull.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: instant(pull.merged?.at),
    },
    body: pull.body,
    reactions: reactionRollup(`${url}/reactions`, []),
    performed_via_github_app: null,
    state_reason: null,
  };
}

export interface CheckRunHappening {
  readonly run: CheckRun;
  readonly action: 'created' | 'completed' | 'rerequested' | 'requested_action';
  readonly sender: Account;
  readonly requested?: CheckAction;
}

/** Buttons and re-runs are told to the App that made the run, whether it subscribed or not. */
export function tellCheckRun(
  world: World,
  repo: Repository,
  { run, action, sender, requested }: CheckRunHappening,
): Delivery[] {
  const { suite } = run;
  const pulls = checkRun(world, repo, run)['pull_requests'];
  const answer = {
    ...checkRun(world, repo, run),
    check_suite: {
      id: suite.id,
      node_id: nodeId('CS', suite.id),
      head_branch: suite.headBranch,
      head_sha: suite.headSha,
      ...suiteOutcome(repo, suite),
      url: `${world.urls.api}/repos/${fullName(repo)}/check-suites/${suite.id}`,
      before: suite.before,
      after: suite.headSha,
      pull_requests: pulls,
      app: app(world.urls, suite.app),
      created_at: instant(suite.createdAt),
      updated_at: instant(suite.updatedAt),
    },
  };
  const payload = {
    action,
    check_run: answer,
    ...(requested ? { requested_action: { identifier: requested.identifier } } : {}),
  };
  const own = action === 'rerequested' || action === 'requested_action';
  return emit(world, { event: 'check_run', repository: repo, sender, payload, ...(own ? { onlyTo: run.app } : {}) });
}

export async function tellCheckSuite(
  world: World,
  repo: Repository,
  { suite, action, sender }: { suite: CheckSuite; action: 'requested' | 'rerequested' | 'completed'; sender: Account },
): Promise<Delivery[]> {
  const { repository: _, ...answer } = await checkSuite(world, repo, suite);
  const payload = { action, check_suite: answer };
  const own = action === 'completed' ? {} : { onlyTo: suite.app };
  return emit(world, { event: 'check_suite', repository: repo, sender, payload, ...own });
}

export interface Push {
  /** `refs/heads/main`. */
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly sender: Account;
  readonly forced: boolean;
}

const NO_COMMIT = '0'.repeat(40);
/** GitHub lists so many commits of a push. */
const MOST_COMMITS = 2048;

export async function tellPush(world: World, repo: Repository, push: Push): Promise<Delivery[]> {
  if (!isHeard(world, 'push', repo)) return [];
  const before = push.before ?? NO_COMMIT;
  const after = push.after ?? NO_COMMIT;
  const ids = await pushedIds(repo, push);
  const commits = await Promise.all(ids.slice(-MOST_COMMITS).map((id) => pushedCommit(world, repo, id)));
  const compare = `${world.urls.web}/${fullName(repo)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`;
  const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
  return emit(world, {
    event: 'push',
    repository: repo,
    sender: push.sender,
    payload: {
      ref: push.ref,
      before,
      after,
      created: !push.before,
      deleted: !push.after,
      forced: push.forced,
      base_ref: null,
      compare,
      commits,
      head_commit: commits.at(-1) ?? null,
      pusher: { name: push.sender.login, email: `${push.sender.login}@users.noreply.example` },
    },
    changeRepository: (answer) => ({
      ...answer,
      created_at: seconds(repo.createdAt),
      pushed_at: seconds(repo.pushedAt),
      master_branch: repo.defaultBranch,
      stargazers: 0,
    }),
  });
}

async function pushedIds(repo: Repository, { before, after }: Push): Promise<string[]> {
  if (after === undefined) return [];
  const parents = (await readCommitObject(repo.gitDir, after))?.parents ?? [];
  // A new branch, or one commit more: that needs no walk.
  if (before === undefined || (parents.length === 1 && parents[0] === before)) return [after];
  return (await git(repo.gitDir, ['rev-list', '--reverse', `${before}..${after}`])).split('\n').filter(Boolean);
}

async function pushedCommit(world: World, repo: Repository, id: string): Promise<JsonObject> {
  const lines = (
    await git(repo.gitDir, ['diff-tree', '--root', '-r', '--no-commit-id', '--name-status', '-z', id])
  ).split('\0');
  const paths: Record<string, string[]> = { A: [], D: [], M: [] };
  for (let index = 0; index + 1 < lines.length; index += 2) {
    (paths[lines[index] ?? ''] ?? paths['M'])?.push(lines[index + 1] ?? '');
  }
  const commit = await simpleCommit(repo, id);
  return {
    ...commit,
    distinct: true,
    url: `${world.urls.web}/${fullName(repo)}/commit/${id}`,
    added: paths['A'] ?? [],
    removed: paths['D'] ?? [],
    modified: paths['M'] ?? [],
  };
}
