import type { Suggestion } from '../engine/report/github/plan-suggestions.ts';
import type { GitHubClient, RepositoryName } from '../github/client/github-client.ts';
import { githubProblem } from '../github/client/github-problem.ts';
import { publishComment } from '../github/publish/publish-comment.ts';
import {
  publishReviewComment,
  publishReviewSuggestions,
  type PublishedReview,
} from '../github/publish/publish-review.ts';
import type { ActionState } from './action-state.ts';
import type { PullSubject, Subject } from './read-event.ts';
import { tellRefused } from './tell-refused.ts';
import { logLine } from './workflow-commands.ts';

interface Shown {
  readonly published: PublishedReview;
  readonly suggestions: readonly Suggestion[];
  readonly subject: Subject;
  readonly pull: PullSubject;
}

/** The comment and the suggestions, as far as the token may. Nobody waits for them: what GitHub does not do is only told. */
export async function showConversation(
  { client, state }: { readonly client: GitHubClient; readonly state: ActionState },
  shown: Shown,
): Promise<void> {
  const tell = (words: string) => tellRefused(state, shown.subject, { words, permission: 'pull-requests' });
  try {
    const { published, subject, pull } = shown;
    if (!(await isStillSo(client, { ...published, subject, pull }))) {
      state.write(
        logLine(
          'The pull request has another head or base by now: its conversation is left to the review of that one.',
        ),
      );
      return;
    }
    const { refused, isResolvingRefused } = await converse(client, shown);
    // Both take the same permission.
    const [first] = refused;
    if (first) tell(`No ${refused.map(({ what }) => what).join(' and no ')}: ${first.reason}`);
    if (isResolvingRefused) state.write(logLine(NOT_RESOLVED));
  } catch (error) {
    if (githubProblem(error) === undefined) throw error;
    tell(`The comment and the suggestions are not up to date: ${error instanceof Error ? error.message : ''}`);
  }
}

/** The head of a pull request, and what its check says in place of a verdict. */
export interface ToldStatus {
  readonly repository: RepositoryName;
  readonly headSha: string;
  readonly subject: Subject;
  readonly pull: PullSubject;
  readonly body: string;
}

/** Has a comment that is there say what the check does: otherwise it would go on to tell of an earlier commit. None is made for that. */
export async function showInComment(
  { client, state }: { readonly client: GitHubClient; readonly state: ActionState },
  told: ToldStatus,
): Promise<void> {
  const { repository, pull, body } = told;
  try {
    if (!(await isStillSo(client, told))) return;
    const comment = await publishComment(client, {
      repository,
      number: pull.number,
      author: await ownLogin(client),
      // As one that passed: what is there is kept up to date.
      mode: 'on-failure',
      failed: false,
      body,
    });
    if (comment.kind === 'not-shown') state.write(logLine(`The comment is not up to date: ${comment.reason}`));
  } catch (error) {
    if (githubProblem(error) === undefined) throw error;
    state.write(logLine(`The comment is not up to date: ${error instanceof Error ? error.message : ''}`));
  }
}

const NOT_RESOLVED =
  'Suggestions whose finding is gone, or back, keep their conversations as they are: to resolve one, GitHub wants the job to have the permission `contents: write`.';

/** A run can come late, or be started again. */
async function isStillSo(
  client: GitHubClient,
  { repository, headSha, subject, pull }: Omit<ToldStatus, 'body'>,
): Promise<boolean> {
  const { data } = await client.rest.pulls.get({ ...repository, pull_number: pull.number });
  const { base } = subject;
  const isBase = base === undefined || !('branch' in base) || base.branch === data.base.ref;
  return isBase && data.head.sha === headSha;
}

/** What was refused, and why. */
async function converse(client: GitHubClient, { published, suggestions, pull }: Shown) {
  const conversation = { number: pull.number, author: await ownLogin(client) };
  const comment = await publishReviewComment(client, published, conversation);
  const wanted = published.pullRequests.suggestions ? suggestions : [];
  const suggested = await publishReviewSuggestions(client, published, {
    ...conversation,
    suggestions: wanted,
    canFix: false,
    canResolve: true,
  });
  return {
    refused: [
      ...(comment.kind === 'not-shown' ? [{ what: 'comment', reason: comment.reason }] : []),
      ...(suggested.kind === 'not-shown' ? [{ what: 'suggestions', reason: suggested.reason }] : []),
    ],
    isResolvingRefused: suggested.kind === 'published' && suggested.isResolvingRefused,
  };
}

/** Who the token writes as: `github-actions[bot]`, or another App or a person whose token it is. */
async function ownLogin(client: GitHubClient): Promise<string> {
  const { viewer } = await client.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return viewer.login;
}
