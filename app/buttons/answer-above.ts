import { cutMarkdown } from '../../engine/report/markdown/cut-markdown.ts';
import type { GitHubClient } from '../../github/client/github-client.ts';
import { MAX_OUTPUT_BYTES } from '../../github/limits.ts';
import { hiddenMark } from '../../github/publish/hidden-mark.ts';

export type CheckRun = Awaited<ReturnType<GitHubClient['rest']['checks']['get']>>['data'];

/**
 * The output of a check with an answer at the top of its summary. Undefined where that one, known by what it is an answer to,
 * stands there already.
 */
export function answerAbove(
  { name, output }: CheckRun,
  { to, answer }: { readonly to: string; readonly answer: string },
) {
  const { title, summary, text } = output;
  const mark = hiddenMark('answer', to);
  if (summary?.includes(mark)) return undefined;
  // What is left out of an output may be emptied; annotations stay.
  return {
    title: title ?? name,
    summary: cutMarkdown(`${answer.trimEnd()}\n\n${mark}\n\n${summary ?? ''}`, MAX_OUTPUT_BYTES),
    ...(text !== null && { text }),
  };
}
