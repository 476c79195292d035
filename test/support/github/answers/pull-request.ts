import type { JsonObject } from '../openapi/json.ts';
import type { PullRequest, Repository } from '../state/entities.ts';
import { extentOf } from '../state/pull-requests.ts';
import { fullName, type Urls, type World } from '../state/world.ts';
import { instant, nodeId, user } from './basics.ts';
import { repository } from './repository.ts';

/** As in a list. */
export function simplePullRequest({ urls }: World, pull: PullRequest): JsonObject {
  const repo = pull.repository;
  const html = `${urls.web}/${fullName(repo)}/pull/${pull.number}`;
  const api = `${urls.api}/repos/${fullName(repo)}`;
  const self = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  const statuses = `${api}/statuses/${pull.headSha}`;
  return {
    url: self,
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    number: pull.number,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    user: user(urls, pull.author),
    body: pull.body,
    created_at: instant(pull.createdAt),
    updated_at: instant(pull.updatedAt),
    closed_at: instant(pull.closedAt),
    merged_at: instant(pull.merged?.at),
    merge_commit_sha: pull.merged?.sha ?? pull.mergeable?.mergeSha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: labelsOf(urls, pull),
    milestone: null,
    draft: pull.draft,
    commits_url: `${self}/commits`,
    review_comments_url: `${self}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: {
      label: `${pull.headOwner.login}:${pull.headBranch}`,
      ref: pull.headBranch,
      sha: pull.headSha,
      user: user(urls, pull.headOwner),
      repo: pull.headRepository ? repository(urls, pull.headRepository) : null,
    },
    base: {
      label: `${repo.owner.login}:${pull.baseBranch}`,
      ref: pull.baseBranch,
      sha: pull.baseSha,
      user: user(urls, repo.owner),
      repo: repository(urls, repo),
    },
    _links: {
      self: { href: self },
      html: { href: html },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${self}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${self}/commits` },
      statuses: { href: statuses },
    },
    author_association: associationOf(repo, pull.author.id),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** As asked for by number, and in webhooks. */
export async function pullRequest(world: World, pull: PullRequest): Promise<JsonObject> {
  const extent = await extentOf(pull);
  const comments = [...pull.repository.comments.values()].filter((comment) => comment.number === pull.number);
  const inReviews = [...pull.repository.reviewComments.values()].filter((comment) => comment.number === pull.number);
  const clean = pull.mergeable?.clean;
  return {
    ...simplePullRequest(world, pull),
    merged: pull.merged !== undefined,
    mergeable: pull.state === 'closed' ? null : (clean ?? null),
    rebaseable: pull.state === 'closed' ? null : (clean ?? null),
    mergeable_state: clean === undefined ? 'unknown' : !clean ? 'dirty' : pull.draft ? 'draft' : 'clean',
    merged_by: pull.merged ? user(world.urls, pull.merged.by) : null,
    comments: comments.length,
    review_comments: inReviews.length,
    maintainer_can_modify: false,
    commits: extent.commits,
    additions: extent.additions,
    deletions: extent.deletions,
    changed_files: extent.changedFiles,
  };
}

/** As check runs, check suites and their webhooks name the pull requests they belong to. */
export function minimalPullRequest({ urls }: World, pull: PullRequest): JsonObject {
  const side = (repo: Repository, ref: string, sha: string) => ({
    ref,
    sha,
    repo: { id: repo.id, url: `${urls.api}/repos/${fullName(repo)}`, name: repo.name },
  });
  return {
    url: `${urls.api}/repos/${fullName(pull.repository)}/pulls/${pull.number}`,
    id: pull.id,
    number: pull.number,
    head: side(pull.headRepository ?? pull.repository, pull.headBranch, pull.headSha),
    base: side(pull.repository, pull.baseBranch, pull.baseSha),
  };
}

export function labelsOf(urls: Urls, pull: PullRequest): JsonObject[] {
  return [...pull.labels].map((name) => label(urls, pull.repository, name));
}

export function label(urls: Urls, repo: Repository, name: string): JsonObject {
  const found = repo.labels.get(name);
  return {
    id: found?.id ?? 0,
    node_id: nodeId('LA', found?.id ?? 0),
    url: `${urls.api}/repos/${fullName(repo)}/labels/${encodeURIComponent(name)}`,
    name,
    color: found?.color ?? 'ededed',
    default: false,
    description: found?.description ?? '',
  };
}

export function associationOf(repo: Repository, accountId: number): string {
  if (repo.owner.id === accountId) return 'OWNER';
  if (repo.roles.has(accountId)) return repo.owner.type === 'Organization' ? 'MEMBER' : 'COLLABORATOR';
  return 'NONE';
}
