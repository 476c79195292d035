/** The service's HTTP side on a free port. What it records is kept in memory, unless a recorder is given. */
import { createHmac } from 'node:crypto';
import { pino } from 'pino';
import { EVERYTHING_GRANTED } from '../../../app/entitlements.ts';
import type { Delivery } from '../../../app/events/record-delivery.ts';
import { createHttpApp, WEBHOOK_PATH, type HttpPorts, type SitePorts } from '../../../app/http/http-app.ts';
import { startHttpServer, type HttpServer } from '../../../app/http/server.ts';
import { createServiceMetrics } from '../../../app/metrics/service-metrics.ts';
import type { Database } from '../../../database/connect.ts';
import type { AppIdentity, AppIdentitySource } from '../../../app/setup/app-identity.ts';
import { createSetupToken } from '../../../app/setup/setup-token.ts';

export const SECRET = 'the current secret';
export const NOW = new Date('2026-11-21T09:00:00Z');
export const SERVICE_KEY = Buffer.alloc(32, 7);

const APP: AppIdentity = { appId: 1, privateKey: 'unused', webhookSecret: SECRET };

/** Holds nothing. */
const NO_DATABASE: Pick<Database, 'query' | 'transaction'> = {
  query: () => Promise.resolve([]),
  transaction: (work) => work(NO_DATABASE),
};

export interface TestServer extends HttpServer {
  readonly recorded: Delivery[];
  readonly logLines: string[];
}

export async function startTestServer({
  site,
  ...given
}: Partial<Omit<HttpPorts, 'site'>> & { site?: Partial<SitePorts> | 'none' } = {}): Promise<TestServer> {
  const recorded: Delivery[] = [];
  const logLines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logLines.push(line) });
  const app = createHttpApp({
    log,
    clock: () => NOW,
    metrics: createServiceMetrics(NO_DATABASE, { tasks: [] }),
    metricsToken: undefined,
    checks: {},
    isStopping: () => false,
    ...given,
    ...(site !== 'none' && {
      site: {
        identity: identityOf(APP),
        oldWebhookSecret: undefined,
        database: NO_DATABASE,
        entitlements: EVERYTHING_GRANTED,
        tokenIssuer: 'http://127.0.0.1:9',
        recorder: {
          record(delivery) {
            const known = recorded.some(({ id }) => id === delivery.id);
            if (!known) recorded.push(delivery);
            return Promise.resolve(known ? 'known' : 'new');
          },
        },
        setup: {
          token: createSetupToken(),
          serviceKey: SERVICE_KEY,
          publicUrl: () => 'https://plumbline.example.com',
          github: { apiUrl: 'http://127.0.0.1:9', webUrl: 'https://github.com' },
        },
        ...site,
      },
    }),
  });
  const server = await startHttpServer({ app, host: '127.0.0.1', port: 0, log });
  return { ...server, recorded, logLines };
}

/** One that is known from the beginning; undefined: none ever is. */
export function identityOf(app: AppIdentity | undefined): AppIdentitySource {
  return { current: () => app, find: () => Promise.resolve(app), register: () => Promise.resolve(false) };
}

export function sign(body: string | Uint8Array, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

export function headersFor(body: string | Uint8Array, given: Record<string, string> = {}): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'ping',
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
