import { sleep } from '../github/client/sleep.ts';
import { fetchThroughProxy } from './fetch-through-proxy.ts';

/** Bytes of an answer: all that are expected are far smaller. Ours. */
const MAX_ANSWER_BYTES = 64 * 2 ** 10;

export interface Answer {
  readonly status: number;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
}

/** How long a service is waited for, in milliseconds. */
export interface Patience {
  /** For one attempt, with its whole answer. */
  readonly timeout: number;
  /** Before each further attempt. */
  readonly pauses: readonly number[];
}

export interface AnswerOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Nothing of it may be shown. */
  readonly bearer: string;
  /** To be posted; absent: GET. */
  readonly body?: { readonly type: string; readonly content: Buffer };
  readonly patience: Patience;
}

/** Nobody answers, or not as agreed: in words that hold nothing of a request. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/**
 * Asks a service, again where it may only be out of breath: no connection, 429, 5xx. Redirects are not followed: who shows
 * a token shows it to the address that was named. Throws {@link NoAnswerError}.
 */
export async function fetchAnswer(url: string, options: AnswerOptions): Promise<Answer> {
  for (const pause of options.patience.pauses) {
    const answer = await attempt(url, options).catch((error: unknown) => {
      if (error instanceof NoAnswerError) return undefined;
      throw error;
    });
    if (answer && answer.status !== 429 && answer.status < 500) return answer;
    await sleep(pause);
  }
  return attempt(url, options);
}

async function attempt(url: string, { env, bearer, body, patience: { timeout } }: AnswerOptions): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
  try {
    const response = await fetchThroughProxy(env)(url, {
      signal,
      redirect: 'manual',
      ...(body
        ? { method: 'POST', headers: { ...headers, 'content-type': body.type }, body: new Uint8Array(body.content) }
        : { headers }),
    });
    const { status } = response;
    return { status, body: parse(await textOf(response)) };
  } catch (error) {
    if (error instanceof NoAnswerError) throw error;
    throw new NoAnswerError(signal.aborted ? `no answer within ${timeout / 1000} s` : 'no connection');
  }
}

async function textOf({ body }: Pick<Response, 'body'>): Promise<string> {
  if (body === null) return '';
  const stream: AsyncIterable<Uint8Array> = body;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    bytes += part.length;
    if (bytes > MAX_ANSWER_BYTES) throw new NoAnswerError('an answer that is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
