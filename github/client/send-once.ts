import { cutAnswer } from './failed-request.ts';
import type { HookedRequest, RequestAnswer } from './hooked-request.ts';

export type Sent = { readonly answer: RequestAnswer } | { readonly error: unknown };

/** Sends a request, with an end in `timeout` milliseconds. An answer that broke off is an error. */
export async function sendOnce(
  { send, parameters }: HookedRequest,
  { timeout, signal }: { timeout: number; signal: AbortSignal | undefined },
): Promise<Sent> {
  const { request } = parameters;
  const given: unknown = request.signal;
  const ends = [AbortSignal.timeout(timeout), signal, given instanceof AbortSignal ? given : undefined];
  // In an object of its own: Octokit hands the same one to all requests of a client.
  parameters.request = { ...request, signal: AbortSignal.any(ends.filter((end) => end !== undefined)) };
  try {
    const answer = await send(parameters);
    return isCut(answer) ? { error: cutAnswer(parameters) } : { answer };
  } catch (error) {
    return { error };
  } finally {
    // The next attempt has a time of its own.
    parameters.request = request;
  }
}

/** Octokit hides it when the body of an answer could not be read to its end: what should be JSON is then a string. */
function isCut({ headers, data }: RequestAnswer): boolean {
  const isJson = /^application\/(?:[\w.+-]*\+)?json\b/.test(headers['content-type'] ?? '');
  return isJson && typeof data === 'string' && String(headers['content-length'] ?? '') !== '0';
}
