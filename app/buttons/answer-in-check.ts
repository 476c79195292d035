import { answerText, type Answer } from '../../engine/report/github/answer-text.ts';
import { MAX_OUTPUT_BYTES } from '../../engine/report/github/limits.ts';
import { cutMarkdown } from '../../engine/report/markdown/cut-markdown.ts';
import { hiddenMark } from '../../github/publish/hidden-mark.ts';
import { readRefusal } from '../../github/publish/refusal.ts';
import type { AnswerContext } from '../commands/answer-context.ts';
import { nameOf } from '../events/read-pull.ts';
import type { Pressed } from './pressed.ts';

/**
 * Answers at the top of the check whose button was pressed, where there is no pull request to comment on. It is found by its hidden mark,
 * and stands there once. Throws what may pass when tried again.
 */
export async function answerInCheck(
  context: AnswerContext,
  { event, client }: Pressed,
  { to, answer }: { readonly to: string; readonly answer: Answer },
): Promise<void> {
  const check = { ...nameOf(event.repository), check_run_id: event.checkRunId };
  const mark = hiddenMark('answer', to);
  try {
    const { data } = await client.rest.checks.get(check);
    const { title, summary, text } = data.output;
    if (summary?.includes(mark)) return;
    const answered = `${answerText(answer, context).trimEnd()}\n\n${mark}\n\n${summary ?? ''}`;
    await client.rest.checks.update({
      ...check,
      // What is left out of an output may be emptied; annotations stay.
      output: {
        title: title ?? data.name,
        summary: cutMarkdown(answered, MAX_OUTPUT_BYTES),
        ...(text !== null && { text }),
      },
    });
  } catch (error) {
    if (readRefusal(error) === undefined) throw error;
    context.log.info({ to }, 'an answer cannot be given');
  }
}
