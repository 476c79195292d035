import type { ReviewResult } from '../../review-result.ts';
import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { tidyMarkdown } from '../markdown/tidy-markdown.ts';
import type { ReportView } from '../report-view.ts';
import type { TemplateEntry, Templates } from '../templates/load-templates.ts';
import { showing } from '../view/format.ts';
import { buildCheckView, MOST_IN_TEXT, type CheckContext } from './build-check-view.ts';
import type { CheckView } from './check-view.ts';
import { cutLine } from './cut-text.ts';
import { MAX_OUTPUT_BYTES, MAX_TITLE_LENGTH } from './limits.ts';
import { wellFormed } from './well-formed.ts';

/** What a check run says. */
export interface CheckOutput {
  /** Plain text, one line. */
  readonly title: string;
  /** GitHub-flavoured Markdown. */
  readonly summary: string;
  /** The same, longer: below the summary. */
  readonly text?: string;
}

export interface CheckOutputOptions extends CheckContext {
  readonly templates: Templates;
}

/** With fewer, the end of the text is cut instead. */
const FEWEST_FINDINGS = 10;

/**
 * A finished review as a check run shows it: the summary is short, and the text below it lists the findings. Both fit
 * GitHub's limit in bytes, cut between lines.
 */
export function checkOutput(
  { result, view }: { readonly result: ReviewResult; readonly view: ReportView },
  { templates, ...context }: CheckOutputOptions,
): CheckOutput {
  const check = buildCheckView(result, view, context);
  const text = check.introduced.amount === 0 ? '' : textOf(check, templates);
  return {
    title: cutLine(wellFormed(view.verdict.headline), MAX_TITLE_LENGTH),
    summary: cutMarkdown(render('github/check-summary', check, templates), MAX_OUTPUT_BYTES),
    ...(text !== '' && { text }),
  };
}

/** Findings go first, and the list says how many it shows; then the end is cut. */
function textOf(view: CheckView, templates: Templates): string {
  for (let most = MOST_IN_TEXT; ; most = Math.floor(most / 2)) {
    const { introduced } = view;
    const all = introduced.all.slice(0, most);
    const fewer = { ...introduced, all, allShowing: showing(all.length, introduced.amount) };
    const text = render('github/check-text', { ...view, introduced: fewer }, templates);
    if (Buffer.byteLength(text) <= MAX_OUTPUT_BYTES) return text;
    if (most <= FEWEST_FINDINGS) return cutMarkdown(text, MAX_OUTPUT_BYTES);
  }
}

function render(entry: TemplateEntry, view: CheckView, templates: Templates): string {
  return tidyMarkdown(templates.render(entry, view));
}
