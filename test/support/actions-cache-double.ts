// GitHub's cache service for jobs (version 2), as @actions/cache calls it: Twirp for the entries, and a store of blobs behind
// signed addresses.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CacheEntry {
  readonly key: string;
  readonly version: string;
  content: Buffer;
  finished: boolean;
}

export type CacheTrouble =
  /** Every answer is a 500. */
  | 'fails'
  /** No answer at all. */
  | 'hangs'
  /** Nothing can be kept any more. */
  | 'is full'
  /** The download stops halfway. */
  | 'cuts off';

export interface ActionsCacheDouble {
  /** What the runner gives to actions. */
  readonly variables: Readonly<Record<string, string>>;
  /** Oldest first. */
  readonly entries: CacheEntry[];
  /** Names of the calls, in order. */
  readonly calls: string[];
  trouble: CacheTrouble | undefined;
  close(): Promise<void>;
}

const TWIRP = '/twirp/github.actions.results.api.v1.CacheService/';
const TOKEN = 'the-token-of-the-job';

export async function startActionsCacheDouble(): Promise<ActionsCacheDouble> {
  const blobs = new Map<string, CacheEntry>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const double: ActionsCacheDouble = {
    variables: { ACTIONS_RUNTIME_TOKEN: TOKEN, ACTIONS_RESULTS_URL: `${url}/`, ACTIONS_CACHE_SERVICE_V2: 'True' },
    entries: [],
    calls: [],
    trouble: undefined,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return double;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', url);
    const body = await bodyOf(request);
    if (double.trouble === 'hangs') return;
    if (double.trouble === 'fails') return json(response, 500, { code: 'internal', msg: 'it fails' });
    if (pathname.startsWith(TWIRP)) {
      const method = pathname.slice(TWIRP.length);
      double.calls.push(method);
      if (request.headers.authorization !== `Bearer ${TOKEN}`) return json(response, 401, { code: 'unauthenticated' });
      const { status = 200, ...said } = call(method, JSON.parse(body.toString()) as Asked);
      return json(response, status, said);
    }
    const entry = blobs.get(pathname);
    if (entry === undefined || searchParams.get('sig') !== pathname.split('/').at(-1)) {
      return json(response, 403, { code: 'AuthenticationFailed' });
    }
    if (request.method === 'PUT') {
      double.calls.push('upload');
      entry.content = body;
      return json(response, 201, {});
    }
    double.calls.push('download');
    response.writeHead(200, { 'content-length': entry.content.length });
    if (double.trouble === 'cuts off') response.write(entry.content.subarray(0, 100), () => response.destroy());
    else response.end(entry.content);
  }

  function call(method: string, asked: Asked): { readonly status?: number } & Record<string, unknown> {
    const { key, version } = asked;
    const known = double.entries.find((entry) => entry.key === key && entry.version === version);
    switch (method) {
      case 'CreateCacheEntry': {
        if (double.trouble === 'is full') {
          return { status: 429, code: 'resource_exhausted', msg: 'insufficient usage to cache the artifact' };
        }
        if (known) return { status: 409, code: 'already_exists', msg: 'cache entry with the same key already exists' };
        const entry = { key, version, content: Buffer.alloc(0), finished: false };
        double.entries.push(entry);
        return { ok: true, signed_upload_url: addressOf(entry) };
      }
      case 'FinalizeCacheEntryUpload':
        if (known === undefined || known.content.length !== Number(asked.size_bytes)) return { ok: false };
        known.finished = true;
        return { ok: true, entry_id: '1' };
      case 'GetCacheEntryDownloadURL': {
        const usable = double.entries.filter((entry) => entry.finished && entry.version === version).reverse();
        const wanted = [key, ...(asked.restore_keys ?? [])];
        const found =
          usable.find((entry) => entry.key === key) ??
          usable.find((entry) => wanted.some((prefix) => entry.key.startsWith(prefix)));
        if (found === undefined) return { ok: false };
        return { ok: true, signed_download_url: addressOf(found), matched_key: found.key };
      }
      default:
        return { status: 404, code: 'bad_route' };
    }
  }

  function addressOf(entry: CacheEntry): string {
    const id = randomUUID();
    blobs.set(`/account/actions-cache/${id}`, entry);
    return `${url}/account/actions-cache/${id}?sig=${id}`;
  }
}

interface Asked {
  readonly key: string;
  readonly version: string;
  readonly restore_keys?: readonly string[];
  readonly size_bytes?: string;
}

function json(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    // As Azure's store answers a PUT.
    etag: '"1"',
    'last-modified': new Date(0).toUTCString(),
    'x-ms-version': '2025-01-05',
  });
  response.end(text);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
