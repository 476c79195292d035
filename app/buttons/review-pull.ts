import type { AnswerContext } from '../commands/answer-context.ts';
import { nameOf, readPull } from '../events/read-pull.ts';
import { recordPlace } from '../events/record-place.ts';
import { settlePull } from '../events/settle-pull.ts';
import { readingInstant } from '../installations/pull-request-store.ts';
import type { Pressed } from './pressed.ts';

/** *Re-review everything* on a pull request: one more review of its present head, of every file. */
export async function reviewPull(
  { database, clock }: AnswerContext,
  { event, delivery, client, priority }: Pressed,
  pullNumber: number,
): Promise<void> {
  const { repository, installationId } = event;
  const readAt = await readingInstant(database);
  const pull = await readPull(client, nameOf(repository), pullNumber);
  if (!pull) return;
  const now = clock();
  await database.transaction(async (tx) => {
    await recordPlace(tx, event, { ...delivery, now });
    await settlePull(tx, {
      installationId,
      repositoryId: repository.id,
      pull,
      readAt,
      again: 'yes',
      wholeTree: true,
      trigger: 'check_run.re-review',
      correlationId: delivery.id,
      now,
      priority,
    });
  });
}
