import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import type { Database } from '../../database/connect.ts';
import { version } from '../../engine/version.ts';
import { authenticate } from '../../github/client/authenticate.ts';
import { doubtRefusals } from '../../github/client/doubt-refusals.ts';
import { GitHubOctokit, type GitHubClient } from '../../github/client/github-client.ts';
import type { RequestPurpose } from '../../github/client/rate-budget.ts';
import { GITHUB_PACE, type RatePace } from '../../github/client/rate-pace.ts';
import { sleep as realSleep, type Sleep } from '../../github/client/sleep.ts';
import { withBudget, type GitHubCall } from '../../github/client/with-budget.ts';
import { databaseRateBudget } from '../rate/database-rate-budget.ts';
import type { AppCredentials } from '../settings.ts';
import { installationTokens } from './installation-tokens.ts';

export interface GitHubSettings {
  /** Such as `https://api.github.com`; `https://HOST/api/v3` of an Enterprise Server. */
  readonly apiUrl: string;
  readonly credentials: Pick<AppCredentials, 'appId' | 'privateKey'>;
}

export interface GitHubPorts {
  readonly database: Database;
  readonly log: Logger;
  readonly clock?: () => Date;
  readonly sleep?: Sleep;
  readonly pace?: RatePace;
  /** Told of each request. */
  readonly observe?: (call: GitHubCall) => void;
}

export interface ClientOptions {
  /** `begin` if absent. */
  readonly purpose?: RequestPurpose;
  /** `owner/name` for requests that do not name it, such as GraphQL's mutations. */
  readonly repository?: string;
  readonly signal?: AbortSignal;
  /** Refusals are thrown as `DoubtedRefusal`: for a first attempt, after which there is another. */
  readonly doubtful?: boolean;
}

/** GitHub, as the App reaches it. All requests of an installation share one rate budget, whichever worker makes them. */
export interface GitHub {
  readonly appId: number;
  /** Speaks as the App itself: of installations, deliveries, tokens. */
  readonly appClient: GitHubClient;
  /** Speaks as an installation. Asks nothing by itself: that it is suspended or gone is heard from the first request. */
  installationClient(installationId: number, options?: ClientOptions): Promise<GitHubClient>;
  /** A token that may read the content of this repository, and nothing else. */
  contentToken(installationId: number, repositoryId: number): Promise<string>;
  /** GitHub did not accept that token: it is not given again. */
  rejectToken(token: string): void;
  /** The login of what the App writes, such as `plumbline[bot]`. */
  botLogin(): Promise<string>;
}

export async function createGitHub(settings: GitHubSettings, ports: GitHubPorts): Promise<GitHub> {
  const { database, log, clock = () => new Date(), sleep = realSleep, pace = GITHUB_PACE, observe } = ports;
  const { credentials, apiUrl } = settings;
  const budgeted = (client: GitHubClient, name: string, options: ClientOptions) =>
    withBudget(client, {
      budget: databaseRateBudget(database, name, pace),
      log,
      clock,
      sleep,
      ...(observe && { observe }),
      ...options,
    });

  const appClient = budgeted(await connectApp(settings, log), 'app', { purpose: 'background' });
  const tokens = installationTokens(appClient, clock);
  let known: { readonly login: Promise<string>; readonly askedAt: number } | undefined;

  return {
    appId: credentials.appId,
    appClient,
    installationClient(installationId, options = {}) {
      const client = new GitHubOctokit({ baseUrl: apiUrl, userAgent: USER_AGENT, log: quiet(log) });
      const scope = { installationId };
      const source = { current: () => tokens.get(scope), reject: (token: string) => tokens.reject(token) };
      budgeted(client, `installation:${installationId}`, options);
      authenticate(client, source, { sleep, signal: options.signal, doubtful: options.doubtful });
      // Last, so that what signing in is refused is doubted, too.
      return Promise.resolve(options.doubtful ? doubtRefusals(client) : client);
    },
    contentToken: (installationId, repositoryId) =>
      tokens.get({ installationId, repositoryIds: [repositoryId], permissions: { contents: 'read' } }),
    rejectToken: (token) => tokens.reject(token),
    botLogin() {
      const now = clock().getTime();
      if (known && now >= known.askedAt && now < known.askedAt + LOGIN_LIFE) return known.login;
      const asked = { login: readLogin(appClient), askedAt: now };
      known = asked;
      // The next one who asks tries again.
      asked.login.catch(() => known === asked && (known = undefined));
      return asked.login;
    },
  };
}

/** Milliseconds that a login is believed: an App can be renamed at any time, and nothing tells of it. */
const LOGIN_LIFE = 3_600_000;

const USER_AGENT = `plumbline/${version}`;

/**
 * Probot signs in as the App. Its own waiting and repeating is switched off: it knows neither the other workers nor which
 * writes can be repeated.
 */
async function connectApp({ apiUrl, credentials }: GitHubSettings, log: Logger): Promise<GitHubClient> {
  const probot = new Probot({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    baseUrl: apiUrl,
    // At the level `debug` it would log what requests hold.
    log: log.child({}, { level: log.isLevelEnabled('warn') ? 'warn' : log.level }),
    // A function, since Probot puts options of its own for these over those of an object.
    Octokit: ProbotOctokit.defaults((options: object) => ({
      ...options,
      throttle: { enabled: false },
      retry: { enabled: false },
      userAgent: USER_AGENT,
    })),
  });
  return probot.auth();
}

async function readLogin(appClient: GitHubClient): Promise<string> {
  const { data } = await appClient.rest.apps.getAuthenticated();
  if (!data?.slug) throw new Error('GitHub does not say what the App is called');
  return `${data.slug}[bot]`;
}

/** Octokit's own words are told as fields of a static message. */
function quiet(log: Logger) {
  const ignore = () => undefined;
  return {
    debug: ignore,
    info: ignore,
    warn: (words: string) => log.warn({ words }, 'Octokit warns'),
    error: (words: string) => log.error({ words }, 'Octokit reports an error'),
  };
}
