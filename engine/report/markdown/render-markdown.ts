import type { ReportView } from '../report-view.ts';
import type { Templates } from '../templates/load-templates.ts';
import { showing } from '../view/format.ts';
import { cutMarkdown } from './cut-markdown.ts';
import { tidyMarkdown } from './tidy-markdown.ts';

export interface MarkdownOptions {
  readonly templates: Templates;
  /** UTF-8 bytes that the place it goes to takes; absent: any number. */
  readonly maxBytes?: number;
}

/** A comment is read, not searched: the gravest of a list are enough, and the other formats hold all. */
export const MOST_FINDINGS_IN_MARKDOWN = 100;

/** Of a whole repository, a table of its rules tells more than a long list. */
const MOST_OPEN_IN_MARKDOWN = 20;
/** With fewer, the end of the text is cut instead: findings come first. */
const FEWEST_FINDINGS = 10;

/**
 * The report in GitHub-flavoured Markdown, for check runs and comments. Where `maxBytes` wants it shorter, findings go
 * first (the list says "showing N of M"), then the end of the text, at a line, with every fold closed.
 */
export function renderMarkdown(view: ReportView, { templates, maxBytes = Infinity }: MarkdownOptions): string {
  for (let most = view.hasBase ? MOST_FINDINGS_IN_MARKDOWN : MOST_OPEN_IN_MARKDOWN; ; most = Math.floor(most / 2)) {
    const text = tidyMarkdown(templates.render('markdown/report', withFewerFindings(view, most)));
    if (Buffer.byteLength(text) <= maxBytes) return text;
    if (most <= FEWEST_FINDINGS) return cutMarkdown(text, maxBytes);
  }
}

function withFewerFindings(view: ReportView, most: number): ReportView {
  let room = most;
  const groups = view.findings.groups.map((group) => {
    if (!group.prominent) return group;
    let shown = 0;
    const severities = group.severities.map((severity) => {
      const findings = severity.findings.slice(0, room);
      room -= findings.length;
      shown += findings.length;
      return { ...severity, findings };
    });
    return { ...group, severities, showing: showing(shown, group.amount) };
  });
  return { ...view, findings: { ...view.findings, groups } };
}
