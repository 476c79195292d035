import { enqueue } from '../../database/queue.ts';
import type { EventOf } from './app-event.ts';
import type { EventHandler } from './event-context.ts';
import { recordPlace } from './record-place.ts';

/** A command is answered on GitHub, so it is a job of its own: it reads the delivery again. */
export const handleCommand: EventHandler<EventOf<'command'>> = (_, event, delivery) =>
  Promise.resolve(async (tx, now) => {
    if (!(await recordPlace(tx, event, { ...delivery, now }))) return;
    await enqueue(tx, {
      task: 'run-command',
      payload: { deliveryId: delivery.id },
      key: `run-command:${delivery.id}`,
      // One after the other, as they were written.
      queue: `commands:${event.repository.id}:${event.pullNumber}`,
      // Events are handled in any order.
      runAt: delivery.receivedAt,
    });
  });
