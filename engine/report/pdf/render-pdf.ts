import { createRequire } from 'node:module';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import type { FindingView } from '../view/finding-view-schema.ts';
import { showing } from '../view/format.ts';
import type { ReportView } from '../report-view.ts';
import { loadTemplates, locateTemplates, type Templates } from '../templates/load-templates.ts';
import { TemplateError } from '../templates/template-error.ts';

/** Who hands the report over, as the configuration says; each part shows where it is given. */
export interface Consultant {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** http(s) address. */
  readonly url?: string | undefined;
  /** `#rrggbb`: of headings, and of links and charts. */
  readonly colours?: { readonly primary?: string | undefined; readonly accent?: string | undefined } | undefined;
}

export interface PdfOptions {
  /** Absent: the program's own. */
  readonly templates?: Templates;
  readonly consultant?: Consultant;
  /** A PNG, JPEG or SVG image; its name goes into the message where it cannot be read. */
  readonly logo?: { readonly name: string; readonly content: Uint8Array };
  /** Path of the compiler's library, where it is not installed beside the program. */
  readonly library?: string;
}

/** Findings with their code: some 15 pages are what people read on paper. */
export const MOST_DETAILED_FINDINGS = 40;
/** Rows of the appendix: some 20 pages; the other formats hold all. */
export const MOST_LISTED_FINDINGS = 300;
const PRIMARY = '#171c26';
const ACCENT = '#3346c4';

/**
 * The report as a PDF: cover, summary, details, method, appendix. The same view gives the same bytes on one machine;
 * fonts are those of the compiler (Libertinus Serif, DejaVu Sans Mono), and only signs they lack (Chinese, Japanese,
 * Korean, emoji) come from the system's. Throws where the template or the logo cannot be read.
 */
export async function renderPdf(view: ReportView, options: PdfOptions = {}): Promise<Buffer> {
  const templates = options.templates ?? (await loadTemplates());
  const { NodeCompiler } = await loadCompiler(options.library);
  const compiler = NodeCompiler.create({ workspace: locateTemplates() });
  try {
    const source = templates.file('pdf/report.typ');
    const compiled = compiler.compile({
      mainFileContent: source,
      inputs: { data: JSON.stringify(dataOf(view, options)) },
    });
    const document = compiled.result;
    if (document === null) {
      const messages = compiled.takeError()?.shortDiagnostics.map((one: unknown) => messageOf(one)) ?? [];
      const about = options.logo === undefined ? '' : ` (its logo is ${options.logo.name})`;
      const reason = messages.join('; ') || 'Typst gives no reason';
      throw new TemplateError({ file: 'pdf/report.typ', message: `the PDF cannot be made of it${about}: ${reason}` });
    }
    return compiler.pdf(document, { creationTimestamp: Math.floor(instantOf(view).getTime() / 1000) });
  } finally {
    compiler.evictCache(0);
  }
}

/** The library holds what its package exports. */
async function loadCompiler(library: string | undefined): Promise<Pick<typeof Typst, 'NodeCompiler'>> {
  if (library === undefined) return import('@myriaddreamin/typst-ts-node-compiler');
  return createRequire(import.meta.url)(library) as typeof Typst;
}

/** What `pdf/report.typ` reads: the view, and lists cut to what fits on paper. */
function dataOf(view: ReportView, { consultant = {}, logo }: PdfOptions): object {
  const all = view.findings.groups.flatMap((group) =>
    findingsOf(group).map(({ severity, severityName, message, ruleId, place }) => ({
      severity,
      severityName,
      message,
      ruleId,
      place,
      stateTitle: group.title,
    })),
  );
  const at = instantOf(view);
  return {
    view: { ...view, findings: { total: view.findings.total, topRules: view.findings.topRules } },
    details: detailsOf(view),
    all: all.slice(0, MOST_LISTED_FINDINGS),
    allShowing: showing(Math.min(all.length, MOST_LISTED_FINDINGS), all.length),
    date: {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      day: at.getUTCDate(),
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
    },
    consultant: {
      name: consultant.name ?? '',
      email: consultant.email ?? '',
      url: /^https?:\/\//i.test(consultant.url ?? '') ? consultant.url : '',
      logo: logo === undefined ? null : [...logo.content],
    },
    colours: {
      primary: colour(consultant.colours?.primary ?? PRIMARY),
      accent: colour(consultant.colours?.accent ?? ACCENT),
    },
  };
}

function detailsOf(view: ReportView): object[] {
  let room = MOST_DETAILED_FINDINGS;
  return view.findings.groups
    .filter((group) => group.prominent)
    .map((group) => {
      const findings = findingsOf(group).slice(0, room);
      room -= findings.length;
      return {
        title: group.title,
        intro: group.intro,
        count: group.count,
        findings,
        showing: showing(findings.length, group.amount),
      };
    });
}

function findingsOf(group: ReportView['findings']['groups'][number]): FindingView[] {
  return group.severities.flatMap((severity) => severity.findings);
}

function instantOf(view: ReportView): Date {
  const at = new Date(view.subject.atIso);
  return Number.isNaN(at.getTime()) ? new Date(0) : at;
}

function colour(given: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(given)) throw new Error(`"${given}" is no colour: write one such as #1f4e79.`);
  return given;
}

function messageOf(diagnostic: unknown): string {
  return typeof diagnostic === 'object' && diagnostic !== null && 'message' in diagnostic
    ? String(diagnostic.message)
    : String(diagnostic);
}
