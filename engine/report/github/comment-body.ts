import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { tidyMarkdown } from '../markdown/tidy-markdown.ts';
import { buildCheckView } from './build-check-view.ts';
import type { CheckOutputOptions, Reviewed } from './check-output.ts';
import { MAX_COMMENT_BYTES } from './limits.ts';
import { wellFormed } from './well-formed.ts';

/** Left for the hidden mark by which the comment is found again. */
const ROOM_FOR_MARK = 256;

/** A finished review as the one comment of a pull request tells it: shorter than the check, and leading there. */
export function commentBody({ result, view }: Reviewed, { templates, ...context }: CheckOutputOptions): string {
  const check = buildCheckView(result, view, context);
  return cutMarkdown(
    wellFormed(tidyMarkdown(templates.render('github/comment', check))),
    MAX_COMMENT_BYTES - ROOM_FOR_MARK,
  );
}
