/** What GitHub shows of a finished review, in the order in which it is shown; each step can be repeated. */
import type { Configuration } from '../../engine/config/configuration.ts';
import { annotate } from '../../engine/report/github/annotate.ts';
import type { CheckContext } from '../../engine/report/github/build-check-view.ts';
import { checkOutput, type Reviewed } from '../../engine/report/github/check-output.ts';
import { commentBody } from '../../engine/report/github/comment-body.ts';
import type { Suggestion } from '../../engine/report/github/plan-suggestions.ts';
import { projectOutput } from '../../engine/report/github/project-output.ts';
import { suggestionFacts } from '../../engine/report/github/review-facts.ts';
import { suggestionComments, suggestionsIntro } from '../../engine/report/github/suggestion-comments.ts';
import type { Templates } from '../../engine/report/templates/load-templates.ts';
import type { GitHubClient, RepositoryName } from '../client/github-client.ts';
import type { CheckAction } from './check-actions.ts';
import type { CompletedCheck } from './complete-check.ts';
import { planChecks } from './plan-checks.ts';
import { publishComment, type CommentOutcome } from './publish-comment.ts';
import type { FinishedCheck } from './publish-finished-check.ts';
import { publishSuggestions, type SuggestionsOutcome } from './publish-suggestions.ts';

/** A finished review, and where it belongs. */
export interface PublishedReview extends Reviewed {
  readonly repository: RepositoryName;
  readonly headSha: string;
  /** Of the review: what tells its checks from those of another. */
  readonly externalId: string;
  /** Ours, where it is known. */
  readonly appId?: number;
  /** The base's. */
  readonly pullRequests: Configuration['pullRequests'];
  readonly context: CheckContext & { readonly templates: Templates };
  readonly startedAt: Date;
  readonly completedAt: Date;
}

/** A pull request, and who we write there as: `plumbline[bot]`. */
export interface Conversation {
  readonly number: number;
  readonly author: string;
}

/** How the check of the whole ends. */
export function wholeCheck(published: PublishedReview, actions: readonly CheckAction[] = []): CompletedCheck {
  const { result, view, context, pullRequests, completedAt } = published;
  return {
    conclusion: planChecks(result).whole.conclusion,
    output: (refused) => checkOutput({ result, view }, { ...context, refused }),
    ...(pullRequests.annotations && { annotations: annotate(result, context).annotations }),
    actions,
    completedAt,
  };
}

/** A check for each project that has one. */
export function projectChecks(published: PublishedReview): FinishedCheck[] {
  const { repository, headSha, externalId, appId, context, startedAt, completedAt } = published;
  const { html } = context.links ?? {};
  return planChecks(published.result).projects.map(({ name, project, conclusion }) => ({
    repository,
    headSha,
    name,
    externalId,
    ...(appId !== undefined && { appId }),
    ...(html !== undefined && { detailsUrl: html }),
    conclusion,
    output: projectOutput(published, {
      project,
      templates: context.templates,
      ...(html !== undefined && { reportUrl: html }),
    }),
    startedAt,
    completedAt,
  }));
}

/** The one comment, as the configuration wants it. */
export function publishReviewComment(
  client: GitHubClient,
  published: PublishedReview,
  conversation: Conversation,
): Promise<CommentOutcome> {
  const { repository, pullRequests, result, context } = published;
  return publishComment(client, {
    ...conversation,
    repository,
    mode: pullRequests.comment,
    failed: result.verdict.conclusion !== 'pass',
    body: commentBody(published, context),
  });
}

/**
 * Suggestions, as far as they are wanted. `canFix`: whether the check has a button that takes over all of them. `canResolve`: whether
 * GitHub may let us resolve conversations.
 */
export function publishReviewSuggestions(
  client: GitHubClient,
  published: PublishedReview,
  given: Conversation & {
    readonly suggestions: readonly Suggestion[];
    readonly canFix: boolean;
    readonly canResolve: boolean;
  },
): Promise<SuggestionsOutcome> {
  const { repository, headSha, result, context } = published;
  const { number, author, suggestions, canFix, canResolve } = given;
  return publishSuggestions(client, {
    repository,
    number,
    headSha,
    author,
    canResolve,
    suggestions: suggestionComments(result, suggestions, context),
    ...suggestionFacts(result),
    intro: (amounts) => suggestionsIntro(amounts, { templates: context.templates, canFix }),
  });
}
