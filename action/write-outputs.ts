import { openFindings } from '../engine/verdict/open-findings.ts';
import { SEVERITIES } from '../engine/findings/finding.ts';
import type { ReviewResult } from '../engine/review-result.ts';
import type { CheckConclusion } from '../github/publish/conclusion.ts';
import type { Runner } from './runner.ts';
import { appendVariable } from './workflow-commands.ts';
import type { WrittenReports } from './write-reports.ts';

export interface Outputs {
  readonly conclusion: CheckConclusion;
  readonly checkUrl?: string;
  readonly result?: ReviewResult;
  readonly files?: WrittenReports;
  /** Path of what was measured. */
  readonly measurements?: string;
}

/** Writes the outputs that action.yml describes. What is not known is left out, and reads as ''. */
export function writeOutputs({ files: { output } }: Pick<Runner, 'files'>, outputs: Outputs): void {
  if (output === undefined) return;
  for (const [name, value] of Object.entries(outputValues(outputs))) appendVariable(output, name, value);
}

function outputValues({ conclusion, checkUrl, result, files, measurements }: Outputs): Record<string, string> {
  return {
    conclusion,
    ...(checkUrl !== undefined && { 'check-url': checkUrl }),
    ...(result && countsAndRatings(result)),
    ...(files && { 'report-folder': files.folder, reports: files.paths.join('\n') }),
    ...(measurements !== undefined && { measurements }),
  };
}

function countsAndRatings({ findings, subject, ratings }: ReviewResult): Record<string, string> {
  const open = openFindings(findings);
  const told = subject.base === undefined ? open : open.filter(({ state }) => state === 'new');
  const counts = SEVERITIES.map((severity): [string, string] => [
    severity,
    String(told.filter((finding) => finding.severity === severity).length),
  ]);
  const rated = Object.entries(ratings).map(([quality, rating]): [string, string] => [`rating-${quality}`, rating]);
  return { findings: String(told.length), ...Object.fromEntries([...counts, ...rated]) };
}
