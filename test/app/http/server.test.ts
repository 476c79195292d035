import { connect } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { startHttpServer, type HttpServer } from '../../../app/http/server.ts';

const log = pino({ level: 'silent' });
const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close(0)));
});

async function start(fetch: () => Response | Promise<Response>, host = '127.0.0.1'): Promise<HttpServer> {
  const server = await startHttpServer({ app: { fetch }, host, port: 0, log });
  servers.push(server);
  return server;
}

it.each(['127.0.0.1', '0.0.0.0'])('a server at %s names an address that can be opened', async (host) => {
  const server = await start(() => new Response('hello'), host);
  expect(server.url).toMatch(/^http:\/\/(127\.0\.0\.1|localhost):\d+$/);
  expect(await (await fetch(server.url)).text()).toBe('hello');
});

describe('a server that is asked to end', () => {
  it('finishes what is under way, and accepts no more', async () => {
    let finish: (response: Response) => void = () => undefined;
    let begun: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => (begun = resolve));
    const server = await start(() => {
      begun();
      return new Promise<Response>((resolve) => (finish = resolve));
    });
    const answer = fetch(server.url);
    await underWay;
    const closed = server.close(10_000);
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
    finish(new Response('done'));
    expect(await (await answer).text()).toBe('done');
    await closed;
  });

  it('does not wait for connections that stand idle', async () => {
    const server = await start(() => new Response('hello'));
    const socket = connect(server.port, '127.0.0.1');
    const ended = new Promise((resolve) => socket.on('close', resolve));
    await new Promise<void>((resolve) => {
      socket.once('data', () => resolve());
      socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    });
    await server.close(60_000);
    await ended;
  });

  it('cuts what is not done in time', async () => {
    let begun: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => (begun = resolve));
    const server = await start(() => {
      begun();
      return new Promise<Response>(() => undefined);
    });
    const answer = fetch(server.url);
    await underWay;
    await server.close(1);
    await expect(answer).rejects.toThrow('fetch failed');
  });
});

it('an address that is taken is an error', async () => {
  const { port } = await start(() => new Response());
  const app = { fetch: () => new Response() };
  await expect(startHttpServer({ app, host: '127.0.0.1', port, log })).rejects.toThrow('EADDRINUSE');
});

describe('what is no HTTP', () => {
  it.each([
    ['nonsense', 'hello\r\n\r\n'],
    ['a header without an end', `GET / HTTP/1.1\r\nx: ${'a'.repeat(100_000)}`],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a path that is none', 'GET \\\\evil HTTP/1.1\r\nhost: a\r\n\r\n'],
  ])('is refused: %s', async (_, request) => {
    const server = await start(() => new Response('hello'));
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
        socket.end();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
      socket.write(request);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await (await fetch(server.url)).text()).toBe('hello');
  });
});
