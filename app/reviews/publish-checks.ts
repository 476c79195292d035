import { statusOutput } from '../../engine/report/github/status-output.ts';
import { CHECK_NAME } from '../../github/publish/plan-checks.ts';
import type { CompletedCheck } from '../../github/publish/complete-check.ts';
import { publishFinishedCheck, type FinishedCheck } from '../../github/publish/publish-finished-check.ts';
import { endCheck, identityOf, openCheck, recordEnd, type ShownReview } from './check-place.ts';
import { listChecks } from './check-run-store.ts';
import { REVIEWED_ANEW } from './end-of.ts';
import { pullVerdicts, type Lead, type PullVerdicts } from './pull-verdicts.ts';
import type { ReviewPorts } from './review-ports.ts';
import { isOvertaken, isReviewedAnew } from './review-store.ts';

/** How one check ends. */
export type CheckEnd = Pick<FinishedCheck, 'name' | 'conclusion' | 'output'>;

/** How the checks of a review end. */
export interface ReviewChecks {
  readonly whole: CompletedCheck;
  readonly projects: readonly CheckEnd[];
  /** How those end that it was announced with, and that it came to nothing about. */
  readonly others: Omit<CheckEnd, 'name'>;
}

/**
 * Ends all checks that a review has, the whole first: by the gravest verdict of the pull requests with the same head. Can be repeated at any
 * point.
 */
export async function publishChecks(ports: ReviewPorts, shown: ShownReview, checks: ReviewChecks): Promise<void> {
  await endWhole(ports, shown, checks.whole);
  await endProjects(ports, shown, checks);
}

async function endWhole(ports: ReviewPorts, shown: ShownReview, whole: CompletedCheck): Promise<void> {
  const verdicts = await pullVerdicts(ports, shown);
  const lead = verdicts.leading(CHECK_NAME, whole.conclusion);
  const output = (refused: number) => (lead ? lead.output(whole.output(refused)) : whole.output(refused));
  const completed = { ...whole, output, conclusion: lead?.conclusion ?? whole.conclusion };
  if (mayEnd(completed, verdicts)) return endCheck(ports, shown, { name: CHECK_NAME, completed });
  const anew = await reviewedAnew(ports, shown);
  if (!anew) return void (await openCheck(ports, shown, { name: CHECK_NAME }));
  const { conclusion, output: words } = anew;
  const ended = { conclusion, output: () => words, completedAt: whole.completedAt };
  await endCheck(ports, shown, { name: CHECK_NAME, completed: ended });
}

async function endProjects(ports: ReviewPorts, shown: ShownReview, { projects, others }: ReviewChecks): Promise<void> {
  const announced = (await listChecks(ports.database, shown.review.id)).map(({ name }) => name);
  // Made now, they would hide those of a later review.
  const mayMake = !(await isOvertaken(ports.database, shown.review));
  const judged = projects.filter(({ name }) => mayMake || announced.includes(name));
  const unjudged = announced.filter((name) => name !== CHECK_NAME && !projects.some((check) => check.name === name));
  if (judged.length + unjudged.length === 0) return;
  // Anew: while the whole was ended, another pull request may have got the same head.
  const verdicts = await pullVerdicts(ports, shown);
  const ends = [
    ...judged.map((check) => led(check, verdicts.leading(check.name, check.conclusion))),
    ...unjudged.map((name) => led({ name, ...others }, verdicts.leading(name, undefined))),
  ];
  const anew = await reviewedAnew(ports, shown);
  for (const end of ends) {
    if (mayEnd(end, verdicts)) await endProjectCheck(ports, shown, end);
    else if (anew && announced.includes(end.name)) await endProjectCheck(ports, shown, { name: end.name, ...anew });
  }
}

/** How a check ends whose verdict has to wait, and that nobody comes back to: the later review of its pull request is told. */
async function reviewedAnew(
  { database, templates }: ReviewPorts,
  { review }: ShownReview,
): Promise<Omit<CheckEnd, 'name'> | undefined> {
  if (!(await isReviewedAnew(database, review))) return undefined;
  const { conclusion, status } = REVIEWED_ANEW;
  return { conclusion, output: statusOutput(status, { templates }) };
}

/** Of those that may not pass yet, whichever pull request is judged last has them shown again. */
function mayEnd({ conclusion }: Pick<CheckEnd, 'conclusion'>, { isIncomplete }: PullVerdicts): boolean {
  return !isIncomplete || BLOCKS.has(conclusion);
}

/** With these, GitHub does not let a required check pass. */
const BLOCKS: ReadonlySet<CheckEnd['conclusion']> = new Set(['failure', 'action_required']);

function led(check: CheckEnd, lead: Lead | undefined): CheckEnd {
  return lead ? { ...check, conclusion: lead.conclusion, output: lead.output(check.output) } : check;
}

async function endProjectCheck(ports: ReviewPorts, shown: ShownReview, check: CheckEnd): Promise<void> {
  const { review, client } = shown;
  const now = ports.clock();
  const finished = {
    ...identityOf(ports, shown, check.name),
    startedAt: review.startedAt ?? now,
    completedAt: review.finishedAt ?? now,
    ...check,
  };
  await recordEnd(ports, shown, { name: check.name, end: () => publishFinishedCheck(client, finished) });
}
