import { answerText, type Answer } from '../../engine/report/github/answer-text.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { nameOf } from '../events/read-pull.ts';
import { answerAbove } from './answer-above.ts';
import type { Pressed } from './pressed.ts';

/**
 * Answers at the top of the check whose button was pressed, once, where there is no pull request to comment on. Throws what may pass
 * when tried again.
 */
export async function answerInCheck(
  context: AnswerContext,
  { event, client }: Pressed,
  { to, answer }: { readonly to: string; readonly answer: Answer },
): Promise<void> {
  const check = { ...nameOf(event.repository), check_run_id: event.checkRunId };
  try {
    const { data } = await client.rest.checks.get(check);
    const output = answerAbove(data, { to, answer: answerText(answer, context) });
    if (output) await client.rest.checks.update({ ...check, output });
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    context.log.info({ to }, 'an answer cannot be given');
  }
}
