import type { ServerResponse } from 'node:http';
import { budgetKeyOf, identify, type Caller } from '../auth/caller.ts';
import { locateRepository, requirePermission } from '../auth/authorize.ts';
import type { OperationDescription } from '../openapi/description.ts';
import type { Json } from '../openapi/json.ts';
import type { Match } from '../openapi/router.ts';
import { readParameter } from '../openapi/validator.ts';
import type { World } from '../state/world.ts';
import { ApiError, notFound, unprocessable } from './api-error.ts';
import type { Failure, RecordedCall } from './failures.ts';
import { rateLimitHeaders } from './rate-limits.ts';
import { errorBody, recordCall, respond, throwFailure, type ApiParts, type ApiRequest } from './respond.ts';
import type { Answer } from './route.ts';

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

function findOperation(parts: ApiParts, { method, url }: ApiRequest): Match | undefined {
  const byNumber = /^\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname);
  const repository = byNumber && parts.world.repositories.get(Number(byNumber[1]));
  const path = repository ? `/repos/${repository.owner.login}/${repository.name}${byNumber[2] ?? ''}` : url.pathname;
  return parts.route(method, path);
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

function checkAnswer(parts: ApiParts, operation: OperationDescription, answer: Answer): void {
  // What is sent is text: members that are undefined are not there.
  const body: unknown = answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body));
  const problems = parts.validator.answer(operation, answer.status, body);
  if (problems.length > 0)
    parts.violate({ kind: 'answer', subject: `${operation.operationId} ${answer.status}`, problems });
}
