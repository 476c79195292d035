import type { JsonObject } from '../openapi/json.ts';
import type { Repository, RepositoryRole } from '../state/entities.ts';
import { fullName, type Urls } from '../state/world.ts';
import { instant, nodeId, user } from './basics.ts';

/** A repository as it stands inside other answers, in lists and in webhooks. */
export function repository(urls: Urls, repo: Repository): JsonObject {
  return {
    ...minimalRepository(urls, repo),
    license: null,
    forks: 0,
    forks_count: 0,
    watchers: 0,
    watchers_count: 0,
    stargazers_count: 0,
    open_issues: openPullRequests(repo),
    open_issues_count: openPullRequests(repo),
    size: 1,
    git_url: `git:${withoutScheme(urls.web)}/${fullName(repo)}.git`,
    ssh_url: `git@${new URL(urls.web).hostname}:${fullName(repo)}.git`,
    clone_url: `${urls.web}/${fullName(repo)}.git`,
    svn_url: `${urls.web}/${fullName(repo)}`,
    mirror_url: null,
    homepage: null,
    language: null,
    default_branch: repo.defaultBranch,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: repo.archived,
    disabled: false,
    is_template: false,
    topics: [],
    visibility: repo.private ? 'private' : 'public',
    allow_forking: true,
    web_commit_signoff_required: false,
    pushed_at: instant(repo.pushedAt),
    created_at: instant(repo.createdAt),
    updated_at: instant(repo.pushedAt),
  };
}

/** A repository asked for by name. `role` is what whoever asks may do there. */
export function fullRepository(urls: Urls, repo: Repository, role: RepositoryRole): JsonObject {
  return {
    ...repository(urls, repo),
    permissions: permissionsOf(role),
    subscribers_count: 0,
    network_count: 0,
    ...(repo.owner.type === 'Organization' ? { organization: user(urls, repo.owner) } : {}),
    ...(repo.parent ? { parent: repository(urls, repo.parent), source: repository(urls, repo.parent) } : {}),
  };
}

export function permissionsOf(role: RepositoryRole | undefined): JsonObject {
  const roles: readonly (RepositoryRole | undefined)[] = ['read', 'triage', 'write', 'maintain', 'admin'];
  const rank = roles.indexOf(role);
  return { admin: rank >= 4, maintain: rank >= 3, push: rank >= 2, triage: rank >= 1, pull: rank >= 0 };
}

export function minimalRepository(urls: Urls, repo: Repository): JsonObject {
  const url = `${urls.api}/repos/${fullName(repo)}`;
  return {
    id: repo.id,
    node_id: nodeId('R', repo.id),
    name: repo.name,
    full_name: fullName(repo),
    private: repo.private,
    owner: user(urls, repo.owner),
    html_url: `${urls.web}/${fullName(repo)}`,
    description: repo.description,
    fork: repo.parent !== undefined,
    url,
    forks_url: `${url}/forks`,
    keys_url: `${url}/keys{/key_id}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    teams_url: `${url}/teams`,
    hooks_url: `${url}/hooks`,
    issue_events_url: `${url}/issues/events{/number}`,
    events_url: `${url}/events`,
    assignees_url: `${url}/assignees{/user}`,
    branches_url: `${url}/branches{/branch}`,
    tags_url: `${url}/tags`,
    blobs_url: `${url}/git/blobs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    trees_url: `${url}/git/trees{/sha}`,
    statuses_url: `${url}/statuses/{sha}`,
    languages_url: `${url}/languages`,
    stargazers_url: `${url}/stargazers`,
    contributors_url: `${url}/contributors`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    commits_url: `${url}/commits{/sha}`,
    git_commits_url: `${url}/git/commits{/sha}`,
    comments_url: `${url}/comments{/number}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    contents_url: `${url}/contents/{+path}`,
    compare_url: `${url}/compare/{base}...{head}`,
    merges_url: `${url}/merges`,
    archive_url: `${url}/{archive_format}{/ref}`,
    downloads_url: `${url}/downloads`,
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    labels_url: `${url}/labels{/name}`,
    releases_url: `${url}/releases{/id}`,
    deployments_url: `${url}/deployments`,
  };
}

function openPullRequests(repo: Repository): number {
  return [...repo.pullRequests.values()].filter((pull) => pull.state === 'open').length;
}

function withoutScheme(url: string): string {
  return url.slice(url.indexOf(':') + 1);
}
