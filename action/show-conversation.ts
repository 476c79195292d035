import type { Suggestion } from '../engine/report/github/plan-suggestions.ts';
import type { GitHubClient } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import {
  publishReviewComment,
  publishReviewSuggestions,
  type PublishedReview,
} from '../github/publish/publish-review.ts';
import type { ActionState } from './action-state.ts';
import type { PullSubject } from './read-event.ts';
import { logLine } from './workflow-commands.ts';

interface Shown {
  readonly published: PublishedReview;
  readonly suggestions: readonly Suggestion[];
  readonly pull: PullSubject;
}

/** The comment and the suggestions, as far as the token may. Nobody waits for them: what GitHub does not do is only told. */
export async function showConversation(
  { client, state }: { readonly client: GitHubClient; readonly state: ActionState },
  shown: Shown,
): Promise<void> {
  try {
    if (!(await isStillHead(client, shown))) {
      state.write(
        logLine('The pull request has another head by now: its conversation is left to the review of that one.'),
      );
      return;
    }
    for (const [what, reason] of await converse(client, shown)) state.write(logLine(`No ${what}: ${reason}`));
  } catch (error) {
    if (githubProblem(error) === undefined) throw error;
    const reason = error instanceof Error ? error.message : '';
    state.write(logLine(`The comment and the suggestions are not up to date: ${reason}`));
  }
}

/** A run can come late, or be started again. */
async function isStillHead(client: GitHubClient, { published, pull }: Shown): Promise<boolean> {
  const { data } = await client.rest.pulls.get({ ...published.repository, pull_number: pull.number });
  return data.head.sha === published.headSha;
}

/** What was refused, and why. */
async function converse(client: GitHubClient, { published, suggestions, pull }: Shown): Promise<[string, string][]> {
  const conversation = { number: pull.number, author: await ownLogin(client) };
  const comment = await publishReviewComment(client, published, conversation);
  const wanted = published.pullRequests.suggestions ? suggestions : [];
  const suggested = await publishReviewSuggestions(client, published, {
    ...conversation,
    suggestions: wanted,
    canFix: false,
    canResolve: true,
  });
  return [
    ...(comment.kind === 'not-shown' ? [['comment', comment.reason] satisfies [string, string]] : []),
    ...(suggested.kind === 'not-shown' ? [['suggestions', suggested.reason] satisfies [string, string]] : []),
  ];
}

/** Who the token writes as: `github-actions[bot]`, or another App or a person whose token it is. */
async function ownLogin(client: GitHubClient): Promise<string> {
  const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return viewer.login;
}
