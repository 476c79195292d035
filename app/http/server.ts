import { getRequestListener } from '@hono/node-server';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../database/log.ts';

/** A client that has not sent its headers by then is dropped. */
const HEADERS_WITHIN_MS = 10_000;
/** Nor its whole request: GitHub gives up after ten seconds, so only a slow upload of 25 MB takes this long. */
const REQUEST_WITHIN_MS = 30_000;
/** Longer than load balancers keep an idle connection (60 s is the usual default), so that it is they who close it. */
const KEEP_ALIVE_MS = 65_000;
const LOOK_FOR_LATE_EVERY_MS = 2_000;
/** A connection costs some tens of kilobytes: this bounds what strangers can make us hold. */
const MAX_CONNECTIONS = 5_000;

/** Hosts that stand for all addresses of a machine, and are none themselves. */
export const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

export interface HttpServer {
  readonly port: number;
  /** Which this machine can open. */
  readonly url: string;
  /** Accepts no more, lets what is under way finish, and cuts what is not done after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** What answers requests: a Hono app with `HttpBindings`. */
export interface FetchApp {
  fetch(request: Request, bindings: object): Response | Promise<Response>;
}

/** Rejects where the address cannot be listened on. Port 0: any free one. */
export async function startHttpServer(given: {
  app: FetchApp;
  host: string;
  port: number;
  log: Log;
}): Promise<HttpServer> {
  const { app, host, log } = given;
  let closing = false;
  const listener = getRequestListener((request, bindings) => app.fetch(request, bindings), {
    overrideGlobalObjects: false,
  });
  const server = createServer(
    {
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: LOOK_FOR_LATE_EVERY_MS,
    },
    (incoming, outgoing) => {
      if (closing) outgoing.setHeader('connection', 'close');
      void listener(incoming, outgoing);
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  const { port } = await listen(server, { host, port: given.port });
  server.on('error', (error) => log.error({ err: error }, 'the server failed'));
  const url = `http://${nameOf(host)}:${port}`;
  log.info({ url }, 'listening');

  return {
    port,
    url,
    close(graceMs) {
      closing = true;
      return closeServer(server, graceMs);
    },
  };
}

function nameOf(host: string): string {
  if (EVERY_ADDRESS.has(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(address);
    });
  });
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
