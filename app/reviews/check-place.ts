import type { GitHubClient } from '../../github/client/github-client.ts';
import type { CheckHandle } from '../../github/publish/check-handle.ts';
import type { CheckIdentity } from '../../github/publish/find-check-run.ts';
import type { CompletedCheck } from '../../github/publish/complete-check.ts';
import { completeCheck } from '../../github/publish/complete-check.ts';
import { startCheck } from '../../github/publish/start-check.ts';
import { statusOutput } from '../../engine/report/github/status-output.ts';
import type { ReviewPorts } from './review-ports.ts';
import type { ReviewRow } from './review-row.ts';
import { markCheckCompleted, recordCheckRun, type ReviewPlace } from './review-store.ts';

/** A review and where it is shown. */
export interface ShownReview {
  readonly review: ReviewRow;
  readonly place: ReviewPlace;
  readonly client: GitHubClient;
  /** The head whose report is shown, as both have the same tree. */
  readonly reusedFrom?: string;
}

/** The review's check of this name, in progress unless an earlier attempt ended it. */
export async function openCheck(
  ports: ReviewPorts,
  { review, place, client }: ShownReview,
  name: string,
): Promise<CheckHandle> {
  const handle = await startCheck(client, {
    ...identityOf(ports, { review, place }, name),
    startedAt: review.startedAt ?? ports.clock(),
    output: statusOutput({ kind: 'in-progress' }, { templates: ports.templates, canCommand: true }),
  });
  const githubId = handle.kind === 'check-run' ? handle.id : undefined;
  await recordCheckRun(ports.database, { reviewId: review.id, name, githubId });
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
  const handle = await openCheck(ports, shown, name);
  const outcome = await completeCheck(shown.client, handle, completed);
  if (outcome.kind === 'not-shown') {
    ports.log.warn({ correlationId, reviewId, check: name, reason: outcome.reason }, 'a check cannot be shown');
    // Where somebody lets us in again, it is still to be ended.
    return;
  }
  await markCheckCompleted(ports.database, { reviewId, name, now: ports.clock() });
}
