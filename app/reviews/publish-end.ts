import { statusOutput } from '../../engine/report/github/status-output.ts';
import { findCheckRun } from '../../github/publish/find-check-run.ts';
import { CHECK_NAME } from '../../github/publish/plan-checks.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import { identityOf, type ShownReview } from './check-place.ts';
import { listChecks } from './check-run-store.ts';
import { endOf } from './end-of.ts';
import { lastProjectChecks } from './project-checks-store.ts';
import { publishChecks } from './publish-checks.ts';
import { publishReport } from './publish-report.ts';
import { publishStatusComment } from './publish-status-comment.ts';
import { loadReport } from './report-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';
import { isOvertaken, loadReview } from './review-store.ts';

/** Shows on GitHub what a review came to. Can be repeated at any point. */
export async function publishEnd(ports: ReviewPorts, shown: ShownReview): Promise<void> {
  const { review } = shown;
  const { serviceKey, database, templates, clock } = ports;
  // A check that is made now would hide the one of the later review.
  if ((await isOvertaken(database, review)) && !(await hasCheck(ports, shown))) return;
  if (review.state === 'completed' && review.outcome === null) {
    const report = await loadReport(database, review.reusedFrom ?? review.id, { serviceKey });
    const reused = review.reusedFrom === null ? undefined : await loadReview(database, review.reusedFrom);
    if (report !== undefined) {
      return publishReport(ports, { ...shown, ...(reused && { reusedFrom: reused.headSha }) }, report);
    }
  }
  // Called off before it was begun or announced: nothing was shown, and nobody waits for it, unless GitHub does.
  const isWaitedFor = review.trigger.endsWith('.rerequested') || (await listChecks(database, review.id)).length > 0;
  if (review.state === 'cancelled' && !isWaitedFor) return;
  const { conclusion, status } = endOf(review);
  const output = statusOutput(status, { templates, canCommand: true });
  // Branch rules may wait for the checks of projects, too.
  const names = isCalledOff(review) ? [] : (review.projectChecks ?? (await lastProjectChecks(database, shown)));
  await publishChecks(ports, shown, {
    whole: { conclusion, output: () => output, completedAt: review.finishedAt ?? clock() },
    projects: names.map((name) => ({ name, conclusion, output })),
    others: { conclusion, output },
  });
  if (hasComeToNothing(review)) await publishStatusComment(ports, shown, status);
}

/** It was passed over, or could not be done. A report that is not kept any more was told of. */
function hasComeToNothing({ state, outcome }: ReviewRow): boolean {
  return state === 'failed' || (state === 'completed' && outcome !== null);
}

/** Nobody merges what it was of, or it is reviewed anew first. */
function isCalledOff({ state }: ReviewRow): boolean {
  return state === 'superseded' || state === 'cancelled';
}

async function hasCheck(ports: ReviewPorts, shown: ShownReview): Promise<boolean> {
  try {
    return (await findCheckRun(shown.client, identityOf(ports, shown, CHECK_NAME))) !== undefined;
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    return false;
  }
}
