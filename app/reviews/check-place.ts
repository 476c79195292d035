import type { GitHubClient } from '../../github/client/github-client.ts';
import type { CheckHandle } from '../../github/publish/check-handle.ts';
import type { CheckIdentity } from '../../github/publish/find-check-run.ts';
import { completeCheck, type CompletedCheck, type CompletionOutcome } from '../../github/publish/complete-check.ts';
import { startCheck } from '../../github/publish/start-check.ts';
import { statusOutput } from '../../engine/report/github/status-output.ts';
import { markCheckCompleted, recordCheckRun, wasMade } from './check-run-store.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';
import type { ReviewPlace } from './review-store.ts';

/** A review and where it is shown. */
export interface ShownReview {
  readonly review: ReviewRow;
  readonly place: ReviewPlace;
  readonly client: GitHubClient;
  /** The head whose report is shown, as both have the same tree. */
  readonly reusedFrom?: string;
}

/** The review's check of this name: in progress, or queued for one to come, unless it has ended. */
export async function openCheck(
  ports: ReviewPorts,
  { review, place, client }: ShownReview,
  { name, queued = false }: { readonly name: string; readonly queued?: boolean },
): Promise<CheckHandle> {
  // Recorded before it is made: whatever becomes of this process, the review knows what it has to end.
  await recordCheckRun(ports.database, { reviewId: review.id, name });
  const handle = await startCheck(client, {
    ...identityOf(ports, { review, place }, name),
    ...(!queued && { startedAt: review.startedAt ?? ports.clock() }),
    output: statusOutput({ kind: queued ? 'queued' : 'in-progress' }, { templates: ports.templates, canCommand: true }),
  });
  if (handle.kind === 'check-run')
    await recordCheckRun(ports.database, { reviewId: review.id, name, githubId: handle.id });
  return handle;
}

/** What tells the review's check of this name from all others. */
export function identityOf(
  ports: ReviewPorts,
  { review, place }: Pick<ShownReview, 'review' | 'place'>,
  name: string,
): CheckIdentity {
  const { html } = ports.links(review.id, ports.clock());
  return {
    repository: { owner: place.owner, repo: place.repo },
    headSha: review.headSha,
    name,
    externalId: review.id,
    appId: ports.github.appId,
    ...(html !== undefined && { detailsUrl: html }),
  };
}

/** Opens the check if need be, and ends it. */
export function endCheck(
  ports: ReviewPorts,
  shown: ShownReview,
  { name, completed }: { readonly name: string; readonly completed: CompletedCheck },
): Promise<void> {
  return recordEnd(ports, shown, {
    name,
    end: async () => completeCheck(shown.client, await openCheck(ports, shown, { name }), completed),
  });
}

/**
 * Ends a check, and records that it has ended. One that GitHub does not let us end, or that was made and has a commit status standing in for
 * it now, is still to be ended when somebody lets us in again.
 */
export async function recordEnd(
  ports: ReviewPorts,
  { review: { id: reviewId, correlationId } }: Pick<ShownReview, 'review'>,
  { name, end }: { readonly name: string; readonly end: () => Promise<CompletionOutcome> },
): Promise<void> {
  const { database, clock, log } = ports;
  const check = { reviewId, name };
  const isLeftOpen = async (outcome: CompletionOutcome) =>
    outcome.kind === 'completed' && outcome.shownAs === 'status' && (await wasMade(database, check));
  let outcome = await end();
  // Whoever may set a status may have been let in again between the two.
  if (await isLeftOpen(outcome)) outcome = await end();
  if (outcome.kind === 'not-shown')
    log.warn({ correlationId, reviewId, check: name, reason: outcome.reason }, 'a check cannot be shown');
  else if (!(await isLeftOpen(outcome))) await markCheckCompleted(database, { ...check, now: clock() });
}
