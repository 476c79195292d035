import { app, appWithCount, installation as installationAnswer } from '../answers/app.ts';
import { instant } from '../answers/basics.ts';
import { permissionsOf, repository } from '../answers/repository.ts';
import { requireActive, requireApp, requireInstallation, sees } from '../auth/authorize.ts';
import { notFound, unprocessable } from '../http/api-error.ts';
import { paginate } from '../http/paginate.ts';
import { created, noContent, ok, route, type Route } from '../http/route.ts';
import { grantToken, isWithin, removeInstallation } from '../state/installations.ts';
import type { App, Installation, Permissions, Repository } from '../state/entities.ts';
import { findAccount, findRepository, repositoriesOf, type World } from '../state/world.ts';

export const APP_ROUTES: readonly Route[] = [
  route('apps/get-authenticated', ({ world, caller }) => ok(appWithCount(world, requireApp(caller)))),

  route('apps/list-installations', (call) => {
    const own = requireApp(call.caller);
    const all = [...call.world.installations.values()].filter((one) => one.app.id === own.id);
    const page = paginate(call, all);
    return { ...ok(page.items.map((one) => installationAnswer(call.world.urls, one))), headers: page.headers };
  }),

  route('apps/get-installation', ({ world, caller, path }) =>
    ok(installationAnswer(world.urls, ownInstallation(world, requireApp(caller), path.installation_id))),
  ),

  route('apps/delete-installation', ({ world, caller, path }) => {
    const found = ownInstallation(world, requireApp(caller), path.installation_id);
    removeInstallation(world, found);
    return noContent();
  }),

  route('apps/create-installation-access-token', ({ world, caller, path, body }) => {
    const found = ownInstallation(world, requireApp(caller), path.installation_id);
    requireActive(found);
    const asked = body?.permissions as Permissions | undefined;
    if (asked && !isWithin(asked, found.permissions)) {
      throw unprocessable('The permissions requested are not granted to this installation.');
    }
    const repositories = chosenRepositories(world, found, body ?? {});
    const token = grantToken(world, found, {
      ...(repositories ? { repositories } : {}),
      ...(asked ? { permissions: asked } : {}),
    });
    return created({
      token: token.token,
      expires_at: instant(token.expiresAt),
      permissions: token.permissions,
      repository_selection: repositories ? 'selected' : found.selection,
      ...(repositories ? { repositories: repositories.map((one) => repository(world.urls, one)) } : {}),
    });
  }),

  route('apps/get-repo-installation', ({ world, caller, path }) => {
    const own = requireApp(caller);
    const repo = findRepository(world, path.owner, path.repo);
    const found = [...world.installations.values()].find(
      (one) => one.app.id === own.id && repo && repositoriesOf(world, one).includes(repo),
    );
    if (!found) throw notFound();
    return ok(installationAnswer(world.urls, found));
  }),

  route('apps/get-org-installation', ({ world, caller, path }) =>
    ok(installationOf(world, requireApp(caller), path.org)),
  ),
  route('apps/get-user-installation', ({ world, caller, path }) =>
    ok(installationOf(world, requireApp(caller), path.username)),
  ),

  route('apps/list-repos-accessible-to-installation', (call) => {
    const token = requireInstallation(call.caller);
    const all = repositoriesOf(call.world, token.installation).filter((one) => sees(token, one));
    const page = paginate(call, all);
    const repositories = page.items.map((one) => ({
      ...repository(call.world.urls, one),
      permissions: permissionsOf('read'),
    }));
    return {
      ...ok({ total_count: all.length, repositories, repository_selection: token.installation.selection }),
      headers: page.headers,
    };
  }),

  route('apps/revoke-installation-access-token', ({ world, caller }) => {
    world.tokens.delete(requireInstallation(caller).token);
    return noContent();
  }),

  route('apps/get-by-slug', ({ world, path }) => {
    const found = [...world.apps.values()].find((one) => one.slug === path.app_slug);
    if (!found) throw notFound();
    return ok(app(world.urls, found));
  }),
];

function ownInstallation(world: World, own: App, id: number): Installation {
  const found = world.installations.get(id);
  if (!found || found.app.id !== own.id) throw notFound();
  return found;
}

function installationOf(world: World, own: App, login: string) {
  const account = findAccount(world, login);
  const found = [...world.installations.values()].find(
    (one) => one.app.id === own.id && one.account.id === account?.id,
  );
  if (!found) throw notFound();
  return installationAnswer(world.urls, found);
}

/** The repositories a token is asked for; `undefined` for all of them. */
function chosenRepositories(
  world: World,
  installation: Installation,
  asked: { readonly repositories?: readonly string[]; readonly repository_ids?: readonly number[] },
): Repository[] | undefined {
  if (!asked.repositories && !asked.repository_ids) return undefined;
  const covered = repositoriesOf(world, installation);
  const byName = (asked.repositories ?? []).map((name) => covered.find((one) => one.name === name));
  const byId = (asked.repository_ids ?? []).map((id) => covered.find((one) => one.id === id));
  return [...byName, ...byId].map((found) => {
    if (!found) {
      throw unprocessable(
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }
    return found;
  });
}
