import type { operations } from '@octokit/openapi-types';
import type { Needed } from '../auth/authorize.ts';
import type { Caller } from '../auth/caller.ts';
import type { Json } from '../openapi/json.ts';
import type { Repository } from '../state/entities.ts';
import type { World } from '../state/world.ts';

export type OperationId = keyof operations;

type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : undefined;
type PathOf<Id extends OperationId> = operations[Id] extends { parameters: { path: infer Path } } ? Path : unknown;
type QueryOf<Id extends OperationId> = operations[Id] extends { parameters: { query?: infer Query } }
  ? NonNullable<Query>
  : unknown;

/** A request whose parts were checked against the description. */
export interface Call<Id extends OperationId> {
  readonly world: World;
  readonly caller: Caller;
  readonly path: PathOf<Id>;
  readonly query: QueryOf<Id>;
  readonly body: BodyOf<Id>;
  /** Links to further pages start from it. */
  readonly url: URL;
}

export interface Answer {
  readonly status: number;
  /** Missing: an answer without content. */
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call before its parts are given their types. */
export interface UntypedCall {
  readonly world: World;
  readonly caller: Caller;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly url: URL;
}

export interface Route {
  readonly operationId: OperationId;
  /** Missing: the route looks at the caller itself. */
  readonly needed?: readonly Needed[];
  readonly handle: (call: UntypedCall, repository: Repository | undefined) => Answer | Promise<Answer>;
}

/** A route that looks at its caller itself. */
export function route<Id extends OperationId>(
  operationId: Id,
  handle: (call: Call<Id>) => Answer | Promise<Answer>,
): Route {
  // Sound: the validator held each part against the description from which the types are made.
  return { operationId, handle: (call) => handle(call as Call<Id>) };
}

/** A route below `/repos/{owner}/{repo}`: one of the permissions is needed there. */
export function repositoryRoute<Id extends OperationId>(
  operationId: Id,
  needed: Needed | readonly Needed[],
  handle: (call: Call<Id>, repository: Repository) => Answer | Promise<Answer>,
): Route {
  return {
    operationId,
    needed: typeof needed === 'string' ? [needed] : needed,
    handle(call, repository) {
      if (!repository) throw new Error(`${operationId} is not below a repository`);
      return handle(call as Call<Id>, repository);
    },
  };
}

export const ok = (body: Json): Answer => ({ status: 200, body });
export const created = (body: Json): Answer => ({ status: 201, body });
export const noContent = (): Answer => ({ status: 204 });
