import { nodeId } from '../answers/basics.ts';
import { accountOf } from '../auth/caller.ts';
import { typeOf } from '../git/objects.ts';
import { git, tryGit } from '../git/run-git.ts';
import { ApiError, notFound, unprocessable } from '../http/api-error.ts';
import { created, noContent, ok, repositoryRoute, type Route } from '../http/route.ts';
import type { JsonObject } from '../openapi/json.ts';
import { branchMoved } from '../site/push.ts';
import type { Repository } from '../state/entities.ts';
import { fullName, type World } from '../state/world.ts';

export const REF_ROUTES: readonly Route[] = [
  repositoryRoute('git/get-ref', 'contents:read', async ({ world, path }, repo) => {
    const all = await readRefs(repo);
    if (all.length === 0) throw new ApiError(409, { message: 'Git Repository is empty.' });
    const found = all.find(({ ref }) => ref === `refs/${path.ref}`);
    if (!found) throw notFound();
    return ok(refAnswer(world, repo, found));
  }),

  repositoryRoute('git/list-matching-refs', 'contents:read', async ({ world, path }, repo) => {
    const all = await readRefs(repo);
    if (all.length === 0) throw new ApiError(409, { message: 'Git Repository is empty.' });
    return ok(all.filter(({ ref }) => ref.startsWith(`refs/${path.ref}`)).map((one) => refAnswer(world, repo, one)));
  }),

  repositoryRoute('git/create-ref', 'contents:write', async ({ world, caller, body }, repo) => {
    if (!/^refs\/[^/]+\/./.test(body.ref) || (await tryGit(repo.gitDir, ['check-ref-format', body.ref])).code !== 0) {
      throw unprocessable('Reference name is not valid');
    }
    if (await readRef(repo, body.ref.slice('refs/'.length))) throw unprocessable('Reference already exists');
    if ((await typeOf(repo.gitDir, body.sha)) === undefined) throw unprocessable('Object does not exist');
    await git(repo.gitDir, ['update-ref', body.ref, body.sha]);
    await branchMoved(world, repo, {
      move: { ref: body.ref, before: undefined, after: body.sha },
      sender: accountOf(caller),
    });
    return created(refAnswer(world, repo, { ref: body.ref, sha: body.sha, type: 'commit' }));
  }),

  repositoryRoute('git/update-ref', 'contents:write', async ({ world, caller, path, body }, repo) => {
    const found = await readRef(repo, path.ref);
    if (!found) throw unprocessable('Reference does not exist');
    if ((await typeOf(repo.gitDir, body.sha)) === undefined) throw unprocessable('Object does not exist');
    const forward = (await tryGit(repo.gitDir, ['merge-base', '--is-ancestor', found.sha, body.sha])).code === 0;
    if (!forward && body.force !== true) throw unprocessable('Update is not a fast forward');
    // Another one may have moved it since it was read: then nothing is done.
    const moved = await tryGit(repo.gitDir, ['update-ref', found.ref, body.sha, found.sha]);
    if (moved.code !== 0) throw new ApiError(409, { message: 'Reference cannot be updated' });
    if (found.sha !== body.sha) {
      await branchMoved(world, repo, {
        move: { ref: found.ref, before: found.sha, after: body.sha },
        sender: accountOf(caller),
      });
    }
    return ok(refAnswer(world, repo, { ref: found.ref, sha: body.sha, type: 'commit' }));
  }),

  repositoryRoute('git/delete-ref', 'contents:write', async ({ world, caller, path }, repo) => {
    const found = await readRef(repo, path.ref);
    if (!found) throw unprocessable('Reference does not exist');
    await git(repo.gitDir, ['update-ref', '-d', found.ref]);
    await branchMoved(world, repo, {
      move: { ref: found.ref, before: found.sha, after: undefined },
      sender: accountOf(caller),
    });
    return noContent();
  }),
];

interface Ref {
  readonly ref: string;
  readonly sha: string;
  readonly type: string;
}

async function readRefs(repo: Repository): Promise<Ref[]> {
  const text = await git(repo.gitDir, ['for-each-ref', '--format=%(refname) %(objectname) %(objecttype)']);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [ref = '', sha = '', type = ''] = line.split(' ');
      return { ref, sha, type };
    });
}

/** By its name without `refs/`. */
async function readRef(repo: Repository, name: string): Promise<Ref | undefined> {
  return (await readRefs(repo)).find(({ ref }) => ref === `refs/${name}`);
}

function refAnswer(world: World, repo: Repository, { ref, sha, type }: Ref): JsonObject {
  const api = `${world.urls.api}/repos/${fullName(repo)}/git`;
  return {
    ref,
    node_id: nodeId('REF', `${repo.id}:${ref}`),
    url: `${api}/${ref}`,
    object: { sha, type, url: `${api}/${type}s/${sha}` },
  };
}
