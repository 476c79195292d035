import * as z from 'zod';
import { defineTask, NotBefore, type CronItem, type Task, type TaskRun } from '../../database/queue.ts';
import { RateLimited } from '../../github/client/rate-limited.ts';
import type { EventContext } from '../events/event-context.ts';
import { handleEvent } from '../events/handle-event.ts';
import { reap } from '../reviews/reap.ts';
import { reviewTask } from '../reviews/review-job.ts';
import type { ReviewPorts } from '../reviews/review-ports.ts';

export interface TaskPorts {
  readonly events: EventContext;
  readonly reviews: ReviewPorts;
}

/** All that workers do. */
export function createTasks({ events, reviews }: TaskPorts): readonly Task[] {
  const { database, clock } = reviews;
  const nothing = z.object({});
  return [
    defineTask({
      name: 'handle-event',
      payload: z.object({ deliveryId: z.string() }),
      run: ({ payload }) => handleEvent(events, payload),
    }),
    reviewTask(reviews),
    defineTask({ name: 'reap', payload: nothing, run: () => reap(database, clock()).then(ignore) }),
  ].map(waitingForLimits);
}

/** In UTC. */
export const CRON: readonly CronItem[] = [{ task: 'reap', match: '* * * * *' }];

/** Where GitHub's rate limit is in the way, the job is put off, and no attempt is lost. */
function waitingForLimits(task: Task): Task {
  return {
    name: task.name,
    async run(payload: unknown, run: TaskRun) {
      try {
        await task.run(payload, run);
      } catch (error) {
        if (error instanceof RateLimited) throw new NotBefore(error.until, 'rate limit');
        throw error;
      }
    },
  };
}

function ignore(): void {
  // Tasks answer nothing.
}
