import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type {
  Account,
  App,
  Installation,
  InstallationToken,
  PermissionLevel,
  Permissions,
  Repository,
} from './entities.ts';
import type { World } from './world.ts';

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app */
const TOKEN_LIFE_MS = 60 * 60 * 1000;

export interface NewApp {
  readonly id?: number;
  readonly slug: string;
  readonly name?: string;
  readonly owner: Account;
  readonly publicKey: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

export function addApp(world: World, options: NewApp): App {
  const bot: Account = { id: world.nextId(), login: `${options.slug}[bot]`, type: 'Bot', name: options.slug };
  world.accounts.set(bot.id, bot);
  const id = options.id ?? world.nextId();
  const app: App = {
    id,
    slug: options.slug,
    name: options.name ?? options.slug,
    clientId: `Iv23li${id}`,
    owner: options.owner,
    bot,
    publicKey: options.publicKey,
    permissions: options.permissions,
    events: options.events,
    createdAt: world.now(),
  };
  world.apps.set(id, app);
  return app;
}

export interface NewInstallation {
  readonly app: App;
  readonly account: Account;
  readonly repositories?: readonly Repository[];
  readonly permissions?: Permissions;
}

export function addInstallation(world: World, options: NewInstallation): Installation {
  const now = world.now();
  const installation: Installation = {
    id: world.nextId(),
    app: options.app,
    account: options.account,
    selection: options.repositories ? 'selected' : 'all',
    repositoryIds: new Set(options.repositories?.map((repository) => repository.id)),
    permissions: options.permissions ?? options.app.permissions,
    createdAt: now,
    updatedAt: now,
    suspended: undefined,
  };
  world.installations.set(installation.id, installation);
  return installation;
}

/** Takes an installation away, and its tokens with it. */
export function removeInstallation(world: World, installation: Installation): void {
  world.installations.delete(installation.id);
  for (const [text, token] of world.tokens) {
    if (token.installation.id === installation.id) world.tokens.delete(text);
  }
}

export function grantToken(
  world: World,
  installation: Installation,
  limits: { readonly repositories?: readonly Repository[]; readonly permissions?: Permissions } = {},
): InstallationToken {
  const token: InstallationToken = {
    token: `ghs_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, 'x')}`,
    installation,
    repositoryIds: limits.repositories && new Set(limits.repositories.map((repository) => repository.id)),
    permissions: limits.permissions ? { ...limits.permissions, metadata: 'read' } : installation.permissions,
    expiresAt: new Date(world.now().getTime() + TOKEN_LIFE_MS),
  };
  world.tokens.set(token.token, token);
  return token;
}

const LEVELS: readonly (PermissionLevel | undefined)[] = [undefined, 'read', 'write', 'admin'];

export function isWithin(asked: Permissions, granted: Permissions): boolean {
  return Object.entries(asked).every(([name, level]) => {
    return LEVELS.indexOf(level) <= Math.max(LEVELS.indexOf(granted[name]), name === 'metadata' ? 1 : 0);
  });
}

/** A key pair of an App, as GitHub makes them. */
export function makeKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
}
