import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../../database/log.ts';
import type { ServiceMetrics } from '../metrics/service-metrics.ts';
import { createSetupRoutes, type SetupPorts } from '../setup/setup-routes.ts';
import type { Database } from '../../database/connect.ts';
import { isTransient } from '../../database/errors.ts';
import type { Entitlements } from '../entitlements.ts';
import type { DeliveryRecorder } from '../events/delivery-recorder.ts';
import { readEvent } from '../events/read-event.ts';
import type { AppIdentitySource } from '../setup/app-identity.ts';
import type { WebhookSecrets } from './verify-signature.ts';
import { createActionRoutes } from './action-api/action-routes.ts';
import { createActionTokens } from './action-api/action-tokens.ts';
import { createHealthRoutes, type ReadinessCheck } from './health.ts';
import { createMetricsRoute } from './metrics-route.ts';
import { failurePage, homePage, installedPage, notFoundPage } from './pages/home-page.ts';
import { sendPage } from './pages/page.ts';
import { createImageRoutes } from './images/image-routes.ts';
import { createReportRenderer } from './reports/report-renderer.ts';
import { createReportRoutes } from './reports/report-routes.ts';
import { requestLog, withoutSignature } from './request-log.ts';
import { createWebhookHandler } from './webhooks.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

export interface HttpPorts {
  readonly log: Log;
  readonly clock: () => Date;
  readonly metrics: ServiceMetrics;
  readonly metricsToken: string | undefined;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  readonly isStopping: () => boolean;
  /** What people and GitHub come for. Absent in a process that only works: it tells of its health, and nothing else. */
  readonly site?: SitePorts;
}

export interface SitePorts {
  readonly identity: AppIdentitySource;
  /** Also accepted while the webhook secret is being changed. */
  readonly oldWebhookSecret: WebhookSecrets['old'];
  readonly recorder: DeliveryRecorder;
  readonly database: Pick<Database, 'query' | 'transaction'>;
  readonly entitlements: Entitlements;
  /** Of the tokens by which workflows show who they are. */
  readonly tokenIssuer: string;
  readonly setup: Pick<SetupPorts, 'token' | 'serviceKey' | 'publicUrl' | 'github'>;
}

export type HttpApp = Hono<{ Bindings: HttpBindings }>;

/** All that the service answers over HTTP. */
export function createHttpApp(ports: HttpPorts): HttpApp {
  const { log, metrics, site } = ports;
  const app: HttpApp = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, context) => {
    log.error({ err: error, path: withoutSignature(context.req.path) }, 'a request failed');
    const isAway = isTransient(error);
    if (isAway) context.header('retry-after', '30');
    return sendPage(context, failurePage(isAway ? 'database' : 'fault'), isAway ? 503 : 500);
  });

  // Before everything else: a thousand times a second, and no browser reads the answer.
  if (site !== undefined) app.post(WEBHOOK_PATH, webhookHandlerOf(site, ports));

  app.use(requestLog(log));
  app.use(secureHeaders({ ...HEADERS, strictTransportSecurity: transportOf(site?.setup.publicUrl()) }));
  app.route('/', createHealthRoutes(ports));
  app.route('/', createMetricsRoute(metrics.registry, ports.metricsToken));
  if (site !== undefined) app.route('/', siteRoutes(site, ports));
  app.notFound((context) => sendPage(context, notFoundPage(), 404));
  return app;
}

/** What people come for. */
function siteRoutes(
  { identity, database, entitlements, tokenIssuer, setup }: SitePorts,
  { log, clock }: HttpPorts,
): Hono {
  const { serviceKey, publicUrl } = setup;
  const tokens = createActionTokens({ issuer: tokenIssuer, audience: publicUrl });
  return (
    new Hono()
      .get('/', async (context) => sendPage(context, homePage(await identity.find())))
      // Asked for by every browser; there is none.
      .get('/favicon.ico', (context) => context.body(null, 204))
      .get('/installed', (context) => sendPage(context, installedPage()))
      .route(
        '/',
        createReportRoutes({ database, serviceKey, entitlements, render: createReportRenderer(), clock, log }),
      )
      .route('/', createActionRoutes({ database, serviceKey, entitlements, tokens, clock, log }))
      .route('/', createImageRoutes({ database, serviceKey, entitlements, clock }))
      .route('/', createSetupRoutes({ ...setup, identity, webhookPath: WEBHOOK_PATH, log, clock }))
  );
}

function webhookHandlerOf({ identity, oldWebhookSecret, recorder }: SitePorts, { log, clock, metrics }: HttpPorts) {
  return createWebhookHandler({
    readEvent,
    recorder,
    log,
    clock,
    async secrets() {
      const app = identity.current() ?? (await identity.find());
      return app && { current: app.webhookSecret, old: oldWebhookSecret };
    },
    observe: (seen) => metrics.webhookReceived(seen),
  });
}

/** Half a year; nothing is said of the names below this one, nor where we are not known to be reached by TLS. */
function transportOf(publicUrl = ''): string | false {
  return publicUrl.startsWith('https://') && 'max-age=15552000';
}

/** What an answer says where its route says nothing else. */
const HEADERS = {
  overwrite: false,
  xFrameOptions: 'DENY',
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
} as const satisfies Parameters<typeof secureHeaders>[0];
