import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENTITLEMENTS_PATH, MEASUREMENTS_PATH } from '../../github/hand-over/app-api.ts';
import { unpackMeasurements, type Measurements } from '../../github/hand-over/measurements.ts';
import { aRunner, type ActionRun, type RunOptions } from './an-action-run.ts';
import type { GitHubDouble } from './github/github-double.ts';
import { readBody } from './github/http/server.ts';
import type { RepositoryHandle } from './github/site/repository-handle.ts';

/** What a service answers: a status, and a body that is sent as JSON, or as it is where it is text. */
export interface Reply {
  readonly status: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** In order, the last for all that follow; `hang`: nothing, ever. */
export type Replies = readonly (Reply | 'hang')[];

/** What the Action speaks to besides GitHub's API: the App, and the runner's service for tokens. */
export interface AppDouble {
  readonly url: string;
  /** Requests to the App so far: `GET /path`, and whose token it was. */
  readonly requests: { readonly line: string; readonly bearer: string; readonly type: string | undefined }[];
  readonly audiences: string[];
  readonly measurements: Measurements[];
  replies: { token: Replies; entitlements: Replies; measurements: Replies };
  /** What a runner sets where a job has `id-token: write`. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export const TOKEN = 'header.the-token-of-this-run.signature';
const REQUEST_TOKEN = 'the-token-that-asks-for-tokens';

export const granting = (capabilities: readonly string[], lapsed: readonly string[] = []): Replies => [
  { status: 200, body: { capabilities, lapsed } },
];

export async function anApp(): Promise<AppDouble> {
  const double: Omit<AppDouble, 'url' | 'env' | 'close'> = {
    requests: [],
    audiences: [],
    measurements: [],
    replies: {
      token: [{ status: 200, body: { value: TOKEN } }],
      entitlements: granting(['security-rules', 'suggestions', 'reports-pdf', 'trend']),
      measurements: [{ status: 202, body: { outcome: 'reviewed-anew' } }],
    },
  };
  const asked = { token: 0, entitlements: 0, measurements: 0 };
  const reply = (response: ServerResponse, what: keyof typeof asked): void => {
    const replies = double.replies[what];
    const next = replies[Math.min(asked[what]++, replies.length - 1)];
    if (next === undefined || next === 'hang') return;
    const { status, body = '', headers } = next;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const bearer = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (pathname === '/token') {
      double.audiences.push(searchParams.get('audience') ?? '');
      return bearer === REQUEST_TOKEN ? reply(response, 'token') : void response.writeHead(401).end();
    }
    double.requests.push({ line: `${request.method} ${pathname}`, bearer, type: request.headers['content-type'] });
    if (pathname === ENTITLEMENTS_PATH) return reply(response, 'entitlements');
    if (pathname !== MEASUREMENTS_PATH) return void response.writeHead(404).end();
    double.measurements.push(unpackMeasurements(await readBody(request)));
    reply(response, 'measurements');
  };
  const server = createServer((request, response) => void listener(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(double, {
    url,
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** Milliseconds. */
export const PATIENCE = { timeout: 1_000, pauses: [1] };
const PACE = { pauseBetweenWrites: 0, poll: 1, points: { units: 1e6, window: 60_000 }, content: [] };

/** Runs the Action in this process, with little patience. */
export async function runWithApp(
  github: GitHubDouble,
  repository: RepositoryHandle,
  options: RunOptions,
): Promise<ActionRun> {
  const runner = await aRunner(github, repository, options);
  try {
    let log = '';
    const write = (text: string) => void (log += text);
    const clock = () => new Date();
    const { run } = await import('../../action/run.ts');
    const code = await run({ env: runner.variables, write, clock, pace: PACE, patience: PATIENCE });
    return { code, log, ...runner.written() };
  } finally {
    runner.remove();
  }
}
