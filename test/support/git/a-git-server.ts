import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runHttpBackend } from '../github/git/http-backend.ts';

/** Repositories over HTTP as GitHub serves them, by git itself. */
export interface GitServer {
  readonly url: string;
  /** Every request so far: its path, and what it said of who asks. */
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[];
  /** Answers instead of git where it returns true. */
  interrupt(by: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined): void;
  close(): Promise<void>;
}

/** @param repositories git directories by `owner/name` */
export async function aGitServer(repositories: Readonly<Record<string, string>>): Promise<GitServer> {
  const requests: { path: string; authorization: string | undefined }[] = [];
  let interrupting: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
    requests.push({ path: `${request.method} ${pathname}${search}`, authorization: request.headers.authorization });
    if (interrupting?.(request, response)) return;
    const [, name = '', path = ''] = /^\/([^/]+\/[^/]+)\.git(\/.*)$/.exec(pathname) ?? [];
    const gitDir = repositories[name];
    if (gitDir === undefined) return void response.writeHead(404).end('Repository not found.');
    runHttpBackend(request, response, { gitDir, path, query: search.slice(1) }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    interrupt(by) {
      interrupting = by;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
