import * as z from 'zod';
import { defineTask, NotBefore, type CronItem, type Task, type TaskRun } from '../../database/queue.ts';
import { RateLimited } from '../../github/client/rate-limited.ts';
import { answerRerun } from '../buttons/answer-rerun.ts';
import { pressButton } from '../buttons/press-button.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { runCommand } from '../commands/run-command.ts';
import { collectFeedback } from '../feedback/collect-feedback.ts';
import { handleEvent } from '../events/handle-event.ts';
import { announceReviewTask } from '../reviews/announce-review.ts';
import { reap } from '../reviews/reap.ts';
import { reviewTask } from '../reviews/review-job.ts';
import type { ReviewPorts } from '../reviews/review-ports.ts';
import { clean } from '../upkeep/clean.ts';
import { reconcileInstallation } from '../upkeep/reconcile-installation.ts';
import { reconcile } from '../upkeep/reconcile.ts';
import { redeliver } from '../upkeep/redeliver.ts';
import type { UpkeepContext } from '../upkeep/upkeep-context.ts';

export interface TaskPorts {
  readonly answers: AnswerContext;
  readonly reviews: ReviewPorts;
  readonly upkeep: UpkeepContext;
  /** Days that reports are kept. */
  readonly reportDays: number;
}

/** All that workers do. Each kind has places of its own, so that it waits for none of the others. */
export interface Tasks {
  /** They take minutes of a processor. */
  readonly ofReviews: readonly Task[];
  /** They take seconds, and people wait for them. */
  readonly ofEvents: readonly Task[];
  /** They may ask GitHub for minutes, and nobody waits for them. */
  readonly ofUpkeep: readonly Task[];
}

/** The names of all of them, for what has nothing to make them with. */
export const TASK_NAMES: readonly string[] = [
  'review',
  'announce-review',
  'handle-event',
  'run-command',
  'press-button',
  'answer-rerun',
  'collect-feedback',
  'reap',
  'reconcile-installation',
  'redeliver',
  'reconcile',
  'clean',
];

export function createTasks(ports: TaskPorts): Tasks {
  return {
    ofReviews: [reviewTask(ports.reviews)].map(waitingForLimits),
    ofEvents: eventTasks(ports).map(waitingForLimits),
    ofUpkeep: upkeepTasks(ports).map(waitingForLimits),
  };
}

const nothing = z.object({});
const ofDelivery = z.object({ deliveryId: z.string() });

function eventTasks({ answers, reviews }: TaskPorts): readonly Task[] {
  const { database, clock } = reviews;
  return [
    announceReviewTask(reviews),
    defineTask({
      name: 'handle-event',
      payload: ofDelivery,
      // What GitHub refuses at first may be a moment behind what it just told us.
      run: ({ payload, job: { attempts } }) => handleEvent(attempts === 1 ? doubting(answers) : answers, payload),
    }),
    defineTask({ name: 'run-command', payload: ofDelivery, run: ({ payload }) => runCommand(answers, payload) }),
    defineTask({ name: 'press-button', payload: ofDelivery, run: ({ payload }) => pressButton(answers, payload) }),
    defineTask({
      name: 'answer-rerun',
      payload: ofDelivery.extend({ reason: z.string() }),
      run: ({ payload }) => answerRerun(answers, payload),
    }),
    defineTask({
      name: 'collect-feedback',
      payload: z.object({ repositoryId: z.number(), pullNumber: z.number() }),
      run: ({ payload }) => collectFeedback(answers, payload),
    }),
    defineTask({ name: 'reap', payload: nothing, run: () => reap(database, clock()).then(ignore) }),
  ];
}

function upkeepTasks({ reviews, upkeep, reportDays }: TaskPorts): readonly Task[] {
  const { database, clock, log } = reviews;
  return [
    defineTask({
      name: 'reconcile-installation',
      payload: z.object({ installationId: z.number() }),
      run: ({ payload, signal }) => reconcileInstallation({ ...upkeep, signal }, payload),
    }),
    defineTask({
      name: 'redeliver',
      payload: nothing,
      run: ({ signal }) => redeliver({ ...upkeep, signal }, clock()).then(ignore),
    }),
    defineTask({
      name: 'reconcile',
      payload: nothing,
      run: ({ signal }) => reconcile({ ...upkeep, signal }, clock()).then(ignore),
    }),
    defineTask({
      name: 'clean',
      payload: nothing,
      run: ({ signal }) => clean({ database, log, reportDays, signal }, clock()).then(ignore),
    }),
  ];
}

/** In UTC. */
export const CRON: readonly CronItem[] = [
  { task: 'reap', match: '* * * * *' },
  { task: 'redeliver', match: '*/5 * * * *' },
  { task: 'reconcile', match: '*/5 * * * *' },
  { task: 'clean', match: '17 * * * *' },
];

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
