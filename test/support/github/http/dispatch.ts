import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { budgetKeyOf, identify, type Caller } from '../auth/caller.ts';
import { locateRepository, requirePermission } from '../auth/authorize.ts';
import type { OperationDescription } from '../openapi/description.ts';
import type { Json } from '../openapi/json.ts';
import { readParameter, type Validator } from '../openapi/validator.ts';
import type { Match } from '../openapi/router.ts';
import type { World } from '../state/world.ts';
import { answerGraphql, graphqlOperationId, isMutation } from '../graphql/answer-graphql.ts';
import { ApiError, notFound, unprocessable } from './api-error.ts';
import type { Failure, Failures, RecordedCall } from './failures.ts';
import { primaryLimit, rateLimitHeaders, secondaryLimit, type RateLimits } from './rate-limits.ts';
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

/** Answers a request to the REST API: identify, hold against the description, authorise, do, hold the answer against it. */
export function dispatch(parts: ApiParts, request: ApiRequest, response: ServerResponse): Promise<void> {
  const match = findOperation(parts, request);
  const call = recordCall(parts, request, match?.operation.operationId ?? 'unknown');
  return respond(parts, { request, response, call }, async (failure) => {
    try {
      const answer = await answerTo(parts, { request, match, call, failure, response });
      if (match) checkAnswer(parts, match.operation, answer);
      return answer;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const answer = { status: error.status, headers: error.headers, body: errorBody(error, match?.operation) };
      if (match && failure?.kind !== 'status') checkAnswer(parts, match.operation, answer);
      return answer;
    }
  });
}

/** Answers a request to GraphQL. Its errors come with status 200, but for those of the token and of limits. */
export function dispatchGraphql(parts: ApiParts, request: ApiRequest, response: ServerResponse): Promise<void> {
  const body = parseBody(request.body);
  const call = recordCall(parts, request, graphqlOperationId(body));
  return respond(parts, { request, response, call }, async (failure) => {
    try {
      const caller = identify(parts.world, request.headers.authorization);
      const key = budgetKeyOf(caller);
      if (failure) throwFailure(failure, parts.limits, key);
      const budget = parts.limits.spend(`${key} graphql`);
      if (isMutation(body)) response.once('close', parts.limits.beginWrite(key));
      const { body: answer, problems } = await answerGraphql(parts.world, caller, body);
      if (problems.length > 0) parts.violate({ kind: 'request', subject: call.operationId, problems });
      return { status: 200, body: answer, headers: { ...rateLimitHeaders(budget), 'x-ratelimit-resource': 'graphql' } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: error.status, headers: error.headers, body: errorBody(error, undefined) };
    }
  });
}

/** Lets a call fail where a test wants it to, on its way here or back. */
async function respond(
  parts: ApiParts,
  { request, response, call }: { request: ApiRequest; response: ServerResponse; call: RecordedCall },
  produce: (failure: Failure | undefined) => Promise<Answer>,
): Promise<void> {
  const failure = parts.failures.take(call);
  if (failure?.kind === 'cut') return cut(response);
  const answer = await produce(failure);
  if (failure?.kind === 'cut-after-effect') return cut(response);
  if (failure?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, failure.milliseconds));
  call.status = answer.status;
  write(request, response, answer);
}

function findOperation(parts: ApiParts, { method, url }: ApiRequest): Match | undefined {
  const byNumber = /^\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname);
  const repository = byNumber && parts.world.repositories.get(Number(byNumber[1]));
  const path = repository ? `/repos/${repository.owner.login}/${repository.name}${byNumber[2] ?? ''}` : url.pathname;
  return parts.route(method, path);
}

function recordCall(parts: ApiParts, request: ApiRequest, operationId: string): RecordedCall {
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
function parseBody(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const text = body.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Asked {
  readonly request: ApiRequest;
  readonly response: ServerResponse;
  readonly match: Match | undefined;
  readonly call: RecordedCall;
  readonly failure: Failure | undefined;
}

async function answerTo(parts: ApiParts, { request, response, match, call, failure }: Asked): Promise<Answer> {
  const problems = match ? problemsOf(parts, { match, request, body: call.body }) : [];
  const subject = match?.operation.operationId ?? `${call.method} ${call.path}`;
  if (!match) parts.violate({ kind: 'unknown-path', subject, problems: ['GitHub has no such path'] });
  if (problems.length > 0) parts.violate({ kind: 'request', subject, problems });

  const caller = identify(parts.world, request.headers.authorization);
  const budgetKey = budgetKeyOf(caller);
  if (failure) throwFailure(failure, parts.limits, budgetKey);
  const budget = call.operationId === 'rate-limit/get' ? parts.limits.peek(budgetKey) : parts.limits.spend(budgetKey);
  if (!match) throw notFound();
  // A write is under way until it is answered, or the connection is gone.
  if (call.method !== 'GET') response.once('close', parts.limits.beginWrite(budgetKey));
  try {
    const answer = await handle(parts, { request, match, call, caller, problems });
    return { ...answer, headers: { ...rateLimitHeaders(budget), ...answer.headers } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw Object.assign(error, { headers: { ...rateLimitHeaders(budget), ...error.headers } });
  }
}

async function handle(
  parts: ApiParts,
  asked: { request: ApiRequest; match: Match; call: RecordedCall; caller: Caller; problems: readonly string[] },
): Promise<Answer> {
  const { request, match, call, caller, problems } = asked;
  const { operation } = match;
  const route = parts.routes.get(operation.operationId);
  if (!route) {
    const problem = 'the double does not do this yet';
    parts.violate({ kind: 'answer', subject: operation.operationId, problems: [problem] });
    throw new ApiError(501, { message: problem });
  }
  const { owner, repo } = match.path;
  const located = owner !== undefined && repo !== undefined ? locateRepository(parts.world, owner, repo) : undefined;
  if (located?.moved) return redirect(parts.world, located.repository.id, { operation, request });
  if (located && route.needed) requirePermission(caller, located.repository, route.needed);
  if (problems.length > 0) throw unprocessable(`Invalid request.\n\n${problems.join('\n')}`);
  const untyped = {
    world: parts.world,
    caller,
    path: typed(operation, 'path', match.path),
    query: typed(operation, 'query', call.query),
    body: call.body ?? {},
    url: request.url,
  };
  return route.handle(untyped, located?.repository);
}

/** GitHub sends whoever uses an old name to the repository's number. */
function redirect(
  world: World,
  id: number,
  { operation, request }: { operation: OperationDescription; request: ApiRequest },
): Answer {
  const depth = operation.path.startsWith('/repos/{owner}/{repo}') ? 4 : 0;
  const rest = request.url.pathname.split('/').slice(depth).join('/');
  const url = `${world.urls.api}/repositories/${id}${rest ? `/${rest}` : ''}${request.url.search}`;
  const status = request.method === 'GET' ? 301 : 307;
  return {
    status,
    headers: { location: url },
    body: {
      message: 'Moved Permanently',
      url,
      documentation_url: 'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
    },
  };
}

function problemsOf(
  parts: ApiParts,
  { match, request, body }: { match: Match; request: ApiRequest; body: unknown },
): string[] {
  return [
    ...parts.validator.path(match.operation, match.path),
    ...parts.validator.query(match.operation, request.url.searchParams),
    ...parts.validator.body(match.operation, body),
  ];
}

function typed(
  operation: OperationDescription,
  place: 'path' | 'query',
  values: Readonly<Record<string, string>>,
): Record<string, Json> {
  const described = operation.parameters.filter(
    (parameter) => parameter.in === place && values[parameter.name] !== undefined,
  );
  return Object.fromEntries(
    described.map((parameter) => [parameter.name, readParameter(parameter, values[parameter.name] ?? '')]),
  );
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

function errorBody(error: ApiError, operation: OperationDescription | undefined): Json {
  const documentation = operation?.documentationUrl ?? 'https://docs.github.com/rest';
  return { documentation_url: documentation, ...error.body, status: String(error.status) };
}

function checkAnswer(parts: ApiParts, operation: OperationDescription, answer: Answer): void {
  // What is sent is text: members that are undefined are not there.
  const body: unknown = answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body));
  const problems = parts.validator.answer(operation, answer.status, body);
  if (problems.length > 0)
    parts.violate({ kind: 'answer', subject: `${operation.operationId} ${answer.status}`, problems });
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
