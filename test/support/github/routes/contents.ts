import { accountOf } from '../auth/caller.ts';
import { commitAnswer, diffEntry, gitCommit, readCommit } from '../answers/commit.ts';
import { mergeBase, readDiff } from '../git/diff.ts';
import { readBlob, readTree, type TreeEntry } from '../git/objects.ts';
import { git } from '../git/run-git.ts';
import { ApiError, notFound, unprocessable } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { ok, repositoryRoute, type Route } from '../http/route.ts';
import type { JsonObject } from '../openapi/json.ts';
import { push } from '../site/push.ts';
import type { Repository } from '../state/entities.ts';
import { branchTip, resolveRef } from '../state/repositories.ts';
import { fullName, type World } from '../state/world.ts';
import { wrapped } from './git-data.ts';

/** https://docs.github.com/rest/repos/contents: a larger file comes without content, and one beyond 100 MB not at all. */
const LARGEST_INLINE = 1_000_000;
const MOST_IN_FOLDER = 1000;
/** https://docs.github.com/rest/commits/commits#compare-two-commits */
const MOST_COMPARED_FILES = 300;

export const CONTENT_ROUTES: readonly Route[] = [
  repositoryRoute('repos/get-content', 'contents:read', async ({ world, path, query }, repo) => {
    const ref = query.ref ?? repo.defaultBranch;
    const commit = await resolveRef(repo, ref);
    if (!commit) throw new ApiError(404, { message: `No commit found for the ref ${ref}` });
    const name = path.path.replace(/\/+$/, '');
    const entry = name === '' ? undefined : await entryAt(repo, commit, name);
    if (name === '' || entry?.type === 'tree') {
      const inside =
        (await readTree(repo.gitDir, name === '' ? commit : `${commit}:${name}`, { recursive: false })) ?? [];
      const at = (one: TreeEntry) => ({ ...one, path: name === '' ? one.path : `${name}/${one.path}` });
      return ok(
        inside
          .slice(0, MOST_IN_FOLDER)
          .map((one) => ({ ...contentLinks(world, repo, { entry: at(one), ref }), size: one.size ?? 0 })),
      );
    }
    if (!entry) throw notFound();
    const content = (await readBlob(repo.gitDir, entry.sha)) ?? Buffer.alloc(0);
    const inline = content.length <= LARGEST_INLINE;
    return ok({
      ...contentLinks(world, repo, { entry, ref }),
      type: 'file',
      size: content.length,
      content: inline ? wrapped(content) : '',
      encoding: inline ? 'base64' : 'none',
    });
  }),

  repositoryRoute(
    'repos/create-or-update-file-contents',
    'contents:write',
    async ({ world, caller, path, body }, repo) => {
      const branch = body.branch ?? repo.defaultBranch;
      const tip = await branchTip(repo, branch);
      if (!tip) throw new ApiError(404, { message: `Branch ${branch} not found` });
      const before = await entryAt(repo, tip, path.path);
      if (before && body.sha === undefined) throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.');
      if (body.sha !== undefined && before?.sha !== body.sha) {
        throw new ApiError(409, { message: `${path.path} does not match ${body.sha}` });
      }
      const files = { [path.path]: Buffer.from(body.content, 'base64') };
      const { sha } = await push(world, repo, { branch, files, message: body.message, sender: accountOf(caller) });
      const entry = await entryAt(repo, sha, path.path);
      if (!entry) throw new Error('the file that was written is not there');
      return {
        status: before ? 200 : 201,
        body: {
          content: { ...contentLinks(world, repo, { entry, ref: branch }), size: entry.size ?? 0 },
          commit: gitCommit(world.urls, repo, await readCommit(repo, sha)),
        },
      };
    },
  ),

  repositoryRoute('repos/get-commit', 'contents:read', async ({ world, path }, repo) => {
    const sha = await resolveRef(repo, path.ref);
    if (!sha) throw unprocessable(`No commit found for SHA: ${path.ref}`);
    const commit = await readCommit(repo, sha);
    const parent = commit.parents[0];
    const files = parent ? await readDiff(repo.gitDir, { base: parent, head: sha }) : [];
    const additions = files.reduce((sum, file) => sum + file.additions, 0);
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
    return ok({
      ...commitAnswer(world, repo, commit),
      stats: { additions, deletions, total: additions + deletions },
      files: files.slice(0, MOST_COMPARED_FILES).map((file) => diffEntry(world.urls, repo, { file, head: sha })),
    });
  }),

  repositoryRoute('repos/list-commits', 'contents:read', async (call, repo) => {
    const start = await resolveRef(repo, call.query.sha ?? repo.defaultBranch);
    if (!start) throw notFound();
    const limits = call.query.path === undefined ? [] : ['--', call.query.path];
    const page = paginate(call, (await git(repo.gitDir, ['rev-list', start, ...limits])).split('\n').filter(Boolean));
    const commits = await Promise.all(page.items.map((sha) => readCommit(repo, sha)));
    return { ...ok(commits.map((commit) => commitAnswer(call.world, repo, commit))), headers: page.headers };
  }),

  repositoryRoute('repos/compare-commits-with-basehead', 'contents:read', async ({ world, path }, repo) => {
    const [base = '', head = ''] = path.basehead.split('...');
    const [from, to] = await Promise.all([resolveRef(repo, base), resolveRef(repo, head)]);
    if (!from || !to) throw notFound();
    const middle = await mergeBase(repo.gitDir, from, to);
    if (!middle) throw new ApiError(404, { message: `No common ancestor between ${base} and ${head}.` });
    const ids = (await git(repo.gitDir, ['rev-list', '--reverse', `${middle}..${to}`])).split('\n').filter(Boolean);
    const behind = Number(await git(repo.gitDir, ['rev-list', '--count', `${middle}..${from}`]));
    const commits = await Promise.all(ids.map(async (sha) => commitAnswer(world, repo, await readCommit(repo, sha))));
    const files = await readDiff(repo.gitDir, { base: from, head: to });
    const html = `${world.urls.web}/${fullName(repo)}/compare/${path.basehead}`;
    return ok({
      url: `${world.urls.api}/repos/${fullName(repo)}/compare/${path.basehead}`,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: commitAnswer(world, repo, await readCommit(repo, from)),
      merge_base_commit: commitAnswer(world, repo, await readCommit(repo, middle)),
      status: ids.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
      ahead_by: ids.length,
      behind_by: behind,
      total_commits: ids.length,
      commits,
      files: files.slice(0, MOST_COMPARED_FILES).map((file) => diffEntry(world.urls, repo, { file, head: to })),
    });
  }),

  repositoryRoute('repos/get-branch', 'contents:read', async ({ world, path }, repo) => {
    const sha = await branchTip(repo, path.branch);
    if (!sha) throw new ApiError(404, { message: 'Branch not found' });
    const url = `${world.urls.api}/repos/${fullName(repo)}/branches/${encodeURIComponent(path.branch)}`;
    return ok({
      name: path.branch,
      commit: commitAnswer(world, repo, await readCommit(repo, sha)),
      _links: { self: url, html: `${world.urls.web}/${fullName(repo)}/tree/${path.branch}` },
      protected: false,
      protection: { enabled: false },
      protection_url: `${url}/protection`,
    });
  }),

  repositoryRoute('repos/list-branches', 'contents:read', async (call, repo) => {
    const text = await git(repo.gitDir, ['for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/heads']);
    const page = paginate(call, text.split('\n').filter(Boolean));
    const branches = page.items.map((line) => {
      const sha = line.slice(0, 40);
      return {
        name: line.slice(41),
        commit: { sha, url: `${call.world.urls.api}/repos/${fullName(repo)}/commits/${sha}` },
        protected: false,
      };
    });
    return { ...ok(branches), headers: page.headers };
  }),
];

async function entryAt(repo: Repository, commit: string, path: string): Promise<TreeEntry | undefined> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const inside = await readTree(repo.gitDir, folder === '' ? commit : `${commit}:${folder}`, { recursive: false });
  const found = inside?.find((entry) => entry.path === path.slice(folder === '' ? 0 : folder.length + 1));
  return found && { ...found, path };
}

function contentLinks(world: World, repo: Repository, { entry, ref }: { entry: TreeEntry; ref: string }): JsonObject {
  const { api, web } = world.urls;
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const self = `${api}/repos/${fullName(repo)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const object = `${api}/repos/${fullName(repo)}/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}`;
  const html = `${web}/${fullName(repo)}/${entry.type === 'tree' ? 'tree' : 'blob'}/${ref}/${path}`;
  return {
    type:
      entry.type === 'tree'
        ? 'dir'
        : entry.type === 'commit'
          ? 'submodule'
          : entry.mode === '120000'
            ? 'symlink'
            : 'file',
    name: entry.path.slice(entry.path.lastIndexOf('/') + 1),
    path: entry.path,
    sha: entry.sha,
    url: self,
    git_url: object,
    html_url: html,
    download_url: entry.type === 'blob' ? `${web}/${fullName(repo)}/raw/${ref}/${path}` : null,
    _links: { self, git: object, html },
  };
}
