import type { Log } from '../../database/log.ts';
import type { ChildRequest } from './child-protocol.ts';
import { runIsolatedReview, type IsolatedOutcome, type ReviewLimits } from './run-isolated-review.ts';

export interface MeasuredRun {
  readonly signal: AbortSignal;
  readonly limits?: Partial<ReviewLimits>;
  readonly log: Log;
  readonly correlationId: string;
}

/**
 * Reviews by what was measured; where that review does not come to its end, once more without: measurements are strangers' texts, and
 * must not be a way to be rid of the review.
 */
export async function runMeasuredReview(request: ChildRequest, run: MeasuredRun): Promise<IsolatedOutcome> {
  const { log, correlationId, ...options } = run;
  const outcome = await runIsolatedReview(request, options);
  const files = request.measured?.files.length ?? 0;
  if (outcome.kind !== 'failed' || outcome.reason === 'aborted' || files === 0) return outcome;
  log.warn({ correlationId, reason: outcome.reason }, 'a review by measurements did not come to its end');
  return runIsolatedReview({ ...request, measured: { files: [], notLookedAt: [notTaken(outcome.message)] } }, options);
}

function notTaken(why: string) {
  return {
    subject: 'measurements of workflow runs',
    reason: 'limit',
    detail: `The review was made without them, as it did not come to its end with them. ${why}`,
  } as const;
}
