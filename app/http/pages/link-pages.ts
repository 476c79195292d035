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

const REVIEW_AGAIN = html`Comment <code>/plumbline review</code> on the pull request, and its check will show a new
  link.`;

const WORDS = {
  expired: { title: 'This link has expired', text: html`Links to reports work for a limited time. ${REVIEW_AGAIN}` },
  invalid: {
    title: 'This link is not valid',
    text: html`It may have been cut off when it was copied. Open it from the check on GitHub again.`,
  },
  gone: { title: 'This report is no longer kept', text: REVIEW_AGAIN },
  'not-installed': {
    title: 'Plumbline is no longer installed there',
    text: html`Reports can be read while Plumbline is installed on their repository. They are deleted a month after it
    is removed.`,
  },
  'not-granted': {
    title: 'PDF reports are not part of this plan',
    text: html`The same report is available as a web page: open “Whole report” in the check on GitHub.`,
  },
  busy: { title: 'Too many reports are being opened right now', text: html`Try again in a minute.` },
  broken: {
    title: 'This report could not be made',
    text: html`This is our fault, and it has been logged. The other formats may work: the check on GitHub links to them.`,
  },
} as const satisfies Record<LinkProblem, { title: string; text: Page['body'] }>;
