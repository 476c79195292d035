import { annotate } from '../../engine/report/github/annotate.ts';
import type { CheckContext } from '../../engine/report/github/build-check-view.ts';
import { checkOutput, type Reviewed } from '../../engine/report/github/check-output.ts';
import { commentBody } from '../../engine/report/github/comment-body.ts';
import { projectOutput } from '../../engine/report/github/project-output.ts';
import { countSafeFixes, suggestionFacts } from '../../engine/report/github/review-facts.ts';
import { suggestionComments, suggestionsIntro } from '../../engine/report/github/suggestion-comments.ts';
import type { Templates } from '../../engine/report/templates/load-templates.ts';
import { buildViewModel } from '../../engine/report/view-model.ts';
import { watchedIn } from '../../engine/findings/rule-standing.ts';
import { checkActions } from '../../github/publish/check-actions.ts';
import type { CompletedCheck } from '../../github/publish/complete-check.ts';
import { planChecks, type ProjectCheck } from '../../github/publish/plan-checks.ts';
import { publishComment } from '../../github/publish/publish-comment.ts';
import { publishFinishedCheck } from '../../github/publish/publish-finished-check.ts';
import { publishSuggestions } from '../../github/publish/publish-suggestions.ts';
import { endCheck, type ShownReview } from './check-place.ts';
import type { StoredReport } from './report-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import { findSuccessor } from './review-store.ts';

interface Shown extends ShownReview, Reviewed {
  readonly report: StoredReport;
  readonly context: CheckContext & { readonly templates: Templates };
}

/**
 * Shows a report on GitHub: the checks first, since merging may wait for them, then what people are told of. Can be
 * repeated at any point.
 */
export async function publishReport(ports: ReviewPorts, shown: ShownReview, report: StoredReport): Promise<void> {
  const { result, identity } = report;
  const view = buildViewModel(result, { consultant: identity.consultant });
  const all: Shown = { ...shown, report, result, view, context: await contextOf(ports, shown, report) };
  const { whole, projects } = planChecks(result);
  await endCheck(ports, shown, { name: whole.name, completed: wholeCheck(ports, all) });
  for (const project of projects) await showProject(ports, all, project);
  // Of a head that was pushed over meanwhile, people are told nothing any more.
  if (shown.review.pullNumber === null || (await findSuccessor(ports.database, shown.review))) return;
  await showComment(ports, all, shown.review.pullNumber);
  await showSuggestions(ports, all, shown.review.pullNumber);
}

async function contextOf(
  ports: ReviewPorts,
  { review, place, reusedFrom }: ShownReview,
  report: StoredReport,
): Promise<Shown['context']> {
  const { templates, clock, githubUrl } = ports;
  return {
    templates,
    // Said the same way however often it is published.
    links: ports.links(review.reusedFrom ?? review.id, review.finishedAt ?? clock()),
    annotated: report.pullRequests.annotations,
    ...(review.kind === 'repository' && {
      images: await ports.images(review.installationId, review.repositoryId, review.finishedAt ?? clock()),
    }),
    repositoryUrl: `${githubUrl}/${place.owner}/${place.repo}`,
    isWatched: watchedIn(report.standings),
    canDispute: review.pullNumber !== null,
    ...(reusedFrom !== undefined && { reusedFrom }),
  };
}

function wholeCheck({ clock, bookingUrl }: ReviewPorts, shown: Shown): CompletedCheck {
  const { review, report, result, view, context } = shown;
  const { annotations } = annotate(result, context);
  const safeFixes = review.pullNumber === null ? 0 : countSafeFixes(result, context.isWatched);
  return {
    conclusion: planChecks(result).whole.conclusion,
    output: (refused) => checkOutput({ result, view }, { ...context, refused }),
    ...(report.pullRequests.annotations && { annotations }),
    actions: checkActions({ safeFixes, canBook: bookingUrl !== undefined }),
    completedAt: review.finishedAt ?? clock(),
  };
}

async function showProject(ports: ReviewPorts, shown: Shown, check: ProjectCheck): Promise<void> {
  const { review, place, client, context } = shown;
  const { html } = context.links ?? {};
  const completedAt = review.finishedAt ?? ports.clock();
  await publishFinishedCheck(client, {
    repository: { owner: place.owner, repo: place.repo },
    headSha: review.headSha,
    name: check.name,
    externalId: review.id,
    appId: ports.github.appId,
    ...(html !== undefined && { detailsUrl: html }),
    conclusion: check.conclusion,
    output: projectOutput(shown, {
      project: check.project,
      templates: context.templates,
      ...(html !== undefined && { reportUrl: html }),
    }),
    startedAt: review.startedAt ?? completedAt,
    completedAt,
  });
}

async function showComment(ports: ReviewPorts, shown: Shown, number: number): Promise<void> {
  const { place, client, report, result, context } = shown;
  const { comment: mode } = report.pullRequests;
  const outcome = await publishComment(client, {
    repository: { owner: place.owner, repo: place.repo },
    number,
    mode,
    failed: result.verdict.conclusion !== 'pass',
    body: commentBody(shown, context),
    author: await ports.github.botLogin(),
  });
  if (outcome.kind === 'not-shown') tellRefused(ports, shown, { what: 'comment', reason: outcome.reason });
}

async function showSuggestions(ports: ReviewPorts, shown: Shown, number: number): Promise<void> {
  const { review, place, client, report, result, context } = shown;
  const { capabilities } = await ports.entitlements.of(review.installationId, ports.clock());
  const wanted = report.pullRequests.suggestions && capabilities.has('suggestions');
  const outcome = await publishSuggestions(client, {
    repository: { owner: place.owner, repo: place.repo },
    number,
    headSha: review.headSha,
    author: await ports.github.botLogin(),
    suggestions: wanted ? suggestionComments(result, report.suggestions, context) : [],
    ...suggestionFacts(result),
    intro: (amounts) => suggestionsIntro(amounts, { templates: context.templates, canFix: true }),
  });
  if (outcome.kind === 'not-shown') tellRefused(ports, shown, { what: 'suggestions', reason: outcome.reason });
}

function tellRefused({ log }: ReviewPorts, { review }: Shown, refused: { what: string; reason: string }): void {
  const { id: reviewId, correlationId } = review;
  log.warn({ reviewId, correlationId, ...refused }, 'GitHub does not take something beside the check');
}
