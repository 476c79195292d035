import type { Configuration } from '../engine/config/configuration.ts';
import { renderPretty } from '../engine/report/pretty/render-pretty.ts';
import type { ReportView } from '../engine/report/report-view.ts';
import { buildViewModel } from '../engine/report/view-model.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { Snapshot } from '../engine/source/source.ts';
import type { Format } from './formats.ts';

export interface RenderOptions {
  readonly quiet: boolean;
  readonly configuration: Configuration;
  readonly head: Snapshot;
  readonly templates: string | undefined;
  /** The file that a report for people with every finding is written to. */
  readonly wholeReport?: string | undefined;
}

/** Columns assumed where standard output is no terminal. */
const DEFAULT_COLUMNS = 100;

/** One report in one format. Each format's renderer is loaded when it is asked for. */
export async function render(
  format: Format,
  result: ReviewResult,
  options: RenderOptions,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'pretty':
      return renderPretty(viewOf(result, options), {
        colour: process.stdout.isTTY && !process.env.NO_COLOR,
        columns: process.stdout.columns ?? DEFAULT_COLUMNS,
        quiet: options.quiet,
        ...(options.wholeReport !== undefined && { wholeReport: options.wholeReport }),
      });
    case 'html': {
      const [{ renderHtml }, templates] = await Promise.all([
        import('../engine/report/html/render-html.ts'),
        load(options),
      ]);
      return renderHtml(viewOf(result, options), { templates });
    }
    case 'markdown': {
      const [{ renderMarkdown }, templates] = await Promise.all([
        import('../engine/report/markdown/render-markdown.ts'),
        load(options),
      ]);
      return renderMarkdown(viewOf(result, options), { templates });
    }
    case 'pdf':
      return renderPdfReport(result, options);
    case 'json':
      return (await import('../engine/report/json/render-json.ts')).renderJson(result);
    case 'sarif':
      return (await import('../engine/report/sarif/render-sarif.ts')).renderSarif(result);
    case 'rdjson':
      return (await import('../engine/report/rdjson/render-rdjson.ts')).renderRdjson(result);
    case 'gitlab':
      return (await import('../engine/report/gitlab/render-gitlab.ts')).renderGitlab(result);
    case 'junit':
      return (await import('../engine/report/junit/render-junit.ts')).renderJunit(result);
  }
}

function viewOf(result: ReviewResult, { configuration: { report } }: RenderOptions): ReportView {
  return buildViewModel(result, { ...(report.consultant && { consultant: report.consultant }) });
}

async function load({ templates }: RenderOptions) {
  const { loadTemplates } = await import('../engine/report/templates/load-templates.ts');
  return loadTemplates(templates);
}

async function renderPdfReport(result: ReviewResult, options: RenderOptions): Promise<Uint8Array> {
  const { configuration, head } = options;
  const { renderPdf } = await import('../engine/report/pdf/render-pdf.ts');
  const { consultant } = configuration.report;
  const logo = consultant?.logo === undefined ? undefined : head.file(consultant.logo);
  return renderPdf(viewOf(result, options), {
    templates: await load(options),
    ...(consultant && { consultant }),
    ...(logo && { logo: { name: logo.path, content: await head.read(logo) } }),
  });
}
