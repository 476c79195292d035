import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';

/** Another status than 2xx, after all tries. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  constructor(status: number) {
    super(`it answered ${status}`);
    this.status = status;
  }
}

export interface RetryPolicy {
  readonly tries: number;
  /** Milliseconds before the second try; doubled before each further one. */
  readonly firstDelay: number;
  /** Most milliseconds waited where the service asks for more. */
  readonly longestDelay: number;
}
export const RETRIES: RetryPolicy = { tries: 4, firstDelay: 500, longestDelay: 30_000 };

export interface JsonPorts {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly retries?: RetryPolicy;
}

export interface JsonRequest<Schema extends z.ZodType> {
  readonly path: string;
  /** Present: it is posted. */
  readonly body?: unknown;
  readonly schema: Schema;
}

/**
 * Asks a service for JSON. Tries again on 429, on 5xx and on a cut connection, after what `Retry-After` says or a delay
 * that doubles. Throws {@link HttpError}, what `fetch` threw, the signal's reason, or zod's error.
 */
export async function fetchJson<Schema extends z.ZodType>(
  ports: JsonPorts,
  request: JsonRequest<Schema>,
): Promise<z.infer<Schema>> {
  const policy = ports.retries ?? RETRIES;
  for (let attempt = 1; ; attempt++) {
    const answer = await attemptOnce(ports, request);
    if ('json' in answer) return request.schema.parse(answer.json);
    if (!answer.again || attempt >= policy.tries) throw answer.error;
    const delay = answer.after ?? policy.firstDelay * 2 ** (attempt - 1);
    await sleep(Math.min(delay, policy.longestDelay), undefined, { signal: ports.signal });
  }
}

type Attempt =
  { readonly json: unknown } | { readonly error: unknown; readonly again: boolean; readonly after?: number };

async function attemptOnce<Schema extends z.ZodType>(ports: JsonPorts, request: JsonRequest<Schema>): Promise<Attempt> {
  try {
    const response = await ports.fetch(ports.url.replace(/\/+$/, '') + request.path, {
      signal: ports.signal,
      ...(request.body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(request.body), headers: { 'content-type': 'application/json' } }),
    });
    if (response.ok) return { json: await response.json() };
    await response.body?.cancel();
    const again = response.status === 429 || response.status >= 500;
    const after = retryAfter(response.headers.get('retry-after'));
    return { error: new HttpError(response.status), again, ...(after === undefined ? {} : { after }) };
  } catch (error) {
    ports.signal.throwIfAborted();
    return { error, again: true };
  }
}

/** Milliseconds. Its other form, a date, would need this machine's clock to be right: the delay is used instead. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
