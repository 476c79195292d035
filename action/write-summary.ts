import { appendFileSync } from 'node:fs';
import type { CheckOutput } from '../engine/report/github/check-output.ts';
import { cutMarkdown } from '../engine/report/markdown/cut-markdown.ts';
import type { Runner } from './runner.ts';

/**
 * Bytes of a step's summary; a larger one is not shown at all.
 * Source: docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
export const MAX_SUMMARY_BYTES = 2 ** 20;

/** What the check says, as the summary of the job. */
export function writeSummary({ files: { summary: file } }: Runner, { title, summary, text = '' }: CheckOutput): void {
  if (file === undefined) return;
  const whole = [summary === '' ? title : summary, text].filter((part) => part !== '').join('\n\n');
  appendFileSync(file, `${cutMarkdown(whole, MAX_SUMMARY_BYTES - 1).trimEnd()}\n`);
}
