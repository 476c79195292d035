import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gitCommit, readCommit } from '../answers/commit.ts';
import { nodeId } from '../answers/basics.ts';
import { accountOf } from '../auth/caller.ts';
import { readBlob, readTree, typeOf, writeBlob, writeTree, type TreeChange, type TreeEntry } from '../git/objects.ts';
import { git } from '../git/run-git.ts';
import { notFound, unprocessable } from '../http/api-error.ts';
import { created, ok, repositoryRoute, type Route } from '../http/route.ts';
import type { JsonObject } from '../openapi/json.ts';
import type { Repository } from '../state/entities.ts';
import { fullName, type World } from '../state/world.ts';

/** https://docs.github.com/rest/git/trees#get-a-tree */
const MOST_ENTRIES = 100_000;
/** https://docs.github.com/rest/git/blobs: 100 MB; held lower here, where everything is in memory. */
const LARGEST_BLOB = 40_000_000;

export const GIT_DATA_ROUTES: readonly Route[] = [
  repositoryRoute('git/create-blob', 'contents:write', async ({ world, body }, repo) => {
    const encoding = body.encoding ?? 'utf-8';
    if (encoding !== 'utf-8' && encoding !== 'base64') throw unprocessable('Encoding is invalid');
    const content = Buffer.from(body.content, encoding);
    if (content.length > LARGEST_BLOB) throw unprocessable('Blob is too large');
    const sha = await writeBlob(repo.gitDir, content);
    return created({ sha, url: `${apiOf(world, repo)}/blobs/${sha}` });
  }),

  repositoryRoute('git/get-blob', 'contents:read', async ({ world, path }, repo) => {
    const content = await readBlob(repo.gitDir, path.file_sha);
    if (!content) throw notFound();
    return ok({
      sha: path.file_sha,
      node_id: nodeId('B', `${repo.id}:${path.file_sha}`),
      size: content.length,
      url: `${apiOf(world, repo)}/blobs/${path.file_sha}`,
      content: wrapped(content),
      encoding: 'base64',
    });
  }),

  repositoryRoute('git/create-tree', 'contents:write', async ({ world, body }, repo) => {
    const base = body.base_tree === undefined ? undefined : await treeAt(repo, body.base_tree);
    const changes: TreeChange[] = [];
    for (const { path, mode = '100644', sha, content } of body.tree) {
      if (
        path === undefined ||
        path.startsWith('/') ||
        path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))
      ) {
        throw unprocessable('tree.path contains a malformed path component');
      }
      if (sha === undefined && content === undefined)
        throw unprocessable('Must supply either tree.sha or tree.content');
      const blob = sha === undefined ? await writeBlob(repo.gitDir, Buffer.from(content ?? '')) : sha;
      if (blob !== null && mode !== '160000' && (await typeOf(repo.gitDir, blob)) === undefined) {
        throw unprocessable(`tree.sha ${blob} is not a valid ${mode === '040000' ? 'tree' : 'blob'}`);
      }
      changes.push({ path, mode, sha: blob });
    }
    const indexFile = join(world.folder, `index-${world.nextId()}`);
    try {
      const sha = await writeTree(repo.gitDir, { base, changes, indexFile });
      return created(
        treeAnswer(world, repo, { sha, entries: (await readTree(repo.gitDir, sha, { recursive: false })) ?? [] }),
      );
    } finally {
      rmSync(indexFile, { force: true });
    }
  }),

  repositoryRoute('git/get-tree', 'contents:read', async ({ world, path, query }, repo) => {
    const sha = await treeAt(repo, path.tree_sha, notFound);
    // Whatever it is set to, even to "false": it counts that it is there.
    const entries = await readTree(repo.gitDir, sha, { recursive: query.recursive !== undefined });
    return ok(treeAnswer(world, repo, { sha, entries: entries ?? [] }));
  }),

  repositoryRoute('git/create-commit', 'contents:write', async ({ world, caller, body }, repo) => {
    const parents = body.parents ?? [];
    const tree = await treeAt(repo, body.tree, () => unprocessable('Tree SHA does not exist'));
    for (const parent of parents) {
      if ((await typeOf(repo.gitDir, parent)) !== 'commit')
        throw unprocessable('Parent SHA does not exist or is not a commit object');
    }
    const { login } = accountOf(caller);
    const now = world.now().toISOString();
    const author = body.author ?? { name: login, email: `${login}@users.noreply.example` };
    const committer = { ...author, ...body.committer };
    const environment = {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: author.date ?? now,
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
      GIT_COMMITTER_DATE: committer.date ?? now,
    };
    const sha = await git(repo.gitDir, ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], {
      environment,
      input: body.message,
    });
    return created(gitCommit(world.urls, repo, await readCommit(repo, sha)));
  }),

  repositoryRoute('git/get-commit', 'contents:read', async ({ world, path }, repo) => {
    if ((await typeOf(repo.gitDir, path.commit_sha)) !== 'commit') throw notFound();
    return ok(gitCommit(world.urls, repo, await readCommit(repo, path.commit_sha)));
  }),
];

function apiOf(world: World, repo: Repository): string {
  return `${world.urls.api}/repos/${fullName(repo)}/git`;
}

/** The tree that an id or a name leads to. */
async function treeAt(
  repo: Repository,
  name: string,
  missing = () => unprocessable('base_tree is not a valid tree oid'),
): Promise<string> {
  try {
    return await git(repo.gitDir, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{tree}`]);
  } catch {
    throw missing();
  }
}

function treeAnswer(
  world: World,
  repo: Repository,
  { sha, entries }: { sha: string; entries: readonly TreeEntry[] },
): JsonObject {
  const api = apiOf(world, repo);
  return {
    sha,
    url: `${api}/trees/${sha}`,
    tree: entries.slice(0, MOST_ENTRIES).map((entry) => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      ...(entry.type === 'commit' ? {} : { url: `${api}/${entry.type}s/${entry.sha}` }),
    })),
    truncated: entries.length > MOST_ENTRIES,
  };
}

/** As GitHub writes it: lines of 60 letters. */
export function wrapped(content: Buffer): string {
  return content.toString('base64').replace(/.{60}/g, '$&\n') + (content.length > 0 ? '\n' : '');
}
