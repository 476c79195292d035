// A GitHub of our own for tests and for the demo. It keeps state, answers as GitHub documents, serves git, sends webhooks,
// and has pages to look at.
//
//   const github = await startGitHubDouble();
//   const app = github.app;                                       // { id, slug, privateKey, webhookSecret, … }
//   const shop = await github.createRepository('acme/shop', { files: { 'a.ts': 'export const a = 1;\n' } });
//   const installation = github.install('acme');                  // tokens: POST …/access_tokens, or github.tokenFor(installation)
//   github.sendWebhooksTo(`${appUrl}/webhooks`);
//   await shop.push({ branch: 'feature', from: 'main', files: { 'a.ts': 'export const a = 2;\n' } });
//   const pull = await shop.openPullRequest({ head: 'feature' }); // pull_request.opened was delivered
//   await pull.push({ files: { … } });                            // forcePush, close, merge, edit, label, comment, …
//   await shop.pressButton(checkRunId, 'fix');                    // rerequestRun, requestMergeGroup, rename, transfer, …
//   await github.installations.suspend(installation);             // uninstall, addRepositories, renameAccount, …
//
//   github.failNext('checks/create', { kind: 'status', status: 502 });  // or 'cut', 'cut-after-effect', 'slow', 'secondary-limit', …
//   github.limits.limit = 100;                                    // requests an hour for each installation
//   github.webhooks.disturb = ({ event }) => (event === 'push' ? { copies: 2 } : {});  // drop, delayMs, after
//
//   await github.settled();                                       // nothing is under way any more
//   expect(github.violations).toEqual([]);                        // every request and answer was as GitHub describes it
//   expect(github.calls.counts()).toEqual({ 'checks/create': 1 });
//   await github.close();
import type { FileChange } from '../git/a-repository.ts';
import type { ApiParts } from './http/respond.ts';
import { serve } from './http/serve.ts';
import { createFailures, type Failures } from './http/failures.ts';
import { createRateLimits, type RateLimits } from './http/rate-limits.ts';
import { createCalls, type Calls, type Violation } from './http/records.ts';
import { listen } from './http/server.ts';
import { loadDescription } from './openapi/description.ts';
import { createRouter } from './openapi/router.ts';
import { createValidator, type Validator } from './openapi/validator.ts';
import { ROUTES } from './routes/all-routes.ts';
import {
  createInstallationActions,
  install,
  type InstallationActions,
  type InstallOptions,
} from './site/installations.ts';
import { createRepositoryHandle, type RepositoryHandle } from './site/repository-handle.ts';
import type { Account, AccountType, App, Installation, Permissions } from './state/entities.ts';
import { addApp, grantToken, makeKeys } from './state/installations.ts';
import { addRepository } from './state/repositories.ts';
import { addAccount, createWorld, findAccount, removeWorld, type World } from './state/world.ts';
import { createWebhookSender, type Delivery, type WebhookSender } from './webhooks/sender.ts';

export interface GitHubDoubleOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly now?: () => Date;
  readonly webhookSecret?: string;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
}

export interface RepositoryOptions {
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly description?: string;
  /** The first commit on the default branch. */
  readonly files?: Readonly<Record<string, FileChange>>;
  /** What the owner is, where it is not known yet. `Organization` by default. */
  readonly ownerType?: AccountType;
}

export interface GitHubDouble {
  /** Base of the REST API: `GITHUB_API_URL`. GraphQL is at `/graphql`. */
  readonly url: string;
  /** Base of the pages and of clone URLs: `GITHUB_URL`. */
  readonly webUrl: string;
  readonly app: App & { readonly privateKey: string; readonly webhookSecret: string };
  /** Everything it knows, to look at. */
  readonly world: World;
  readonly webhooks: WebhookSender;
  readonly limits: RateLimits;
  readonly calls: Calls;
  /** What was not as GitHub describes it. */
  readonly violations: Violation[];
  readonly failNext: Failures['failNext'];
  readonly failAlways: Failures['failAlways'];
  readonly stopFailing: () => void;
  account(login: string, type?: AccountType): Account;
  createRepository(fullName: string, options?: RepositoryOptions): Promise<RepositoryHandle>;
  /** Installs the App on an account, on all of its repositories or on those named. `installation.created` is on its way. */
  install(login: string, options?: InstallOptions): Installation;
  readonly installations: InstallationActions;
  /** Another App, with the same permissions and events: `github-actions`, a competitor. */
  addApp(slug: string, id?: number): App;
  /** An installation access token, as an App would get it. */
  tokenFor(installation: Installation): string;
  sendWebhooksTo(url: string): void;
  /** Sends an event with a payload that the test made. Settles when it was answered, or given up. */
  deliver(event: string, payload: Delivery['payload'], installation?: Installation): Promise<Delivery[]>;
  /** Settles when no webhook is under way, nor what leads to one. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_PERMISSIONS: Permissions = {
  metadata: 'read',
  checks: 'write',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
  security_events: 'write',
  members: 'read',
};
const DEFAULT_EVENTS = [
  'check_run',
  'check_suite',
  'issue_comment',
  'member',
  'merge_group',
  'organization',
  'pull_request',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'push',
  'repository',
];

/** Doubles of one process share what is costly to make and never changes. */
let description: { readonly validator: Validator; readonly route: ApiParts['route'] } | undefined;

function describeGitHub() {
  const loaded = loadDescription();
  return { validator: createValidator(loaded), route: createRouter(loaded.operations) };
}

/** The App's keys take a while to make: one pair does for a process. */
let keys: ReturnType<typeof makeKeys> | undefined;

export async function startGitHubDouble(options: GitHubDoubleOptions = {}): Promise<GitHubDouble> {
  const now = options.now ?? (() => new Date());
  description ??= describeGitHub();
  const { validator, route } = description;
  const violations: Violation[] = [];
  const webhooks = createWebhookSender({
    now,
    inspect({ event, payload }) {
      const action = typeof payload['action'] === 'string' ? `-${payload['action']}` : '';
      const name = `${event}${action}`.replaceAll('_', '-');
      const problems = validator.webhook(name, JSON.parse(JSON.stringify(payload)));
      if (problems.length > 0) violations.push({ kind: 'webhook', subject: name, problems });
    },
  });
  const limits = createRateLimits({ now });
  const world = createWorld({ now, webhooks, limits });
  const calls = createCalls();
  const failures = createFailures();
  const parts: ApiParts = {
    world,
    routes: ROUTES,
    route,
    validator,
    failures,
    limits,
    violate: (violation) => void violations.push(violation),
    record: calls.add,
  };
  const requests = new Set<Promise<void>>();
  const server = await listen(options.port ?? 0, (request, response) => {
    const work = serve(parts, request, response);
    const settled = work.catch(() => undefined).then(() => void requests.delete(settled));
    requests.add(settled);
    return work;
  });
  world.urls.api = world.urls.web = `http://127.0.0.1:${server.port}`;

  keys ??= makeKeys();
  const { publicKey, privateKey } = await keys;
  const app = addApp(world, {
    id: 4242,
    slug: 'plumbline',
    name: 'Plumbline',
    owner: addAccount(world, { login: 'plumbline-maker' }),
    publicKey,
    permissions: options.permissions ?? DEFAULT_PERMISSIONS,
    events: options.events ?? DEFAULT_EVENTS,
  });
  const webhookSecret = options.webhookSecret ?? 'a webhook secret';
  const account = (login: string, type: AccountType = 'User') =>
    findAccount(world, login) ?? addAccount(world, { login, type });
  return {
    url: world.urls.api,
    webUrl: world.urls.web,
    app: { ...app, privateKey, webhookSecret },
    world,
    webhooks,
    limits,
    calls,
    violations,
    failNext: failures.failNext,
    failAlways: failures.failAlways,
    stopFailing: failures.clear,
    account,
    async createRepository(fullName, { files, ownerType = 'Organization', ...rest } = {}) {
      const [owner = '', name = ''] = fullName.split('/');
      const handle = createRepositoryHandle(
        world,
        addRepository(world, { owner: account(owner, ownerType), name, ...rest }),
      );
      if (files) await handle.push({ files, message: 'First commit' });
      return handle;
    },
    install: (login, options = {}) =>
      install(world, { app, ...options, account: account(login, 'Organization') }).installation,
    installations: createInstallationActions(world),
    addApp: (slug, id) =>
      addApp(world, { ...app, slug, name: slug, ...(id === undefined ? { id: world.nextId() } : { id }) }),
    tokenFor: (installation) => grantToken(world, installation).token,
    sendWebhooksTo: (url) => void (webhooks.target = { url, secret: webhookSecret }),
    async deliver(event, payload, installation) {
      const sent = webhooks.send({
        event,
        payload,
        appId: app.id,
        installationId: installation?.id ?? null,
        repositoryId: null,
      });
      await Promise.all(sent.map((delivery) => delivery.done));
      return sent;
    },
    async settled() {
      while (requests.size > 0) await Promise.all(requests);
      await webhooks.settled();
    },
    async close() {
      webhooks.close();
      await server.close();
      removeWorld(world);
    },
  };
}
