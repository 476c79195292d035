import type { GitHubClient } from '../../github/client/github-client.ts';

/** What a token is for; everything the installation may do, where nothing is named. */
export interface TokenScope {
  readonly installationId: number;
  readonly repositoryIds?: readonly number[];
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
}

/**
 * Tokens of installations, made when they are needed and kept in memory until shortly before they end. Errors are those of the
 * request that makes one: `githubProblem` calls them `suspended` or `uninstalled` where the installation is.
 */
export interface InstallationTokens {
  get(scope: TokenScope): Promise<string>;
  /** GitHub did not accept it: it is not given again. */
  reject(token: string): void;
}

/**
 * Milliseconds that a token is given out. GitHub's end after an hour; what is begun with one has ten minutes. Counted by our clock
 * since it was made, not by GitHub's instant: clocks may differ.
 * Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-an-installation-access-token-for-a-github-app
 */
const LIFE = 50 * 60_000;
/** Tokens kept at most; the oldest are forgotten. */
const CAPACITY = 10_000;

interface Entry {
  readonly token: Promise<string>;
  readonly madeAt: number;
  /** The token itself, once it is there. */
  value?: string;
}

export function installationTokens(app: GitHubClient, clock: () => Date): InstallationTokens {
  const entries = new Map<string, Entry>();

  function make(key: string, scope: TokenScope): Promise<string> {
    const entry: Entry = { token: requestToken(app, scope), madeAt: clock().getTime() };
    entries.delete(key);
    entries.set(key, entry);
    entry.token.then(
      (value) => (entry.value = value),
      // The next one who asks tries again.
      () => entries.get(key) === entry && entries.delete(key),
    );
    for (const oldest of entries.keys()) {
      if (entries.size <= CAPACITY) break;
      entries.delete(oldest);
    }
    return entry.token;
  }

  return {
    get(scope) {
      const key = keyOf(scope);
      const known = entries.get(key);
      const age = known ? clock().getTime() - known.madeAt : LIFE;
      return known && age >= 0 && age < LIFE ? known.token : make(key, scope);
    },
    reject(token) {
      for (const [key, { value }] of entries) if (value === token) entries.delete(key);
    },
  };
}

async function requestToken(app: GitHubClient, scope: TokenScope): Promise<string> {
  const { data } = await app.rest.apps.createInstallationAccessToken({
    installation_id: scope.installationId,
    ...(scope.repositoryIds && { repository_ids: [...scope.repositoryIds] }),
    ...(scope.permissions && { permissions: scope.permissions }),
  });
  return data.token;
}

function keyOf({ installationId, repositoryIds = [], permissions = {} }: TokenScope): string {
  const ids = [...repositoryIds].sort((a, b) => a - b);
  return JSON.stringify([installationId, ids, Object.entries(permissions).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
