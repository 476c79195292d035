import type { CheckStatus } from '../../engine/report/github/status-output.ts';
import type { CheckConclusion } from '../../github/publish/conclusion.ts';
import type { ReviewRow } from './review-row.ts';

/** How a check ends without a report. */
export interface EndWithoutReport {
  readonly conclusion: CheckConclusion;
  readonly status: CheckStatus;
}

/** Of a review whose commit has a later one, which may be of another base. */
export const REVIEWED_ANEW: EndWithoutReport = { conclusion: 'cancelled', status: { kind: 'reviewed-anew' } };

/** What the check of a review says that did not come to a verdict, or whose report is not kept any more. */
export function endOf(review: ReviewRow): EndWithoutReport {
  const { state, outcome, problem, supersededBy, headSha, conclusion, id: reference } = review;
  if (state === 'superseded' && supersededBy === headSha) return REVIEWED_ANEW;
  if (state === 'superseded')
    return { conclusion: 'cancelled', status: { kind: 'superseded', by: supersededBy ?? '' } };
  if (state === 'cancelled') return { conclusion: 'cancelled', status: { kind: 'skipped', reason: problem ?? '' } };
  switch (outcome?.kind) {
    case 'skipped':
      return { conclusion: 'neutral', status: { kind: 'skipped', reason: outcome.reason } };
    case 'configuration-broken':
      return { conclusion: 'action_required', status: outcome };
    case undefined:
      return {
        // What blocked goes on to.
        conclusion: conclusion === 'failure' ? 'failure' : 'neutral',
        status: { kind: 'failed', reason: problem ?? 'Its report is not kept any more.', reference },
      };
  }
}
