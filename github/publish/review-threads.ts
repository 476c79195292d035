import type { GitHubClient, RepositoryName } from '../client/github-client.ts';
import { MAX_THREAD_PAGES, PAGE_SIZE } from '../limits.ts';
import { readMark } from './hidden-mark.ts';
import { isAuthor } from './is-author.ts';

/** A conversation that began with a suggestion of ours. */
export interface SuggestionThread {
  /** GraphQL's. */
  readonly id: string;
  /** As in its mark: see `suggestionKey`. */
  readonly key: string;
  readonly path: string;
  readonly isResolved: boolean;
  /** Resolved by a person, who may have had reasons. */
  readonly resolvedByOther: boolean;
}

export interface ThreadList {
  readonly threads: readonly SuggestionThread[];
  /** False: there are more conversations than are read, so that ours may be among the others. */
  readonly complete: boolean;
}

interface ThreadsAnswer {
  readonly repository: {
    readonly pullRequest: {
      readonly reviewThreads: {
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
        readonly nodes: readonly (ThreadNode | null)[] | null;
      };
    } | null;
  } | null;
}

interface ThreadNode {
  readonly id: string;
  readonly path: string;
  readonly isResolved: boolean;
  readonly resolvedBy: { readonly login: string } | null;
  readonly comments: {
    readonly nodes:
      | readonly ({
          readonly body: string;
          readonly author: { readonly login: string; readonly __typename: string } | null;
        } | null)[]
      | null;
  };
}

const QUERY = `
  query ($owner: String!, $repo: String!, $number: Int!, $size: Int!, $after: String) {
    repository(owner: $owner, name: $repo) {
      pullRequest(number: $number) {
        reviewThreads(first: $size, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
            id
            path
            isResolved
            resolvedBy { login }
            comments(first: 1) { nodes { body author { login __typename } } }
          }
        }
      }
    }
  }`;

/** Our suggestions on a pull request. REST does not tell which conversations are resolved. */
export async function listSuggestionThreads(
  client: GitHubClient,
  given: { readonly repository: RepositoryName; readonly number: number; readonly author: string },
): Promise<ThreadList> {
  const { repository, number, author } = given;
  const threads: SuggestionThread[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_THREAD_PAGES; page++) {
    const answer: ThreadsAnswer = await client.graphql(QUERY, { ...repository, number, size: PAGE_SIZE, after });
    const list = answer.repository?.pullRequest?.reviewThreads;
    threads.push(...(list?.nodes ?? []).flatMap((node) => ownThread(node, author)));
    if (!list?.pageInfo.hasNextPage) return { threads, complete: true };
    after = list.pageInfo.endCursor;
  }
  return { threads, complete: false };
}

function ownThread(node: ThreadNode | null, author: string): SuggestionThread[] {
  const first = node?.comments.nodes?.[0];
  if (!node || !first || !isAuthor(first.author, author)) return [];
  const key = readMark(first.body, 'suggestion');
  if (key === undefined || key === '') return [];
  const { id, path, isResolved, resolvedBy } = node;
  // An App that resolves is shown without an account, or with its own, whose type is not told.
  const asPerson = isAuthor(resolvedBy, author);
  const asApp = resolvedBy !== null && isAuthor({ ...resolvedBy, __typename: 'Bot' }, author);
  const resolvedByOther = isResolved && resolvedBy !== null && !asPerson && !asApp;
  return [{ id, key, path, isResolved, resolvedByOther }];
}
