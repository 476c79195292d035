import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** GitHub's own limit for a body is not documented; a SARIF upload may have 10 MB. */
const LARGEST_BODY = 32 * 1024 * 1024;

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function listen(port: number, listener: Listener): Promise<RunningServer> {
  const server: Server = createServer((request, response) => {
    listener(request, response).catch((error: unknown) => {
      // A bug of the double: said aloud, for the test that runs into it.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`double: ${text}\n`);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { 'content-type': 'application/json' })
          .end(JSON.stringify({ message: `double: ${text}` }));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
