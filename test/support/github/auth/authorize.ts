import { ApiError, forbidden, notFound, unauthorized } from '../http/api-error.ts';
import type { App, Installation, InstallationToken, PermissionLevel, Repository } from '../state/entities.ts';
import { covers, locate, type World } from '../state/world.ts';
import type { Caller } from './caller.ts';

/** `checks:write`. */
export type Needed = `${string}:${PermissionLevel}`;

export function requireApp(caller: Caller): App {
  if (caller.kind === 'app') return caller.app;
  throw unauthorized('A JSON web token could not be decoded');
}

export function requireInstallation(caller: Caller): InstallationToken {
  if (caller.kind === 'anonymous') throw unauthorized('Requires authentication');
  if (caller.kind === 'app') throw forbidden();
  requireActive(caller.token.installation);
  return caller.token;
}

export function requireActive(installation: Installation): void {
  if (installation.suspended) throw new ApiError(403, { message: 'This installation has been suspended' });
}

/** A name that a repository had before leads to where it is now, by its number. */
export function locateRepository(
  world: World,
  owner: string,
  name: string,
): { repository: Repository; moved: boolean } {
  const located = locate(world, owner, name);
  if (!located) throw notFound();
  return located;
}

/**
 * Throws what GitHub answers where the caller may not do it there: 404 where it may not even know of the repository,
 * 403 where it may. One of `needed` is enough.
 */
export function requirePermission(caller: Caller, repository: Repository, needed: readonly Needed[]): void {
  if (caller.kind === 'app') throw unauthorized('Bad credentials');
  const reads = needed.every((one) => one.endsWith(':read'));
  if (caller.kind === 'anonymous') {
    if (repository.private) throw notFound();
    if (!reads) throw unauthorized('Requires authentication');
    return;
  }
  const { token } = caller;
  requireActive(token.installation);
  if (!sees(token, repository)) {
    if (repository.private) throw notFound();
    if (!reads) throw forbidden();
    return;
  }
  if (!needed.some((one) => allows(token, one)) && !(reads && !repository.private)) throw forbidden();
}

export function sees(token: InstallationToken, repository: Repository): boolean {
  if (!covers(token.installation, repository)) return false;
  return token.repositoryIds === undefined || token.repositoryIds.has(repository.id);
}

const LEVELS: readonly (PermissionLevel | undefined)[] = ['read', 'write', 'admin'];

export function allows(token: InstallationToken, needed: Needed): boolean {
  const [name = '', level] = needed.split(':');
  // Each installation may read metadata.
  if (name === 'metadata' && level === 'read') return true;
  // What was taken from the installation since is taken from its tokens.
  const granted = LEVELS.indexOf(token.permissions[name]);
  const present = LEVELS.indexOf(token.installation.permissions[name]);
  return Math.min(granted, present) >= LEVELS.findIndex((one) => one === level);
}
