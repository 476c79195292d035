import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../database/connect.ts';
import type { StopOptions } from '../../database/queue.ts';
import { GITHUB_PACE, type RatePace } from '../../github/client/rate-pace.ts';
import { EVERYTHING_GRANTED, type Entitlements } from '../entitlements.ts';
import { createDeliveryRecorder } from '../events/delivery-recorder.ts';
import { recordDeliveries } from '../events/record-delivery.ts';
import type { CredentialsState } from '../github/check-credentials.ts';
import { createHttpApp, type SitePorts } from '../http/http-app.ts';
import { EVERY_ADDRESS, startHttpServer } from '../http/server.ts';
import { createServiceMetrics } from '../metrics/service-metrics.ts';
import { checkServiceKey } from '../secrets/check-service-key.ts';
import { loadServiceKey } from '../secrets/service-key.ts';
import { SettingsError, type Settings } from '../settings.ts';
import { createAppIdentitySource, type AppIdentitySource } from '../setup/app-identity.ts';
import { createSetupToken } from '../setup/setup-token.ts';
import { openStore, type Store } from './open-store.ts';
import { startWorkerPart, type RunningPart, type WorkerPorts } from './start-worker-part.ts';
import { TASK_NAMES } from './tasks.ts';
import { isOutage, onceReady } from './wait-for-database.ts';

export type ServicePart = 'app' | 'worker';

export interface ServiceOptions {
  readonly settings: Settings;
  /** Absent: all parts, in this process. */
  readonly only?: ServicePart;
  readonly log: Logger;
  /** Ends the start early: it rejects then. */
  readonly signal?: AbortSignal;
  readonly clock?: () => Date;
  /** Default: everything is granted. */
  readonly entitlements?: Entitlements;
  /** How far requests to GitHub are kept apart. Default: as GitHub wishes. */
  readonly pace?: RatePace;
}

export interface Service {
  /** Where this process listens. */
  readonly url: string;
  /** Rejects when a part could not be started: the process is of no use then. Never resolves. */
  readonly failed: Promise<never>;
  /** Finishes or hands back what is under way. */
  stop(options?: StopOptions): Promise<void>;
}

/** Connections of one process: the jobs that run at once, and what HTTP needs besides. */
const CONNECTIONS = 20;
const DEFAULT_PORT = 3000;
const HTTP_GRACE_MS = 10_000;
/** Milliseconds between two looks for the App's credentials, which another process may store. */
const ASK_FOR_CREDENTIALS_EVERY = 5_000;

/** Starts the service, or a part of it. Throws `SettingsError`, `EmbeddedServerError` or `MigrationError` for what the operator can mend. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { settings, only, log, signal } = options;
  if (only !== undefined) checkSettingsOfPart(settings, only);
  const serviceKey = await loadServiceKey({ given: settings.key, dataFolder: settings.dataFolder });
  const store = await openStore(settings, { log, connections: CONNECTIONS, signal });
  try {
    await onceReady(store.database, { log, signal }, () => checkServiceKey(store.database, serviceKey));
    signal?.throwIfAborted();
    return await startParts({
      clock: () => new Date(),
      entitlements: EVERYTHING_GRANTED,
      pace: GITHUB_PACE,
      ...options,
      serviceKey,
      store,
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What a process by itself does not know of the others. */
function checkSettingsOfPart({ databaseUrl, publicUrl }: Settings, only: ServicePart): void {
  if (databaseUrl === undefined) {
    throw new SettingsError(
      `DATABASE_URL is missing: with --only ${only}, set it to a PostgreSQL server that all parts can reach.`,
    );
  }
  if (only === 'worker' && publicUrl === undefined) {
    throw new SettingsError(
      'PUBLIC_URL is missing: with --only worker, set it to where people and GitHub reach the process with --only app. Checks link there.',
    );
  }
}

type Given = ServiceOptions &
  Required<Pick<ServiceOptions, 'clock' | 'entitlements' | 'pace'>> & {
    readonly serviceKey: Buffer;
    readonly store: Store;
  };

async function startParts(given: Given): Promise<Service> {
  const { settings, only, log, clock, serviceKey, store } = given;
  const { database } = store;
  const stopping = new AbortController();
  const metrics = createServiceMetrics(database, { tasks: TASK_NAMES });
  const fromSettings = settings.github.credentials;
  const identity = createAppIdentitySource(database, { serviceKey, fromSettings, clock });
  const token = createSetupToken();
  const address = { url: '' };
  const credentials: { state: CredentialsState } = { state: 'unknown' };
  const publicUrl = () => settings.publicUrl ?? address.url;

  const http = await startHttpServer({
    app: createHttpApp({
      log,
      clock,
      metrics,
      metricsToken: settings.metricsToken,
      checks: {
        database: () => askDatabase(database),
        app: async () => ((await identity.find()) === undefined ? 'not set up' : 'ok'),
        ...(only !== 'app' && { github: () => Promise.resolve(credentials.state) }),
      },
      isStopping: () => stopping.signal.aborted,
      ...(only !== 'worker' && { site: siteOf(given, { identity, token, publicUrl }) }),
    }),
    host: settings.host,
    port: settings.port ?? (only === 'worker' ? 0 : DEFAULT_PORT),
    log,
  }).catch(explainAddress);
  address.url = http.url;
  if (settings.publicUrl === undefined && EVERY_ADDRESS.has(settings.host)) {
    log.warn({ url: http.url }, 'PUBLIC_URL is not set: links lead to this address, which only this machine can open');
  }
  if (only !== 'worker' && (await onceReady(database, given, () => identity.find())) === undefined) {
    log.info(
      { url: `${publicUrl()}/setup?token=${token.text}` },
      'there is no GitHub App yet: set it up in the browser',
    );
  }
  const worker =
    only === 'app'
      ? undefined
      : startWhenSetUp(given, {
          identity,
          metrics,
          publicUrl,
          stopping: stopping.signal,
          observeCredentials: (state) => (credentials.state = state),
        });
  return {
    url: http.url,
    failed: whenFailed(worker),
    async stop(options) {
      stopping.abort();
      await http.close(HTTP_GRACE_MS);
      await (await worker?.catch(() => undefined))?.stop(options);
      await store.close();
    },
  };
}

function siteOf(
  { settings, store: { database }, serviceKey, entitlements }: Given,
  setUp: Pick<SitePorts, 'identity'> & Pick<SitePorts['setup'], 'token' | 'publicUrl'>,
): SitePorts {
  const { identity, token, publicUrl } = setUp;
  return {
    identity,
    oldWebhookSecret: settings.github.oldWebhookSecret,
    database,
    entitlements,
    tokenIssuer: settings.github.tokenIssuer,
    recorder: createDeliveryRecorder((deliveries) => recordDeliveries(database, deliveries)),
    setup: { token, serviceKey, publicUrl, github: settings.github },
  };
}

async function startWhenSetUp(
  { settings, store: { database }, serviceKey, entitlements, pace, clock, log }: Given,
  ports: { identity: AppIdentitySource; publicUrl: () => string } & Pick<
    WorkerPorts,
    'metrics' | 'stopping' | 'observeCredentials'
  >,
): Promise<RunningPart | undefined> {
  const { identity, publicUrl, ...others } = ports;
  const credentials = await waitForCredentials(identity, ports.stopping);
  if (credentials === undefined) return undefined;
  return startWorkerPart({
    settings,
    database,
    credentials,
    serviceKey,
    publicUrl: publicUrl(),
    clock,
    log,
    entitlements,
    pace,
    ...others,
  });
}

function explainAddress(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    throw new SettingsError('PORT: another process listens there already. Choose another port.');
  if (code === 'EACCES') throw new SettingsError('PORT: this account may not listen there. Choose a port above 1023.');
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    throw new SettingsError('HOST: expected an address of this machine, such as 127.0.0.1 or 0.0.0.0.');
  }
  throw error;
}

function whenFailed(worker: Promise<unknown> | undefined): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    worker?.catch(reject);
  });
  // Heard of by whoever waits for it; until then it is no unhandled one.
  failed.catch(() => undefined);
  return failed;
}

async function askDatabase(database: Database): Promise<'ok'> {
  await database.query('select 1');
  return 'ok';
}

/** Undefined: the service ends before there are any. */
async function waitForCredentials(identity: AppIdentitySource, signal: AbortSignal) {
  for (;;) {
    const found = await identity.find().catch(ignoreOutage);
    if (found !== undefined || signal.aborted) return found;
    await sleep(ASK_FOR_CREDENTIALS_EVERY, undefined, { signal }).catch(() => undefined);
  }
}

function ignoreOutage(error: unknown): undefined {
  if (!isOutage(error)) throw error;
}
