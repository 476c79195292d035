import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../engine/config/configuration.ts';
import { renderReport, type Logo, type RenderOptions } from '../engine/report/render-report.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { ActionState } from './action-state.ts';
import type { Standing } from './ask-app.ts';
import { nativePart } from './native-parts.ts';
import type { ReportFormat } from './read-inputs.ts';
import type { Runner } from './runner.ts';
import { annotationCommand } from './workflow-commands.ts';

/** Where the reports are, to be uploaded as an artifact. */
export interface WrittenReports {
  readonly folder: string;
  readonly paths: readonly string[];
}

const FILE_NAMES = {
  html: 'index.html',
  json: 'report.json',
  sarif: 'report.sarif',
  markdown: 'report.md',
  junit: 'junit.xml',
  pdf: 'report.pdf',
} as const satisfies Record<ReportFormat, string>;

interface Wanted {
  readonly configuration: Configuration;
  readonly runner: Runner;
  readonly formats: readonly ReportFormat[];
  readonly standing: Standing;
  readonly logo?: Logo | undefined;
}

/**
 * Writes the reports into a folder of their own that is no part of the checkout: neither that nor another step's reports can stand in the way. A PDF that
 * cannot be made is a notice: the others hold the same.
 */
export async function writeReports(
  state: ActionState,
  result: ReviewResult,
  { configuration, runner, formats, standing, logo }: Wanted,
): Promise<WrittenReports> {
  const folder = mkdtempSync(join(runner.temp, 'report-'));
  const { consultant } = configuration.report;
  const options = { ...(consultant && { consultant }), logo: () => Promise.resolve(logo) };
  const paths: string[] = [];
  // What makes the PDF is not ours, and could end the process: by then the others are written.
  const ordered = [...new Set(formats)].sort((a, b) => Number(a === 'pdf') - Number(b === 'pdf'));
  for (const format of ordered) {
    const report =
      format === 'pdf'
        ? await renderPdf(state, { result, options, standing })
        : await renderReport(format, result, options);
    if (report === undefined) continue;
    const path = join(folder, FILE_NAMES[format]);
    writeFileSync(path, report);
    paths.push(path);
  }
  return { folder, paths };
}

interface WantedPdf extends Pick<Wanted, 'standing'> {
  readonly result: ReviewResult;
  readonly options: RenderOptions;
}

async function renderPdf(state: ActionState, { result, options, standing }: WantedPdf) {
  const fail = (reason: string): undefined => {
    state.write(annotationCommand('notice', `There is no PDF: ${reason}`));
    return undefined;
  };
  if (!standing.granted.capabilities.has('reports-pdf')) return fail(standing.whyWithheld.detail);
  const pdfLibrary = await nativePart(state, 'typst');
  if (pdfLibrary === undefined) return undefined;
  try {
    return await renderReport('pdf', result, { ...options, pdfLibrary });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
