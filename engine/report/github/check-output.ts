import type { ReviewResult } from '../../review-result.ts';
import { cutMarkdown } from '../markdown/cut-markdown.ts';
import { tidyMarkdown } from '../markdown/tidy-markdown.ts';
import type { ReportView } from '../report-view.ts';
import type { TemplateEntry, Templates } from '../templates/load-templates.ts';
import { buildCheckView, type CheckContext } from './build-check-view.ts';
import type { CheckView } from './check-view.ts';
import { cutLine } from './cut-text.ts';
import { findingsToShow } from './findings-to-show.ts';
import { introducedView, MOST_IN_TEXT } from './introduced-view.ts';
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

/** A finished review, and its report's view. */
export interface Reviewed {
  readonly result: ReviewResult;
  readonly view: ReportView;
}

/** With fewer, the end of the text is cut instead. */
const FEWEST_FINDINGS = 10;

/**
 * A finished review as a check run shows it: the summary is short, and the text below it lists the findings. Both fit
 * GitHub's limit in bytes, cut between lines.
 */
export function checkOutput(reviewed: Reviewed, { templates, ...context }: CheckOutputOptions): CheckOutput {
  const check = buildCheckView(reviewed.result, reviewed.view, context);
  const write = (entry: TemplateEntry, view: CheckView): string =>
    wellFormed(tidyMarkdown(templates.render(entry, view)));
  const summary = cutMarkdown(write('github/check-summary', check), MAX_OUTPUT_BYTES);
  const title = cutLine(wellFormed(reviewed.view.verdict.headline), MAX_TITLE_LENGTH);
  if (check.introduced.amount === 0) return { title, summary };
  const shown = { ...reviewed, findings: findingsToShow(reviewed.result, context.isWatched) };
  // Findings go first, and the list says how many it shows; then the end is cut.
  for (let most = MOST_IN_TEXT; ; most = Math.floor(most / 2)) {
    const introduced = introducedView({ ...shown, repositoryUrl: context.repositoryUrl }, most);
    const text = write('github/check-text', { ...check, introduced });
    if (Buffer.byteLength(text) <= MAX_OUTPUT_BYTES) return { title, summary, text };
    if (most <= FEWEST_FINDINGS) return { title, summary, text: cutMarkdown(text, MAX_OUTPUT_BYTES) };
  }
}
