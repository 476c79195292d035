import { html } from 'hono/html';
import type { Page } from './page.ts';

export type LinkProblem = 'expired' | 'invalid' | 'gone' | 'not-installed' | 'not-granted' | 'busy' | 'broken';

/** What stands in place of a report that a link does not lead to. */
export function linkPage(problem: LinkProblem): Page {
  const { title, text } = WORDS[problem];
  return {
    title,
    body: html`<h1>${title}</h1>
      <p class="lead">${text}</p>`,
  };
}

const REVIEW_AGAIN = html`Comment <code>/plumbline review</code> on the pull request, and its check shows a new link.`;

const WORDS = {
  expired: { title: 'This link has ended', text: html`Links to reports are good for a while only. ${REVIEW_AGAIN}` },
  invalid: {
    title: 'This link is not valid',
    text: html`It may have been cut off when it was copied. Open it from the check on GitHub again.`,
  },
  gone: { title: 'This report is not kept any more', text: REVIEW_AGAIN },
  'not-installed': {
    title: 'Plumbline is not installed there any more',
    text: html`Reports can be read while it is installed on their repository, and are removed a month later.`,
  },
  'not-granted': {
    title: 'PDF reports are not part of this plan',
    text: html`The same report is there as a web page: choose HTML in the check on GitHub.`,
  },
  busy: { title: 'Many reports are asked for right now', text: html`Try again in a minute.` },
  broken: {
    title: 'This report could not be made',
    text: html`That is our fault, and has been logged. The other formats may work: they are in the check on GitHub.`,
  },
} as const satisfies Record<LinkProblem, { title: string; text: Page['body'] }>;
