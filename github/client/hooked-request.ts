import type { GitHubClient } from './github-client.ts';

/** What Octokit's hooks are given, and what they answer. */
export type RequestParameters = Required<Parameters<GitHubClient['request']['endpoint']['parse']>[0]>;
export type RequestAnswer = Awaited<ReturnType<GitHubClient['request']>>;

export interface HookedRequest {
  readonly send: (parameters: RequestParameters) => RequestAnswer | Promise<RequestAnswer>;
  /** Hooks further in see these and no others: what is to be changed is changed in them. */
  readonly parameters: RequestParameters;
}
