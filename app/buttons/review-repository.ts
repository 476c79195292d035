import type { AnswerContext } from '../commands/answer-context.ts';
import { nameOf } from '../events/read-pull.ts';
import { readTip } from '../events/read-tip.ts';
import { recordPlace } from '../events/record-place.ts';
import { requestTipReview } from '../events/request-tip-review.ts';
import type { Pressed } from './pressed.ts';

/** *Re-review everything* on the default branch: one more review of its present tip. */
export async function reviewRepository(
  { database, clock }: AnswerContext,
  { event, delivery, client, priority }: Pressed,
): Promise<void> {
  const { repository, installationId } = event;
  if (repository.defaultBranch === null) return;
  const tip = await readTip(database, client, { ...nameOf(repository), branch: repository.defaultBranch });
  if (!tip) return;
  const now = clock();
  await database.transaction(async (tx) => {
    await recordPlace(tx, event, { ...delivery, now });
    const asked = await tx.query('select from reviews where repository_id = $1 and correlation_id = $2 limit 1', [
      repository.id,
      delivery.id,
    ]);
    // The same job, cut off after it and run again.
    if (asked.length > 0) return;
    await requestTipReview(tx, {
      installationId,
      repositoryId: repository.id,
      tip,
      again: true,
      trigger: 'check_run.re-review',
      correlationId: delivery.id,
      now,
      priority,
    });
  });
}
