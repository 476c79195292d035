/** The service's HTTP side on a free port, with a recorder that keeps what it is given in memory. */
import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import type { ReadEvent } from '../../../app/events/read-event.ts';
import type { Delivery } from '../../../app/events/record-delivery.ts';
import { createHttpApp, WEBHOOK_PATH, type HttpPorts } from '../../../app/http/http-app.ts';
import { startHttpServer, type HttpServer } from '../../../app/http/server.ts';
import { createServiceMetrics } from '../../../app/metrics/service-metrics.ts';

export const SECRET = 'the current secret';
export const NOW = new Date('2026-11-21T09:00:00Z');

export const PUSH = {
  kind: 'event',
  event: {
    type: 'push',
    installationId: 1,
    repository: { id: 2, owner: 'acme', name: 'parcels', private: true, defaultBranch: 'main', account: null },
    branch: 'main',
    headSha: '4f1c0a9be2d37c58a6140b7de93f52c8016a7de4',
  },
  action: null,
  installationId: 1,
  repositoryId: 2,
} satisfies ReadEvent;

export interface WebhookServer extends HttpServer {
  readonly recorded: Delivery[];
  readonly logLines: string[];
}

export async function startWebhookServer(
  given: Partial<Omit<HttpPorts, 'webhooks'>> & { webhooks?: Partial<HttpPorts['webhooks']> } = {},
): Promise<WebhookServer> {
  const recorded: Delivery[] = [];
  const logLines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logLines.push(line) });
  const app = createHttpApp({
    log,
    clock: () => NOW,
    metrics: createServiceMetrics({ query: () => Promise.resolve([]) }),
    metricsToken: undefined,
    checks: {},
    isStopping: () => false,
    ...given,
    webhooks: {
      secrets: () => ({ current: SECRET }),
      readEvent: () => PUSH,
      recorder: {
        record(delivery) {
          const known = recorded.some(({ id }) => id === delivery.id);
          if (!known) recorded.push(delivery);
          return Promise.resolve(known ? 'known' : 'new');
        },
      },
      ...given.webhooks,
    },
  });
  const server = await startHttpServer({ app, host: '127.0.0.1', port: 0, log });
  return { ...server, recorded, logLines };
}

export function sign(body: string | Uint8Array, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function headersFor(body: string | Uint8Array, given: Record<string, string> = {}): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': sign(body),
    ...given,
  };
}

/** Delivers as GitHub does; a header given as '' is left out. */
export async function deliver(
  { url }: Pick<HttpServer, 'url'>,
  { body = '{}', headers = {} }: { body?: string | Uint8Array; headers?: Record<string, string> } = {},
): Promise<{ status: number; outcome: string; message: string; retryAfter: string | null }> {
  const sent = Object.entries(headersFor(body, headers)).filter(([, value]) => value !== '');
  const response = await fetch(`${url}${WEBHOOK_PATH}`, { method: 'POST', body, headers: Object.fromEntries(sent) });
  const { outcome, message } = (await response.json()) as { outcome: string; message: string };
  return { status: response.status, outcome, message, retryAfter: response.headers.get('retry-after') };
}
