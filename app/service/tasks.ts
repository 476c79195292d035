import * as z from 'zod';
import { defineTask, NotBefore, type CronItem, type Task, type TaskRun } from '../../database/queue.ts';
import { RateLimited } from '../../github/client/rate-limited.ts';
import { pressButton } from '../buttons/press-button.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { runCommand } from '../commands/run-command.ts';
import { collectFeedback } from '../feedback/collect-feedback.ts';
import { handleEvent } from '../events/handle-event.ts';
import { reap } from '../reviews/reap.ts';
import { reviewTask } from '../reviews/review-job.ts';
import type { ReviewPorts } from '../reviews/review-ports.ts';

export interface TaskPorts {
  readonly answers: AnswerContext;
  readonly reviews: ReviewPorts;
}

/** All that workers do. */
export function createTasks({ answers, reviews }: TaskPorts): readonly Task[] {
  const { database, clock } = reviews;
  const nothing = z.object({});
  const ofDelivery = z.object({ deliveryId: z.string() });
  return [
    defineTask({
      name: 'handle-event',
      payload: ofDelivery,
      // What GitHub refuses at first may be a moment behind what it just told us.
      run: ({ payload, job: { attempts } }) => handleEvent(attempts === 1 ? doubting(answers) : answers, payload),
    }),
    defineTask({ name: 'run-command', payload: ofDelivery, run: ({ payload }) => runCommand(answers, payload) }),
    defineTask({ name: 'press-button', payload: ofDelivery, run: ({ payload }) => pressButton(answers, payload) }),
    defineTask({
      name: 'collect-feedback',
      payload: z.object({ repositoryId: z.number(), pullNumber: z.number() }),
      run: ({ payload }) => collectFeedback(answers, payload),
    }),
    reviewTask(reviews),
    defineTask({ name: 'reap', payload: nothing, run: () => reap(database, clock()).then(ignore) }),
  ].map(waitingForLimits);
}

/** In UTC. */
export const CRON: readonly CronItem[] = [{ task: 'reap', match: '* * * * *' }];

function doubting(answers: AnswerContext): AnswerContext {
  return { ...answers, clientOf: (id, options) => answers.clientOf(id, { ...options, doubtful: true }) };
}

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
