import { annotate } from '../../engine/report/github/annotate.ts';
import { checkOutput } from '../../engine/report/github/check-output.ts';
import { buildViewModel } from '../../engine/report/view-model.ts';
import { checkActions } from '../../github/publish/check-actions.ts';
import type { CompletedCheck } from '../../github/publish/complete-check.ts';
import { conclude } from '../../github/publish/conclude.ts';
import { CHECK_NAME, endCheck, type ShownReview } from './check-place.ts';
import type { StoredReport } from './report-store.ts';
import type { ReviewPorts } from './review-ports.ts';

/** Shows a report on GitHub: the check with its annotations first, since merging may wait for it. Can be repeated. */
export async function publishReport(ports: ReviewPorts, shown: ShownReview, report: StoredReport): Promise<void> {
  await endCheck(ports, shown, { name: CHECK_NAME, completed: wholeCheck(ports, shown, report) });
}

function wholeCheck(ports: ReviewPorts, { review, place }: ShownReview, report: StoredReport): CompletedCheck {
  const { templates, clock, bookingUrl, githubUrl } = ports;
  const { result, identity, standings, pullRequests } = report;
  const view = buildViewModel(result, { consultant: identity.consultant });
  const watched = new Set(standings.filter(({ standing }) => standing === 'watch').map(({ ruleId }) => ruleId));
  const isWatched = (ruleId: string) => watched.has(ruleId);
  const context = {
    templates,
    links: ports.links(review.id, clock()),
    repositoryUrl: `${githubUrl}/${place.owner}/${place.repo}`,
    isWatched,
    canDispute: review.pullNumber !== null,
  };
  const { annotations } = annotate(result, { templates, isWatched, canDispute: context.canDispute });
  const safeFixes = result.findings.filter(({ state, fix }) => state === 'new' && fix?.safe === true).length;
  return {
    conclusion: conclude(result.verdict.conclusion),
    output: (refused) => checkOutput({ result, view }, { ...context, refused }),
    ...(pullRequests.annotations && { annotations }),
    actions: checkActions({ safeFixes, canBook: bookingUrl !== undefined }),
    completedAt: review.finishedAt ?? clock(),
  };
}
