import type { RateRequest } from './rate-budget.ts';

/** What is looked at of a request: what Octokit gives to its hooks. `url` is a template or a whole address. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly owner?: unknown;
  readonly repo?: unknown;
  /** Of GraphQL. */
  readonly query?: unknown;
}

export type RequestClass = Pick<RateRequest, 'kind' | 'resource'> & {
  /** `owner/name` in lower case; undefined where the request does not name one. */
  readonly repository: string | undefined;
  /** The same request twice is the same as once, whatever became of the first. */
  readonly repeatable: boolean;
  /** Nothing can be completed without it: it is granted as long as anything is. */
  readonly urgent: boolean;
};

/** What the documentation of these says: "This endpoint triggers notifications. Creating content too quickly …" */
const NOTIFYING =
  /\/(?:comments|replies|issues|pulls|reviews|releases|invitations|merge|requested_reviewers)(?:\/[^/]+)?$/;
/** Makes a token, which nobody sees. */
const TOKEN = /\/app\/installations\/[^/]+\/access_tokens$/;

export function classifyRequest(facts: RequestFacts): RequestClass {
  const path = facts.url.replace(/[?#].*$/s, '').replace(/\{\?.*$/s, '');
  const method = facts.method.toUpperCase();
  const repository = repositoryOf(facts, path);
  const urgent = method === 'POST' && TOKEN.test(path);
  if (/\/graphql$/.test(path)) {
    const mutates = typeof facts.query !== 'string' || isMutation(facts.query);
    return { kind: mutates ? 'write' : 'read', resource: 'graphql', repository, repeatable: !mutates, urgent };
  }
  const resource = /(?:^|\/v3|^https?:\/\/[^/]+)\/search\//.test(path) ? 'search' : 'core';
  const reads = method === 'GET' || method === 'HEAD' || urgent;
  if (reads) return { kind: 'read', resource, repository, repeatable: true, urgent };
  const kind = method !== 'DELETE' && NOTIFYING.test(path) ? 'content' : 'write';
  return { kind, resource, repository, repeatable: false, urgent };
}

/** A document may hold fragments and comments before its operation. */
function isMutation(query: string): boolean {
  return /^\s*mutation\b/m.test(query.replace(/#.*$/gm, ''));
}

function repositoryOf({ owner, repo }: RequestFacts, path: string): string | undefined {
  const named = /\/repos\/([^/{}]+)\/([^/{}]+)/.exec(path);
  if (typeof owner === 'string' && typeof repo === 'string') return `${owner}/${repo}`.toLowerCase();
  return named ? `${named[1]}/${named[2]}`.toLowerCase() : undefined;
}
