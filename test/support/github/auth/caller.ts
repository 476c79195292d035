import { unauthorized } from '../http/api-error.ts';
import type { Account, App, InstallationToken } from '../state/entities.ts';
import type { World } from '../state/world.ts';
import { verifyJsonWebToken } from './json-web-token.ts';

/** Whoever asks. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'installation'; readonly token: InstallationToken };

/** Reads `Authorization`. Throws 401 for a token that is wrong, expired, or of an installation that is gone. */
export function identify(world: World, authorization: string | undefined): Caller {
  if (authorization === undefined || authorization === '') return { kind: 'anonymous' };
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/, 2);
  switch (scheme.toLowerCase()) {
    case 'bearer':
    case 'token':
      return value.split('.').length === 3
        ? { kind: 'app', app: verifyJsonWebToken(world, value) }
        : { kind: 'installation', token: findToken(world, value) };
    case 'basic': {
      const credentials = Buffer.from(value, 'base64').toString();
      return { kind: 'installation', token: findToken(world, credentials.slice(credentials.indexOf(':') + 1)) };
    }
    default:
      throw unauthorized('Bad credentials');
  }
}

function findToken(world: World, text: string): InstallationToken {
  const token = world.tokens.get(text);
  if (!token || token.expiresAt <= world.now()) throw unauthorized('Bad credentials');
  return token;
}

/** The account in whose name a caller speaks. */
export function accountOf(caller: Caller): Account {
  if (caller.kind === 'anonymous') throw unauthorized('Requires authentication');
  return caller.kind === 'app' ? caller.app.bot : caller.token.installation.app.bot;
}

/** Whose rate limit a request is counted against. */
export function budgetKeyOf(caller: Caller): string {
  switch (caller.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'app':
      return `app ${caller.app.id}`;
    case 'installation':
      return `installation ${caller.token.installation.id}`;
  }
}
