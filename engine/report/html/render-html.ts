import { reportPolicy } from './report-policy.ts';
import type { ReportView } from '../report-view.ts';
import type { Templates } from '../templates/load-templates.ts';
import { TemplateError } from '../templates/template-error.ts';

/**
 * The report as one HTML file: no request leaves it, and nothing in it runs but its own script, which the content
 * security policy knows by its hash.
 */
export function renderHtml(view: ReportView, { templates }: { templates: Templates }): string {
  const style = templates.file('html/report.css');
  const script = templates.file('html/report.js');
  refuseClosingTag(style, 'html/report.css', '</style');
  refuseClosingTag(script, 'html/report.js', '</script');
  return templates.render('html/report', {
    ...view,
    assets: { style: verbatim(style), script: verbatim(script), policy: reportPolicy(templates) },
  });
}

/** What Handlebars writes as it is: its own files, never anything of a repository. */
function verbatim(content: string): { toHTML(): string; toString(): string } {
  return { toHTML: () => content, toString: () => content };
}

function refuseClosingTag(content: string, name: string, tag: string): void {
  if (!content.toLowerCase().includes(tag)) return;
  throw new TemplateError({ file: name, message: `this must not contain "${tag}", which would end its element` });
}
