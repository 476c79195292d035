import type { JsonObject } from '../openapi/json.ts';
import { readCommitObject, type CommitObject, type Person } from '../git/commit-object.ts';
import type { FileDiff } from '../git/diff.ts';
import type { Account, Repository } from '../state/entities.ts';
import { findAccount, fullName, type Urls, type World } from '../state/world.ts';
import { instant, nodeId, user } from './basics.ts';

export async function readCommit(repo: Repository, sha: string): Promise<CommitObject> {
  const commit = await readCommitObject(repo.gitDir, sha);
  if (!commit) throw new Error(`${fullName(repo)} has no commit ${sha}`);
  return commit;
}

function person({ name, email, date }: Person): JsonObject {
  return { name, email, date: instant(date) };
}

const UNVERIFIED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** As the git data API has it. */
export function gitCommit(urls: Urls, repo: Repository, commit: CommitObject): JsonObject {
  const api = `${urls.api}/repos/${fullName(repo)}/git`;
  const html = (sha: string) => `${urls.web}/${fullName(repo)}/commit/${sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', `${repo.id}:${commit.sha}`),
    url: `${api}/commits/${commit.sha}`,
    html_url: html(commit.sha),
    author: person(commit.author),
    committer: person(commit.committer),
    tree: { sha: commit.tree, url: `${api}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: html(sha) })),
    verification: UNVERIFIED,
  };
}

/** As the repository API has it. */
export function commitAnswer(world: World, repo: Repository, commit: CommitObject): JsonObject {
  const api = `${world.urls.api}/repos/${fullName(repo)}`;
  const html = (sha: string) => `${world.urls.web}/${fullName(repo)}/commit/${sha}`;
  const account = (person: Person) => {
    const found = accountByMail(world, person.email);
    return found ? user(world.urls, found) : null;
  };
  return {
    sha: commit.sha,
    node_id: nodeId('C', `${repo.id}:${commit.sha}`),
    url: `${api}/commits/${commit.sha}`,
    html_url: html(commit.sha),
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      author: person(commit.author),
      committer: person(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: UNVERIFIED,
    },
    author: account(commit.author),
    committer: account(commit.committer),
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: html(sha) })),
  };
}

function accountByMail(world: World, email: string): Account | undefined {
  const [local = '', host] = email.split('@');
  return host === 'users.noreply.example' ? findAccount(world, local) : undefined;
}

export function diffEntry(urls: Urls, repo: Repository, { file, head }: { file: FileDiff; head: string }): JsonObject {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${urls.web}/${fullName(repo)}/blob/${head}/${path}`,
    raw_url: `${urls.web}/${fullName(repo)}/raw/${head}/${path}`,
    contents_url: `${urls.api}/repos/${fullName(repo)}/contents/${path}?ref=${head}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}
