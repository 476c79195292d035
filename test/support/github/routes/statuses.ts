import { instant, nodeId, user } from '../answers/basics.ts';
import { minimalRepository } from '../answers/repository.ts';
import { accountOf } from '../auth/caller.ts';
import { notFound, unprocessable } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { created, ok, repositoryRoute, type Route } from '../http/route.ts';
import type { JsonObject } from '../openapi/json.ts';
import type { CommitStatus, Repository } from '../state/entities.ts';
import { resolveRef } from '../state/repositories.ts';
import { latestStatuses } from '../state/statuses.ts';
import { fullName, type World } from '../state/world.ts';

/** https://docs.github.com/rest/commits/statuses: a thousand for each commit and context. */
const MOST_STATUSES = 1000;

export const STATUS_ROUTES: readonly Route[] = [
  repositoryRoute('repos/create-commit-status', 'statuses:write', async ({ world, caller, path, body }, repo) => {
    const sha = await resolveRef(repo, path.sha);
    if (!sha) throw unprocessable(`No commit found for SHA: ${path.sha}`);
    const context = body.context ?? 'default';
    if ((body.description?.length ?? 0) > 140)
      throw unprocessable('Validation Failed: description is too long (maximum is 140 characters)');
    const same = repo.statuses.filter((status) => status.sha === sha && status.context === context);
    if (same.length >= MOST_STATUSES) {
      throw unprocessable('This SHA and context has reached the maximum number of statuses.');
    }
    const status: CommitStatus = {
      id: world.nextId(),
      sha,
      state: body.state,
      context,
      description: body.description ?? null,
      targetUrl: body.target_url ?? null,
      creator: accountOf(caller),
      createdAt: world.now(),
    };
    repo.statuses.push(status);
    return created({
      ...simple(world, repo, status),
      node_id: nodeId('SC', status.id),
      creator: user(world.urls, status.creator),
    });
  }),

  repositoryRoute('repos/list-commit-statuses-for-ref', 'statuses:read', async (call, repo) => {
    const sha = await commitOf(repo, call.path.ref);
    const page = paginate(call, repo.statuses.filter((status) => status.sha === sha).reverse());
    const { world } = call;
    const body = page.items.map((status) => ({
      ...simple(world, repo, status),
      node_id: nodeId('SC', status.id),
      creator: user(world.urls, status.creator),
    }));
    return { ...ok(body), headers: page.headers };
  }),

  repositoryRoute('repos/get-combined-status-for-ref', 'statuses:read', async (call, repo) => {
    const sha = await commitOf(repo, call.path.ref);
    const latest = latestStatuses(repo, sha);
    const page = paginate(call, latest);
    const api = `${call.world.urls.api}/repos/${fullName(repo)}/commits/${sha}`;
    const body = {
      state: combinedState(latest),
      statuses: page.items.map((status) => simple(call.world, repo, status)),
      sha,
      total_count: latest.length,
      repository: minimalRepository(call.world.urls, repo),
      commit_url: api,
      url: `${api}/status`,
    };
    return { ...ok(body), headers: page.headers };
  }),
];

async function commitOf(repo: Repository, ref: string): Promise<string> {
  const sha = await resolveRef(repo, ref);
  if (!sha) throw notFound();
  return sha;
}

function combinedState(statuses: readonly CommitStatus[]): string {
  if (statuses.some(({ state }) => state === 'error' || state === 'failure')) return 'failure';
  return statuses.length === 0 || statuses.some(({ state }) => state === 'pending') ? 'pending' : 'success';
}

function simple(world: World, repo: Repository, status: CommitStatus): JsonObject {
  return {
    url: `${world.urls.api}/repos/${fullName(repo)}/statuses/${status.sha}`,
    avatar_url: `${world.urls.web}/avatars/u/${status.creator.id}`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: instant(status.createdAt),
    updated_at: instant(status.createdAt),
  };
}
