import { CHECK_NAME } from '../../github/publish/plan-checks.ts';
import type { CompletedCheck } from '../../github/publish/complete-check.ts';
import { publishFinishedCheck, type FinishedCheck } from '../../github/publish/publish-finished-check.ts';
import { endCheck, identityOf, type ShownReview } from './check-place.ts';
import { listChecks, markCheckCompleted } from './check-run-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import { isOvertaken } from './review-store.ts';

/** How one check ends. */
export type CheckEnd = Pick<FinishedCheck, 'name' | 'conclusion' | 'output'>;

/** How the checks of a review end. */
export interface ReviewChecks {
  readonly whole: CompletedCheck;
  readonly projects: readonly CheckEnd[];
  /** How those end that it was announced with, and that it came to nothing about. */
  readonly others: Omit<CheckEnd, 'name'>;
}

/** Ends all checks that a review has, the whole first. Can be repeated at any point. */
export async function publishChecks(ports: ReviewPorts, shown: ShownReview, checks: ReviewChecks): Promise<void> {
  const { whole, projects, others } = checks;
  await endCheck(ports, shown, { name: CHECK_NAME, completed: whole });
  const announced = (await listChecks(ports.database, shown.review.id)).map(({ name }) => name);
  // Made now, they would hide those of a later review.
  const mayMake = !(await isOvertaken(ports.database, shown.review));
  for (const check of projects)
    if (mayMake || announced.includes(check.name)) await endProjectCheck(ports, shown, check);
  const left = announced.filter((name) => name !== CHECK_NAME && !projects.some((check) => check.name === name));
  for (const name of left) await endProjectCheck(ports, shown, { name, ...others });
}

async function endProjectCheck(ports: ReviewPorts, shown: ShownReview, check: CheckEnd): Promise<void> {
  const { review, client } = shown;
  const now = ports.clock();
  const outcome = await publishFinishedCheck(client, {
    ...identityOf(ports, shown, check.name),
    startedAt: review.startedAt ?? now,
    completedAt: review.finishedAt ?? now,
    ...check,
  });
  if (outcome.kind !== 'not-shown')
    await markCheckCompleted(ports.database, { reviewId: review.id, name: check.name, now });
}
