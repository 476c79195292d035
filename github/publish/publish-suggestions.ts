import type { SuggestionComment } from '../../engine/report/github/suggestion-comments.ts';
import type { GitHubClient, RepositoryName } from '../client/github-client.ts';
import { hiddenMark } from './hidden-mark.ts';
import { planReview, type ReviewFacts } from './plan-review.ts';
import { mayHaveHappened, readRefusal } from './refusal.ts';
import { listSuggestionThreads, type SuggestionThread } from './review-threads.ts';

export interface PublishedSuggestions extends ReviewFacts {
  readonly repository: RepositoryName;
  /** Of the pull request. */
  readonly number: number;
  readonly headSha: string;
  /** Who we write as: `plumbline[bot]`. */
  readonly author: string;
  /** False: GitHub would refuse to resolve conversations and to open them again. */
  readonly canResolve: boolean;
  /** The words above the comments. */
  readonly intro: (given: { readonly shown: number; readonly all: number }) => string;
}

export type SuggestionsOutcome =
  | {
      readonly kind: 'published';
      readonly posted: number;
      /** Refused by GitHub, such as for a line that its diff does not show. */
      readonly dropped: number;
      readonly resolved: number;
      readonly reopened: number;
      /** Whether GitHub let none be resolved or opened again: it takes more than suggesting. */
      readonly isResolvingRefused: boolean;
    }
  | { readonly kind: 'not-shown'; readonly reason: string };

/** Where none was taken among so many, it is none of them that is bad: the commit may be gone from the pull request. */
const MOST_REFUSED = 5;
/** Where an answer leaves open what happened: what was done is seen the next time. */
const ATTEMPTS = 2;

/**
 * Posts each suggestion once in the life of a pull request, ends the conversations whose finding is gone, and opens those
 * again whose finding is back. Can be repeated. Throws what may pass when tried again.
 */
export async function publishSuggestions(
  client: GitHubClient,
  given: PublishedSuggestions,
): Promise<SuggestionsOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await publishOnce(client, given);
    } catch (error) {
      const refusal = readRefusal(error);
      if (refusal !== undefined) return { kind: 'not-shown', reason: refusal.message };
      if (attempt === ATTEMPTS || !mayHaveHappened(error)) throw error;
    }
  }
}

async function publishOnce(client: GitHubClient, given: PublishedSuggestions): Promise<SuggestionsOutcome> {
  const { post, left, resolve, unresolve } = planReview(await listSuggestionThreads(client, given), given);
  const dropped = post.length === 0 ? 0 : await postComments(client, given, { comments: post, left });
  const resolved = await changeThreads(client, given.canResolve ? resolve : [], 'resolveReviewThread');
  const reopened = await changeThreads(client, given.canResolve ? unresolve : [], 'unresolveReviewThread');
  return {
    kind: 'published',
    posted: post.length - dropped,
    dropped,
    resolved: resolved.changed,
    reopened: reopened.changed,
    isResolvingRefused: resolved.isRefused || reopened.isRefused,
  };
}

/** All in one review, of which people are told once. Where that is refused, one by one. Gives how many were refused. */
async function postComments(
  client: GitHubClient,
  { repository, number, headSha, intro }: PublishedSuggestions,
  { comments, left }: { readonly comments: readonly SuggestionComment[]; readonly left: number },
): Promise<number> {
  const pull = { ...repository, pull_number: number, commit_id: headSha };
  const review = {
    ...pull,
    event: 'COMMENT' as const,
    body: intro({ shown: comments.length, all: comments.length + left }),
    comments: comments.map(reviewComment),
  };
  if (await isTaken(() => client.rest.pulls.createReview(review))) return 0;
  let dropped = 0;
  for (const [index, comment] of comments.entries()) {
    const taken = await isTaken(() => client.rest.pulls.createReviewComment({ ...pull, ...reviewComment(comment) }));
    if (!taken) dropped++;
    if (dropped === index + 1 && dropped === MOST_REFUSED) return comments.length;
  }
  return dropped;
}

function reviewComment({ key, path, line, startLine, body }: SuggestionComment) {
  return {
    path,
    line,
    side: 'RIGHT' as const,
    ...(startLine !== undefined && { start_line: startLine, start_side: 'RIGHT' as const }),
    body: `${body}\n\n${hiddenMark('suggestion', key)}`,
  };
}

/** False where GitHub does not take what was sent. */
async function isTaken(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (readRefusal(error)?.kind !== 'invalid') throw error;
    return false;
  }
}

/** Gives how many were changed: of a conversation that is gone nothing is left to do, and without permission nothing can be. */
async function changeThreads(
  client: GitHubClient,
  threads: readonly SuggestionThread[],
  mutation: 'resolveReviewThread' | 'unresolveReviewThread',
): Promise<{ readonly changed: number; readonly isRefused: boolean }> {
  let changed = 0;
  for (const { id } of threads) {
    const document = `mutation ($id: ID!) { ${mutation}(input: { threadId: $id }) { thread { id } } }`;
    try {
      await client.graphql(document, { id });
      changed++;
    } catch (error) {
      const refusal = readRefusal(error);
      if (refusal === undefined) throw error;
      if (refusal.kind === 'not-permitted') return { changed, isRefused: true };
    }
  }
  return { changed, isRefused: false };
}
