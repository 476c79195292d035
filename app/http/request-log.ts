import type { MiddlewareHandler } from 'hono';
import { randomUUID } from 'node:crypto';
import type { Log } from '../../database/log.ts';

/** What is asked every few seconds by machines, and says nothing when it goes well. */
const QUIET: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

/** One line for each request, with an id that the answer carries too. Never the query, nor what stands in a path like one: they hold signatures. */
export function requestLog(log: Log): MiddlewareHandler<{ Variables: { correlationId: string } }> {
  return async (context, next) => {
    const began = performance.now();
    const correlationId = randomUUID();
    context.set('correlationId', correlationId);
    context.header('x-request-id', correlationId);
    await next();
    const { method, path } = context.req;
    const { status } = context.res;
    const level = status >= 500 ? 'error' : QUIET.has(path) ? 'debug' : 'info';
    log[level](
      { correlationId, method, path: withoutSignature(path), status, ms: Math.round(performance.now() - began) },
      'request',
    );
  };
}

/** As the log may hold it: links to images carry their signature, 43 letters of base64url, in the path. */
export function withoutSignature(path: string): string {
  return path.replace(/[\w-]{43,}/g, '…');
}
