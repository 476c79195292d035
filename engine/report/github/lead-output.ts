import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { codeSpan, escapeMarkdown, link } from '../markdown/escape-markdown.ts';
import type { CheckOutput } from './check-output.ts';
import { cutLine } from './cut-text.ts';
import { MAX_OUTPUT_BYTES, MAX_TITLE_LENGTH } from './limits.ts';
import { wellFormed } from './well-formed.ts';

export interface PullName {
  readonly number: number;
  /** Name of the branch that it goes into. */
  readonly base: string;
}

/** The check of another pull request that has the same commit as its head. */
export interface LeadingCheck {
  readonly pull: PullName;
  readonly url: string;
  readonly title: string;
}

/** What the check of a pull request says where another one decides it: GitHub shows one check of a name for a commit. */
export function leadOutput(output: CheckOutput, own: PullName, lead: LeadingCheck): CheckOutput {
  const { pull, url, title } = lead;
  const decides = `↪️ **${link(`#${pull.number}`, url)} into ${codeSpan(pull.base)} decides this check,** as it has the same commit: ${escapeMarkdown(title)}`;
  const rest = `What follows is about ${escapeMarkdown(`#${own.number}`)} into ${codeSpan(own.base)} alone.`;
  return {
    ...output,
    title: cutLine(wellFormed(`#${pull.number} into ${pull.base}: ${title}`), MAX_TITLE_LENGTH),
    summary: cutMarkdown(wellFormed(`${decides}\n\n${rest}\n\n${output.summary}`), MAX_OUTPUT_BYTES),
  };
}
