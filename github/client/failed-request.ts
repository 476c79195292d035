import { RequestError } from '@octokit/request-error';
import type { RequestParameters } from './hooked-request.ts';
import type { ResponseHeaders } from './read-rate-headers.ts';

/** What Octokit's errors tell, whichever copy of it made them. */
export interface FailedRequest {
  /** Of the answer; undefined: none came. */
  readonly status: number | undefined;
  readonly headers: ResponseHeaders;
  readonly message: string;
  /** Where the request went: may be another than was asked for, such as the one for a token. */
  readonly url: string;
  readonly cause: unknown;
}

/** Undefined: not an error of a request over HTTP. */
export function failedRequest(error: unknown): FailedRequest | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  const { message, cause } = error;
  const request = 'request' in error ? record(error.request) : {};
  const response = 'response' in error && error.response !== undefined ? record(error.response) : undefined;
  const url = typeof request['url'] === 'string' ? request['url'] : '';
  // Octokit gives 500 to errors without an answer, too.
  if (response === undefined) return { status: undefined, headers: {}, message, url, cause };
  return { status: error.status, headers: headersOf(response['headers']), message, url, cause };
}

/** The error of an answer that broke off. Octokit takes what was read of it for the whole. */
export function cutAnswer({ method, url }: Pick<RequestParameters, 'method' | 'url'>): RequestError {
  return new RequestError('the answer broke off', 500, { request: { method, url, headers: {} } });
}

/** Whether the request certainly did not reach GitHub: no connection was made. */
export function neverSent({ status, cause }: FailedRequest): boolean {
  if (status !== undefined) return false;
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    if ('code' in error && NO_CONNECTION.has(String(error.code))) return true;
    if (error instanceof AggregateError && error.errors.length > 0) {
      return error.errors.every((each) => NO_CONNECTION.has(String(record(each)['code'])));
    }
  }
  return false;
}

const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function headersOf(value: unknown): ResponseHeaders {
  const entries = Object.entries(record(value)).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(entries);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
