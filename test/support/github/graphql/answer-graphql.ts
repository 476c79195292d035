import {
  defaultFieldResolver,
  execute,
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
} from 'graphql';
import { requireInstallation } from '../auth/authorize.ts';
import type { Caller } from '../auth/caller.ts';
import type { Json } from '../openapi/json.ts';
import type { World } from '../state/world.ts';
import { loadSchema } from './load-schema.ts';
import { createRoot } from './resolvers.ts';

export interface GraphqlOutcome {
  readonly body: Json;
  /** What was wrong with the request by GitHub's schema, or is not done by the double. */
  readonly problems: readonly string[];
}

/**
 * The fields that a query or mutation starts with, by which calls are told apart: `graphql/resolveReviewThread`.
 * Plain `graphql` where that cannot be read.
 */
export function graphqlOperationId(body: unknown): string {
  const query = readRequest(body)?.query;
  try {
    const [definition] = parse(query ?? '', { noLocation: true }).definitions;
    const selections = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
    const names = selections.map((one) => (one.kind === Kind.FIELD ? one.name.value : '')).filter(Boolean);
    return names.length > 0 ? `graphql/${names.join('+')}` : 'graphql';
  } catch {
    return 'graphql';
  }
}

/** Whether it changes something. */
export function isMutation(body: unknown): boolean {
  return /^\s*mutation\b/.test(readRequest(body)?.query ?? '');
}

/** Answers 200 with data, with errors, or with both, as GitHub does. Throws as the REST API where the token is no good. */
export async function answerGraphql(world: World, caller: Caller, body: unknown): Promise<GraphqlOutcome> {
  const token = requireInstallation(caller);
  const request = readRequest(body);
  if (!request) {
    return {
      body: { errors: [{ message: 'A query attribute must be specified and must be a string.' }] },
      problems: ['no query'],
    };
  }
  const schema = loadSchema();
  let document: DocumentNode;
  try {
    document = parse(request.query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { body: { errors: [describe(error)] }, problems: [error.message] };
  }
  const invalid = validate(schema, document);
  if (invalid.length > 0) {
    return { body: { errors: invalid.map(describe) }, problems: invalid.map((error) => error.message) };
  }
  const notDone: string[] = [];
  const result = await execute({
    schema,
    document,
    rootValue: createRoot(world, token),
    variableValues: request.variables,
    fieldResolver: resolver(notDone),
  });
  const errors = (result.errors ?? []).map(describe);
  // What the variables lack is found before anything is resolved: there is no data then.
  const badVariables = result.data === undefined ? (result.errors ?? []).map((error) => error.message) : [];
  const data = result.data === undefined ? {} : { data: JSON.parse(JSON.stringify(result.data)) as Json };
  return { body: { ...data, ...(errors.length > 0 ? { errors } : {}) }, problems: [...notDone, ...badVariables] };
}

/** A field that the double has nothing for is said, instead of being `null`. */
function resolver(notDone: string[]): GraphQLFieldResolver<unknown, unknown> {
  return (source, args: Record<string, unknown>, context, info) => {
    if (typeof source === 'object' && source !== null && !(info.fieldName in source)) {
      const problem = `the double has no ${info.parentType.name}.${info.fieldName} yet`;
      notDone.push(problem);
      throw new GraphQLError(problem);
    }
    return defaultFieldResolver(source, args, context, info);
  };
}

function describe(error: GraphQLError): Json {
  const { type } = error.extensions;
  return {
    ...(typeof type === 'string' ? { type } : {}),
    message: error.message,
    path: error.path ? [...error.path] : undefined,
    locations: error.locations?.map(({ line, column }) => ({ line, column })),
  };
}

interface GraphqlRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

function readRequest(body: unknown): GraphqlRequest | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { query, variables } = body as { query?: unknown; variables?: unknown };
  if (typeof query !== 'string') return undefined;
  const given = typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {};
  return { query, variables: given };
}
