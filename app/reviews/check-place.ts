import type { GitHubClient } from '../../github/client/github-client.ts';
import type { CheckHandle } from '../../github/publish/check-handle.ts';
import type { CheckIdentity } from '../../github/publish/find-check-run.ts';
import type { CompletedCheck } from '../../github/publish/complete-check.ts';
import { completeCheck } from '../../github/publish/complete-check.ts';
import { startCheck } from '../../github/publish/start-check.ts';
import { statusOutput } from '../../engine/report/github/status-output.ts';
import { markCheckCompleted, recordCheckRun } from './check-run-store.ts';
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

/** Opens the check if need be, and ends it. What GitHub refuses for good is logged: nobody can show it there. */
export async function endCheck(
  ports: ReviewPorts,
  shown: ShownReview,
  { name, completed }: { readonly name: string; readonly completed: CompletedCheck },
): Promise<void> {
  const { id: reviewId, correlationId } = shown.review;
  const handle = await openCheck(ports, shown, { name });
  const outcome = await completeCheck(shown.client, handle, completed);
  if (outcome.kind === 'not-shown') {
    ports.log.warn({ correlationId, reviewId, check: name, reason: outcome.reason }, 'a check cannot be shown');
    // Where somebody lets us in again, it is still to be ended.
    return;
  }
  await markCheckCompleted(ports.database, { reviewId, name, now: ports.clock() });
}
