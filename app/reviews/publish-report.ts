import { countSafeFixes } from '../../engine/report/github/review-facts.ts';
import { statusOutput } from '../../engine/report/github/status-output.ts';
import { buildViewModel } from '../../engine/report/view-model.ts';
import { watchedIn } from '../../engine/findings/rule-standing.ts';
import { checkActions } from '../../github/publish/check-actions.ts';
import {
  projectChecks,
  publishReviewComment,
  publishReviewSuggestions,
  wholeCheck,
  type Conversation,
  type PublishedReview,
} from '../../github/publish/publish-review.ts';
import type { CheckContext } from '../../engine/report/github/build-check-view.ts';
import { loadBaselineMove } from './commit-metrics-store.ts';
import type { ReviewRow } from './review-row.ts';
import type { ShownReview } from './check-place.ts';
import { publishChecks } from './publish-checks.ts';
import type { StoredReport } from './report-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import { findSuccessor } from './review-store.ts';

/**
 * Shows a report on GitHub: the checks first, since merging may wait for them, then what people are told of. Can be
 * repeated at any point.
 */
export async function publishReport(ports: ReviewPorts, shown: ShownReview, report: StoredReport): Promise<void> {
  const { review, client } = shown;
  const published = await publishedReview(ports, shown, report);
  const { templates } = ports;
  await publishChecks(ports, shown, {
    whole: wholeCheck(published, actionsOf(ports, shown, published)),
    projects: projectChecks(published),
    others: { conclusion: 'neutral', output: statusOutput(NO_SUCH_PROJECT, { templates }) },
  });
  // Of a head that was pushed over meanwhile, people are told nothing any more.
  if (review.pullNumber === null || (await findSuccessor(ports.database, review))) return;
  const conversation = { number: review.pullNumber, author: await ports.github.botLogin() };
  const comment = await publishReviewComment(client, published, conversation);
  if (comment.kind === 'not-shown') tellRefused(ports, shown, { what: 'comment', reason: comment.reason });
  await showSuggestions(ports, shown, { published, conversation, report });
}

const NO_SUCH_PROJECT = { kind: 'skipped', reason: 'The configuration has no such project.' } as const;

async function publishedReview(ports: ReviewPorts, shown: ShownReview, report: StoredReport): Promise<PublishedReview> {
  const { review, place } = shown;
  const { result, identity, pullRequests } = report;
  const completedAt = review.finishedAt ?? ports.clock();
  return {
    result,
    view: buildViewModel(result, { consultant: identity.consultant }),
    repository: { owner: place.owner, repo: place.repo },
    headSha: review.headSha,
    externalId: review.id,
    appId: ports.github.appId,
    pullRequests,
    context: await contextOf(ports, shown, report),
    startedAt: review.startedAt ?? completedAt,
    completedAt,
  };
}

async function contextOf(
  ports: ReviewPorts,
  { review, place, reusedFrom }: ShownReview,
  report: StoredReport,
): Promise<PublishedReview['context']> {
  const { templates, clock, githubUrl } = ports;
  return {
    templates,
    // Said the same way however often it is published.
    links: ports.links(review.reusedFrom ?? review.id, review.finishedAt ?? clock()),
    annotated: report.pullRequests.annotations,
    ...(review.kind === 'repository' && {
      ...(await sinceLast(ports, review)),
      images: await ports.images(review.installationId, review.repositoryId, review.finishedAt ?? clock()),
    }),
    repositoryUrl: `${githubUrl}/${place.owner}/${place.repo}`,
    isWatched: watchedIn(report.standings),
    canDispute: review.pullNumber !== null,
    ...(reusedFrom !== undefined && { reusedFrom }),
  };
}

async function sinceLast({ database }: ReviewPorts, review: ReviewRow): Promise<Pick<CheckContext, 'sinceLast'>> {
  const move = await loadBaselineMove(database, review);
  if (!move) return {};
  const { from, opened, closed, oldestOpen } = move;
  return { sinceLast: { commit: from, opened, closed, ...(oldestOpen && { oldestOpen }) } };
}

/** Each only where it works: see `pressButton`. */
function actionsOf({ bookingUrl }: ReviewPorts, { review, place }: ShownReview, { result, context }: PublishedReview) {
  const canFix = review.pullNumber !== null && place.mayWriteContents;
  return checkActions({
    safeFixes: canFix ? countSafeFixes(result, context.isWatched) : 0,
    canReview: review.kind !== 'merge-group',
    canBook: bookingUrl !== undefined,
  });
}

async function showSuggestions(
  ports: ReviewPorts,
  shown: ShownReview,
  given: { readonly published: PublishedReview; readonly conversation: Conversation; readonly report: StoredReport },
): Promise<void> {
  const { published, conversation, report } = given;
  const { capabilities } = await ports.entitlements.of(shown.review.installationId, ports.clock());
  const wanted = report.pullRequests.suggestions && capabilities.has('suggestions');
  const suggestions = wanted ? report.suggestions : [];
  const { mayWriteContents: may } = shown.place;
  const asked = { ...conversation, suggestions, canFix: may, canResolve: may };
  const outcome = await publishReviewSuggestions(shown.client, published, asked);
  if (outcome.kind === 'not-shown') tellRefused(ports, shown, { what: 'suggestions', reason: outcome.reason });
}

function tellRefused({ log }: ReviewPorts, { review }: ShownReview, refused: { what: string; reason: string }): void {
  const { id: reviewId, correlationId } = review;
  log.warn({ reviewId, correlationId, ...refused }, 'GitHub does not take something beside the check');
}
