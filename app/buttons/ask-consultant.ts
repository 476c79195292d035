import type { Queryable } from '../../database/connect.ts';
import { enqueue } from '../../database/queue.ts';
import type { Answer } from '../../engine/report/github/answer-text.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { recordPlace } from '../events/record-place.ts';
import type { Pressed } from './pressed.ts';

/** *Ask the consultant*: keeps the request for whoever follows it up, and answers with where a talk is booked. */
export async function askConsultant(
  { database, bookingUrl, clock }: AnswerContext,
  pressed: Pressed,
  pullNumber: number | null,
): Promise<Answer | undefined> {
  if (bookingUrl === undefined) return undefined;
  const { event, delivery } = pressed;
  await database.transaction(async (tx) => {
    await recordPlace(tx, event, { ...delivery, now: clock() });
    await recordTouch(tx, pressed, pullNumber);
  });
  return { kind: 'booking', person: event.sender.login, bookingUrl };
}

/** For the companion service, which follows leads up: a job that waits until there is one. One for each person and check. */
async function recordTouch(tx: Queryable, { event, delivery }: Pressed, pullNumber: number | null): Promise<void> {
  const { repository, sender, checkRunId } = event;
  await enqueue(tx, {
    task: 'lead-touch',
    payload: {
      kind: 'check-run-button',
      account: repository.account?.id ?? null,
      login: sender.login,
      repository: repository.id,
      pull: pullNumber,
      at: delivery.receivedAt.toISOString(),
    },
    key: `lead-touch:${sender.login}:${checkRunId}`,
  });
}
