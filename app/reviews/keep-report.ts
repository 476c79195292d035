import type { RuleStanding } from '../../engine/findings/rule-standing.ts';
import { requestFeedback } from '../feedback/request-feedback.ts';
import { planChecks } from '../../github/publish/plan-checks.ts';
import { keepCommitMetrics } from './commit-metrics-store.ts';
import type { ChildAnswer } from './child-protocol.ts';
import { storeReport } from './report-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';
import { markEnded } from './review-store.ts';

type Reviewed = Extract<ChildAnswer, { kind: 'reviewed' }> & { readonly standings: readonly RuleStanding[] };

/** The report, the end of the review, and for the default branch the commit's metrics: in one transaction. */
export async function keepReport(
  { database, serviceKey, clock }: ReviewPorts,
  review: ReviewRow,
  { result, report: identity, pullRequests, standings, suggestions }: Reviewed,
): Promise<void> {
  const now = clock();
  const { id } = review;
  await database.transaction(async (tx) => {
    const { whole, projects } = planChecks(result);
    const { conclusion } = whole;
    const projectChecks = projects.map(({ name }) => name);
    // Superseded at the last moment: its report would be shown nowhere.
    if (!(await markEnded(tx, { id, state: 'completed', conclusion, projectChecks, now }))) return;
    await storeReport(tx, {
      reviewId: id,
      report: { result, identity, pullRequests, standings, suggestions },
      serviceKey,
      now,
    });
    if (review.kind === 'repository') await keepCommitMetrics(tx, { review, result, serviceKey });
    // What people said of the review before is final as far as this one shows it.
    if (review.pullNumber !== null) {
      await requestFeedback(tx, { repositoryId: review.repositoryId, pullNumber: review.pullNumber });
    }
  });
}
