import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods';

/** Octokit with what {@link GitHubClient} names. */
export const GitHubOctokit = Octokit.plugin(restEndpointMethods, paginateRest);

/** What our code asks of a client of GitHub's API: Probot's clients have it, and the Action's own. */
export type GitHubClient = Pick<
  InstanceType<typeof GitHubOctokit>,
  'request' | 'graphql' | 'hook' | 'rest' | 'paginate'
>;

/** Where something is on GitHub. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}
