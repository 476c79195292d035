import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What to do with one request instead of answering it as documented. */
export type Trouble =
  { readonly status: number; readonly retryAfter?: string } | 'cut' | 'never-answer' | { readonly body: string };

interface Query {
  readonly package: { readonly ecosystem: string; readonly name: string };
  readonly version: string;
  readonly page_token?: string;
}

/**
 * Answers as OSV documents it: batches of at most 1,000, in order, by pages; advisories by id. Keeps what was asked.
 * `refuse` makes a batch that holds such a name wrong (400).
 */
export class OsvDouble {
  readonly advisories = new Map<string, object>();
  /** Ids by `ecosystem name version`. */
  readonly known = new Map<string, readonly string[]>();
  readonly troubles: Trouble[] = [];
  readonly requests: string[] = [];
  readonly batches: number[] = [];
  refuse = '';
  pageSize = 1000;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.requests.push(`${request.method} ${request.url}`);
    const trouble = this.troubles.shift();
    if (trouble === 'cut') return void request.socket.destroy();
    if (trouble === 'never-answer') return;
    if (trouble && 'body' in trouble) return void response.end(trouble.body);
    if (trouble) {
      if (trouble.retryAfter !== undefined) response.setHeader('retry-after', trouble.retryAfter);
      return void response.writeHead(trouble.status).end('{"code":14,"message":"no"}');
    }
    if (request.url === '/v1/querybatch') this.answerBatch(Buffer.concat(chunks).toString(), response);
    else this.answerAdvisory(decodeURIComponent(request.url!.replace('/v1/vulns/', '')), response);
  }

  private answerBatch(body: string, response: ServerResponse): void {
    const { queries } = JSON.parse(body) as { queries: Query[] };
    this.batches.push(queries.length);
    const wrong = queries.length > 1000 || queries.some((query) => query.package.name === this.refuse);
    if (wrong) return void response.writeHead(400).end('{"code":3,"message":"Invalid query."}');
    const results = queries.map((query) => {
      const ids = this.known.get(`${query.package.ecosystem} ${query.package.name} ${query.version}`) ?? [];
      const start = Number(query.page_token ?? 0);
      const vulns = ids.slice(start, start + this.pageSize).map((id) => ({ id, modified: '2026-01-01T00:00:00Z' }));
      const more = start + this.pageSize < ids.length ? { next_page_token: String(start + this.pageSize) } : {};
      return vulns.length > 0 ? { vulns, ...more } : {};
    });
    response.end(JSON.stringify({ results }));
  }

  private answerAdvisory(id: string, response: ServerResponse): void {
    const advisory = this.advisories.get(id);
    if (advisory) response.end(JSON.stringify(advisory));
    else response.writeHead(404).end('{"code":5,"message":"Bug not found."}');
  }
}
