import type { ServerResponse } from 'node:http';
import { budgetKeyOf, identify } from '../auth/caller.ts';
import { answerGraphql, graphqlOperationId, isMutation } from '../graphql/answer-graphql.ts';
import { ApiError } from './api-error.ts';
import { rateLimitHeaders } from './rate-limits.ts';
import { errorBody, parseBody, recordCall, respond, throwFailure, type ApiParts, type ApiRequest } from './respond.ts';

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
