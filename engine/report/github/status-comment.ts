import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { codeSpan } from '../markdown/escape-markdown.ts';
import { shortCommit } from '../view/format.ts';
import { MAX_COMMENT_BYTES } from './limits.ts';
import { statusOutput, type CheckStatus, type StatusOptions } from './status-output.ts';

/** Left for the last line, and for the hidden mark by which the comment is found again. */
const ROOM_FOR_END = 512;

/** What the one comment of a pull request says whose head was not looked at: what its check does, and which commit that is. */
export function statusComment(
  status: CheckStatus,
  { headSha, ...options }: StatusOptions & { readonly headSha: string },
): string {
  const summary = cutMarkdown(statusOutput(status, options).summary, MAX_COMMENT_BYTES - ROOM_FOR_END);
  return `${summary.trimEnd()}\n\n<sub>About the commit ${codeSpan(shortCommit(headSha))}</sub>\n`;
}
