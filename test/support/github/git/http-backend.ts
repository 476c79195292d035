import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GIT_ENVIRONMENT } from './run-git.ts';

export interface BackendRequest {
  readonly gitDir: string;
  /** After the repository: `/info/refs`. */
  readonly path: string;
  readonly query: string;
  /** Whoever pushes; nobody may where this is missing. */
  readonly user?: string;
}

/** Hands a request to `git http-backend` by CGI, and streams its answer. Settles when both are through. */
export function runHttpBackend(
  request: IncomingMessage,
  response: ServerResponse,
  target: BackendRequest,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], {
      env: environmentOf(request, target),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.on('error', reject);
    child.on('close', () => {
      if (!response.writableEnded) response.end();
      resolve();
    });
    child.stdin.on('error', () => undefined);
    request.pipe(child.stdin);
    response.on('close', () => child.kill());
    let head: Buffer | undefined = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      if (head === undefined) {
        if (!response.write(chunk)) {
          child.stdout.pause();
          response.once('drain', () => child.stdout.resume());
        }
        return;
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      writeHead(response, head.subarray(0, end).toString('latin1'));
      response.write(head.subarray(end + 4));
      head = undefined;
    });
  });
}

function environmentOf(request: IncomingMessage, target: BackendRequest): Record<string, string> {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    ...GIT_ENVIRONMENT,
    GIT_PROJECT_ROOT: target.gitDir,
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROTOCOL: header('git-protocol'),
    PATH_INFO: target.path,
    QUERY_STRING: target.query,
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: header('content-type'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    REMOTE_ADDR: '127.0.0.1',
    ...(header('content-length') ? { CONTENT_LENGTH: header('content-length') } : {}),
    ...(target.user === undefined ? {} : { REMOTE_USER: target.user }),
  };
}

function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') response.statusCode = Number(value.split(' ')[0]);
    else response.setHeader(name, value);
  }
}
