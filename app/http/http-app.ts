import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Log } from '../../database/log.ts';
import type { ServiceMetrics } from '../metrics/service-metrics.ts';
import { createHealthRoutes, type ReadinessCheck } from './health.ts';
import { createMetricsRoute } from './metrics-route.ts';
import { requestLog } from './request-log.ts';
import { createWebhookHandler, type WebhookPorts } from './webhooks.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

export interface HttpPorts {
  readonly log: Log;
  readonly clock: () => Date;
  readonly metrics: ServiceMetrics;
  readonly metricsToken: string | undefined;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  readonly isStopping: () => boolean;
  /** Absent in a process that only works. */
  readonly webhooks?: Pick<WebhookPorts, 'secrets' | 'readEvent' | 'recorder'>;
}

export type HttpApp = Hono<{ Bindings: HttpBindings }>;

/** All that the service answers over HTTP. */
export function createHttpApp(ports: HttpPorts): HttpApp {
  const { log, clock, metrics } = ports;
  const app: HttpApp = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, 'a request failed');
    return context.text('Something went wrong on our side. It has been logged.\n', 500);
  });

  // Before everything else: a thousand times a second, and no browser reads the answer.
  if (ports.webhooks !== undefined) {
    app.post(
      WEBHOOK_PATH,
      createWebhookHandler({ ...ports.webhooks, log, clock, observe: (seen) => metrics.webhookReceived(seen) }),
    );
  }

  app.use(requestLog(log));
  app.use(
    secureHeaders({
      overwrite: false,
      xFrameOptions: 'DENY',
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    }),
  );
  app.route('/', createHealthRoutes(ports));
  app.route('/', createMetricsRoute(metrics.registry, ports.metricsToken));
  app.notFound((context) => context.text('There is nothing here.\n', 404));
  return app;
}
