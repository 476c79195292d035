import * as z from 'zod';
import { defineTask, type Task } from '../../database/queue.ts';
import { pressButton } from '../buttons/press-button.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { runCommand } from '../commands/run-command.ts';
import { collectFeedback } from '../feedback/collect-feedback.ts';
import { handleEvent } from './handle-event.ts';

const ofDelivery = z.object({ deliveryId: z.string() });

/** What events bring about: handling them, answering commands and buttons, and asking what people say of findings. */
export function eventTasks(context: AnswerContext): readonly Task[] {
  return [
    defineTask({ name: 'handle-event', payload: ofDelivery, run: ({ payload }) => handleEvent(context, payload) }),
    defineTask({ name: 'run-command', payload: ofDelivery, run: ({ payload }) => runCommand(context, payload) }),
    defineTask({ name: 'press-button', payload: ofDelivery, run: ({ payload }) => pressButton(context, payload) }),
    defineTask({
      name: 'collect-feedback',
      payload: z.object({ repositoryId: z.int(), pullNumber: z.int() }),
      run: ({ payload }) => collectFeedback(context, payload),
    }),
  ];
}
