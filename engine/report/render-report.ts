import type { Configuration } from '../config/configuration.ts';
import type { ReviewResult } from '../review-result.ts';
import type { Snapshot } from '../source/source.ts';
import type { Format } from './formats.ts';
import { renderPretty, type PrettyOptions } from './pretty/render-pretty.ts';
import type { ReportView } from './report-view.ts';
import { buildViewModel } from './view-model.ts';

/** Who hands the report over, and how it looks: what a report says besides the review's result. */
export interface RenderOptions {
  readonly consultant?: Configuration['report']['consultant'];
  /** Asked for by the PDF alone. */
  readonly logo?: () => Promise<Logo | undefined>;
  /** Of the PDF's compiler, where it is not installed beside the program: see `PdfOptions`. */
  readonly pdfLibrary?: string;
  /** A folder of templates that stand in for the program's own. */
  readonly templates?: string | undefined;
  /** For the `pretty` format. */
  readonly pretty?: PrettyOptions;
}

export interface Logo {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Columns of the `pretty` format where it goes to no terminal. */
export const DEFAULT_COLUMNS = 100;

/** One report in one format: the same result gives the same bytes. Each format's renderer is loaded when it is asked for. */
export async function renderReport(
  format: Format,
  result: ReviewResult,
  options: RenderOptions = {},
): Promise<string | Uint8Array> {
  switch (format) {
    case 'pretty':
      return renderPretty(viewOf(result, options), options.pretty ?? { colour: false, columns: DEFAULT_COLUMNS });
    case 'html': {
      const [{ renderHtml }, templates] = await Promise.all([import('./html/render-html.ts'), load(options)]);
      return renderHtml(viewOf(result, options), { templates });
    }
    case 'markdown': {
      const [{ renderMarkdown }, templates] = await Promise.all([
        import('./markdown/render-markdown.ts'),
        load(options),
      ]);
      return renderMarkdown(viewOf(result, options), { templates });
    }
    case 'pdf':
      return renderPdfReport(result, options);
    case 'json':
      return (await import('./json/render-json.ts')).renderJson(result);
    case 'sarif':
      return (await import('./sarif/render-sarif.ts')).renderSarif(result);
    case 'rdjson':
      return (await import('./rdjson/render-rdjson.ts')).renderRdjson(result);
    case 'gitlab':
      return (await import('./gitlab/render-gitlab.ts')).renderGitlab(result);
    case 'junit':
      return (await import('./junit/render-junit.ts')).renderJunit(result);
  }
}

/** The image that the configuration names, as it is at head; undefined where it names none, or there is no such file. */
export async function readLogo({ report }: Configuration, head: Snapshot): Promise<Logo | undefined> {
  const path = report.consultant?.logo;
  const file = path === undefined ? undefined : head.file(path);
  return file && { name: file.path, content: await head.read(file) };
}

function viewOf(result: ReviewResult, { consultant }: RenderOptions): ReportView {
  return buildViewModel(result, { ...(consultant && { consultant }) });
}

async function load({ templates }: RenderOptions) {
  const { loadTemplates } = await import('./templates/load-templates.ts');
  return loadTemplates(templates);
}

async function renderPdfReport(result: ReviewResult, options: RenderOptions): Promise<Uint8Array> {
  const { renderPdf } = await import('./pdf/render-pdf.ts');
  const logo = await options.logo?.();
  return renderPdf(viewOf(result, options), {
    templates: await load(options),
    ...(options.consultant && { consultant: options.consultant }),
    ...(logo && { logo }),
    ...(options.pdfLibrary !== undefined && { library: options.pdfLibrary }),
  });
}
