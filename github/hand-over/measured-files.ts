import type { ExternalFile } from '../../engine/analyzers/analyzer.ts';
import { BadReportError, textOfReport } from '../../engine/analyzers/external-file.ts';
import type { ReviewRequest } from '../../engine/review-request.ts';
import type { Measured, MeasuredFile } from './measurements.ts';
import { missingReports } from './missing-reports.ts';

/** Reports of other tools, as a review takes them. */
export type ToolReports = Pick<ReviewRequest['external'], 'coverageFiles' | 'testFiles' | 'sarifFiles'>;

/**
 * What is to be handed over of the reports that a review read. One that is larger than a review reads is missing: whoever
 * reviews by it could not read it either.
 */
export function measuredFiles({ coverageFiles, testFiles, sarifFiles }: ToolReports): Measured {
  const read = [
    ...coverageFiles.map((file) => measuredFile('coverage', file)),
    ...testFiles.map((file) => measuredFile('tests', file)),
    ...sarifFiles.map((file) => measuredFile('sarif', file)),
  ];
  return {
    files: read.flatMap(({ kind, name, text }) => (text === undefined ? [] : [{ kind, name, text }])),
    missing: missingReports(
      'too-much',
      read.filter(({ text }) => text === undefined),
    ),
  };
}

function measuredFile(kind: MeasuredFile['kind'], file: ExternalFile) {
  return { kind, name: file.name, text: textUnlessTooLarge(file) };
}

function textUnlessTooLarge(file: ExternalFile): string | undefined {
  try {
    return textOfReport(file);
  } catch (error) {
    if (error instanceof BadReportError) return undefined;
    throw error;
  }
}

/** What was handed over, for a review: the same as the reports that {@link measuredFiles} was given. */
export function toolReports({ files }: { readonly files: readonly MeasuredFile[] }): ToolReports {
  const ofKind = (kind: MeasuredFile['kind']) => files.filter((file) => file.kind === kind).map(externalFile);
  return { coverageFiles: ofKind('coverage'), testFiles: ofKind('tests'), sarifFiles: ofKind('sarif') };
}

/** The mark says that it is UTF-8, whatever encoding an XML declaration names: that was the file's own. */
function externalFile({ name, text }: MeasuredFile): ExternalFile {
  return { name, content: Buffer.from(`\uFEFF${text}`) };
}
