import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../engine/config/configuration.ts';
import { renderReport } from '../engine/report/render-report.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { ReportFormat } from './read-inputs.ts';
import type { Runner } from './runner.ts';

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
} as const satisfies Record<ReportFormat, string>;

/** Writes the reports into a folder that is no part of the checkout, so that nothing of it can stand in the way. */
export async function writeReports(
  result: ReviewResult,
  given: {
    readonly configuration: Configuration;
    readonly runner: Runner;
    readonly formats: readonly ReportFormat[];
  },
): Promise<WrittenReports> {
  const folder = join(given.runner.temp, 'report');
  mkdirSync(folder, { recursive: true });
  const { consultant } = given.configuration.report;
  const paths: string[] = [];
  for (const format of new Set(given.formats)) {
    const path = join(folder, FILE_NAMES[format]);
    writeFileSync(path, await renderReport(format, result, { ...(consultant && { consultant }) }));
    paths.push(path);
  }
  return { folder, paths };
}
