import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../database/connect.ts';
import { EVERYTHING_GRANTED } from '../entitlements.ts';
import { createDeliveryRecorder } from '../events/delivery-recorder.ts';
import { recordDeliveries } from '../events/record-delivery.ts';
import { createHttpApp, type SitePorts } from '../http/http-app.ts';
import { startHttpServer } from '../http/server.ts';
import { createServiceMetrics } from '../metrics/service-metrics.ts';
import { loadServiceKey } from '../secrets/service-key.ts';
import type { Settings } from '../settings.ts';
import { createAppIdentitySource, type AppIdentitySource } from '../setup/app-identity.ts';
import { createSetupToken } from '../setup/setup-token.ts';
import { openStore } from './open-store.ts';
import { startWorkerPart, type RunningPart, type WorkerPorts } from './start-worker-part.ts';

export type ServicePart = 'app' | 'worker';

export interface ServiceOptions {
  readonly settings: Settings;
  /** Absent: all parts, in this process. */
  readonly only?: ServicePart;
  readonly log: Logger;
  readonly clock?: () => Date;
  readonly entitlements?: WorkerPorts['entitlements'];
}

export interface Service {
  /** Where this process listens. */
  readonly url: string;
  /** Rejects when a part could not be started: the process is of no use then. Never resolves. */
  readonly failed: Promise<never>;
  /** Finishes or hands back what is under way. */
  stop(): Promise<void>;
}

/** Connections of one process: the jobs that run at once, and what HTTP needs besides. */
const CONNECTIONS = 20;
const HTTP_GRACE_MS = 10_000;
/** Milliseconds between two looks for the App's credentials, which another process may store. */
const ASK_FOR_CREDENTIALS_EVERY = 5_000;

/** Starts the service, or a part of it. Throws `SettingsError`, `EmbeddedServerError` or `MigrationError` for what the operator can mend. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { settings, only, log, clock = () => new Date() } = options;
  const serviceKey = await loadServiceKey({ given: settings.key, dataFolder: settings.dataFolder });
  const store = await openStore(settings, { log, connections: CONNECTIONS });
  const { database } = store;
  const stopping = new AbortController();
  const metrics = createServiceMetrics(database);
  const identity = createAppIdentitySource(database, {
    serviceKey,
    fromSettings: settings.github.credentials,
    clock,
  });
  const token = createSetupToken();
  let url = '';
  const publicUrl = () => settings.publicUrl ?? url;

  const http = await startHttpServer({
    app: createHttpApp({
      log,
      clock,
      metrics,
      metricsToken: settings.metricsToken,
      checks: { database: () => askDatabase(database) },
      isStopping: () => stopping.signal.aborted,
      ...(only !== 'worker' && { site: siteOf() }),
    }),
    host: settings.host,
    port: settings.port,
    log,
  });
  url = http.url;
  if (only !== 'worker' && (await identity.find()) === undefined) {
    log.info(
      { url: `${publicUrl()}/setup?token=${token.text}` },
      'there is no GitHub App yet: set it up in the browser',
    );
  }

  const worker = only === 'app' ? undefined : startWhenCredentialsAreThere();
  const failed = whenFailed(worker);
  return {
    url,
    failed,
    async stop() {
      stopping.abort();
      await http.close(HTTP_GRACE_MS);
      await (await worker?.catch(() => undefined))?.stop();
      await store.close();
    },
  };

  function siteOf(): SitePorts {
    return {
      identity,
      database,
      entitlements: options.entitlements ?? EVERYTHING_GRANTED,
      oldWebhookSecret: settings.github.oldWebhookSecret,
      recorder: createDeliveryRecorder((deliveries) => recordDeliveries(database, deliveries)),
      setup: { token, serviceKey, publicUrl, github: settings.github },
    };
  }

  async function startWhenCredentialsAreThere(): Promise<RunningPart | undefined> {
    const credentials = await waitForCredentials(identity, stopping.signal);
    if (credentials === undefined) return undefined;
    const { entitlements } = options;
    return startWorkerPart({
      settings,
      database,
      credentials,
      serviceKey,
      publicUrl: publicUrl(),
      metrics,
      clock,
      log,
      ...(entitlements && { entitlements }),
    });
  }
}

function whenFailed(worker: Promise<unknown> | undefined): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    worker?.catch(reject);
  });
  // Heard of by whoever waits for it; until then it is no unhandled one.
  failed.catch(() => undefined);
  return failed;
}

async function askDatabase(database: Database): Promise<void> {
  await database.query('select 1');
}

/** Undefined: the service ends before there are any. */
async function waitForCredentials(identity: AppIdentitySource, signal: AbortSignal) {
  for (;;) {
    const found = await identity.find();
    if (found !== undefined || signal.aborted) return found;
    await sleep(ASK_FOR_CREDENTIALS_EVERY, undefined, { signal }).catch(() => undefined);
  }
}
