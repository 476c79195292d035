import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationDescription } from '../openapi/description.ts';
import type { Json } from '../openapi/json.ts';
import type { Match } from '../openapi/router.ts';
import type { Validator } from '../openapi/validator.ts';
import type { World } from '../state/world.ts';
import { ApiError } from './api-error.ts';
import type { Failure, Failures, RecordedCall } from './failures.ts';
import { primaryLimit, secondaryLimit, type RateLimits } from './rate-limits.ts';
import type { Violation } from './records.ts';
import type { Answer, Route } from './route.ts';

export interface ApiParts {
  readonly world: World;
  readonly routes: ReadonlyMap<string, Route>;
  readonly route: (method: string, path: string) => Match | undefined;
  readonly validator: Validator;
  readonly failures: Failures;
  readonly limits: RateLimits;
  readonly violate: (violation: Violation) => void;
  readonly record: (call: RecordedCall) => void;
}

export interface ApiRequest {
  readonly method: string;
  /** With the API's path alone: `/repos/acme/shop`. */
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Lets a call fail where a test wants it to, on its way here or back. */
export async function respond(
  parts: ApiParts,
  { request, response, call }: { request: ApiRequest; response: ServerResponse; call: RecordedCall },
  produce: (failure: Failure | undefined) => Promise<Answer>,
): Promise<void> {
  const failure = parts.failures.take(call);
  if (failure?.kind === 'cut') return cut(response);
  const answer = await produce(failure);
  if (failure?.kind === 'cut-after-effect') return cut(response);
  if (failure?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, failure.milliseconds));
  if (failure?.kind === 'held') await failure.until;
  call.status = answer.status;
  write(request, response, answer);
}

export function recordCall(parts: ApiParts, request: ApiRequest, operationId: string): RecordedCall {
  const call = {
    operationId,
    method: request.method,
    path: request.url.pathname,
    query: Object.fromEntries(request.url.searchParams),
    body: parseBody(request.body),
    installationId: installationIdOf(parts.world, request.headers.authorization),
    at: parts.world.now(),
    status: 0,
  };
  parts.record(call);
  return call;
}

function installationIdOf(world: World, authorization: string | undefined): number | undefined {
  return world.tokens.get(authorization?.split(' ')[1] ?? '')?.installation.id;
}

/** `undefined` for no body, and the text itself where it is not JSON. */
export function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Answers with what a test asked for; nothing has been done yet. */
export function throwFailure(failure: Failure, limits: RateLimits, budgetKey: string): void {
  if (failure.kind === 'status') {
    const message = USUAL_WORDS[failure.status] ?? 'Server Error';
    throw new ApiError(failure.status, { message, ...failure.body }, failure.headers);
  }
  if (failure.kind === 'secondary-limit') throw secondaryLimit(failure.retryAfterSeconds, failure.status ?? 403);
  if (failure.kind === 'primary-limit') {
    const budget = limits.peek(budgetKey);
    const now = budget.reset - 3600;
    throw primaryLimit({ ...budget, reset: now + failure.resetsInSeconds }, failure.status ?? 403);
  }
}

const USUAL_WORDS: Readonly<Record<number, string>> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by integration',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  422: 'Validation Failed',
  429: 'Too Many Requests',
  502: 'Server Error',
};

export function errorBody(error: ApiError, operation: OperationDescription | undefined): Json {
  const documentation = operation?.documentationUrl ?? 'https://docs.github.com/rest';
  return { documentation_url: documentation, ...error.body, status: String(error.status) };
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

function write(request: ApiRequest, response: ServerResponse, answer: Answer): void {
  const headers: Record<string, string> = {
    'x-github-request-id': randomUUID(),
    'x-github-media-type': 'github.v3; format=json',
    ...answer.headers,
  };
  if (answer.body === undefined) {
    response.writeHead(answer.status, headers).end();
    return;
  }
  const text = JSON.stringify(answer.body);
  if (request.method === 'GET' && answer.status === 200) {
    headers['etag'] = `W/"${createHash('sha256').update(text).digest('hex')}"`;
    if (request.headers['if-none-match'] === headers['etag']) {
      response.writeHead(304, headers).end();
      return;
    }
  }
  headers['content-type'] = 'application/json; charset=utf-8';
  response.writeHead(answer.status, headers).end(text);
}
