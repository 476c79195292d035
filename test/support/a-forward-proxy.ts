import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

export interface ForwardProxy {
  readonly url: string;
  /** What it was asked for, each once: `CONNECT host:80`, `GET host:80`. */
  readonly asked: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A proxy as a company has it: it alone knows its way to these hosts. Others it refuses. */
export async function aForwardProxy(ways: Readonly<Record<string, string>>): Promise<ForwardProxy> {
  const asked = new Set<string>();
  const wayTo = (method: string | undefined, host: string): URL | undefined => {
    asked.add(`${method} ${host}`);
    const way = ways[host.replace(/:80$/, '')];
    return way === undefined ? undefined : new URL(way);
  };
  const server = createServer((asking, answering) => {
    const url = new URL(asking.url ?? '', 'http://none.invalid');
    const way = wayTo(asking.method, url.host);
    if (way === undefined) return void answering.writeHead(403).end();
    const { method, headers } = asking;
    const path = url.pathname + url.search;
    const forwarded = request({ host: way.hostname, port: way.port, path, method, headers }, (answer) => {
      answering.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(answering);
    });
    forwarded.on('error', () => answering.destroy());
    asking.pipe(forwarded);
  });
  server.on('connect', ({ url = '' }, socket) => {
    const way = wayTo('CONNECT', url);
    if (way === undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const tunnel = connect(Number(way.port), way.hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on('error', () => socket.destroy());
    socket.on('error', () => tunnel.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
