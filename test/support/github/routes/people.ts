import { instant, organization, user } from '../answers/basics.ts';
import { permissionsOf } from '../answers/repository.ts';
import { requireInstallation } from '../auth/authorize.ts';
import { notFound } from '../http/api-error.ts';
import { noContent, ok, repositoryRoute, route, type Route } from '../http/route.ts';
import type { Account, Repository, RepositoryRole } from '../state/entities.ts';
import { findAccount, type World } from '../state/world.ts';

export const PEOPLE_ROUTES: readonly Route[] = [
  repositoryRoute('repos/get-collaborator-permission-level', 'metadata:read', ({ world, path }, repo) => {
    const account = findAccount(world, path.username);
    if (!account) throw notFound();
    const role = roleOf(repo, account);
    return ok({
      permission: coarse(role),
      role_name: role ?? 'none',
      user: { ...user(world.urls, account), permissions: permissionsOf(role), role_name: role ?? 'none' },
    });
  }),

  repositoryRoute('repos/check-collaborator', 'metadata:read', ({ world, path }, repo) => {
    const account = findAccount(world, path.username);
    if (!account || !repo.roles.has(account.id)) throw notFound();
    return noContent();
  }),

  route('users/get-by-username', ({ world, path }) => {
    const account = findAccount(world, path.username);
    if (!account) throw notFound();
    const since = instant(new Date('2020-01-01T00:00:00Z'));
    return ok({
      ...user(world.urls, account),
      name: account.name,
      company: null,
      blog: null,
      location: null,
      email: null,
      hireable: null,
      bio: null,
      public_repos: publicRepositories(world, account),
      public_gists: 0,
      followers: 0,
      following: 0,
      created_at: since,
      updated_at: since,
    });
  }),

  route('orgs/get', ({ world, path }) => {
    const account = findAccount(world, path.org);
    if (account?.type !== 'Organization') throw notFound();
    const since = instant(new Date('2020-01-01T00:00:00Z'));
    return ok({
      ...organization(world.urls, account),
      name: account.name,
      has_organization_projects: true,
      has_repository_projects: true,
      public_repos: publicRepositories(world, account),
      public_gists: 0,
      followers: 0,
      following: 0,
      html_url: `${world.urls.web}/${account.login}`,
      type: 'Organization',
      created_at: since,
      updated_at: since,
      archived_at: null,
    });
  }),

  route('orgs/get-membership-for-user', ({ world, caller, path }) => {
    requireInstallation(caller);
    const [org, account] = [findAccount(world, path.org), findAccount(world, path.username)];
    if (!org || !account) throw notFound();
    const roles = [...world.repositories.values()]
      .filter((repo) => repo.owner.id === org.id)
      .map((repo) => repo.roles.get(account.id));
    if (roles.every((role) => role === undefined)) throw notFound();
    return ok({
      url: `${world.urls.api}/orgs/${org.login}/memberships/${account.login}`,
      state: 'active',
      role: roles.includes('admin') ? 'admin' : 'member',
      organization_url: `${world.urls.api}/orgs/${org.login}`,
      organization: organization(world.urls, org),
      user: user(world.urls, account),
    });
  }),
];

/** What an account may do: of a public repository, everybody may read. */
function roleOf(repo: Repository, account: Account): RepositoryRole | undefined {
  return repo.roles.get(account.id) ?? (repo.private ? undefined : 'read');
}

/** The older words: triage counts as read, maintain as write. */
function coarse(role: RepositoryRole | undefined): string {
  switch (role) {
    case undefined:
      return 'none';
    case 'triage':
      return 'read';
    case 'maintain':
      return 'write';
    case 'read':
    case 'write':
    case 'admin':
      return role;
  }
}

function publicRepositories(world: World, account: Account): number {
  return [...world.repositories.values()].filter((repo) => repo.owner.id === account.id && !repo.private).length;
}
