import pc from 'picocolors';
import { EXIT } from '../exit-codes.ts';
import { version } from '../../engine/version.ts';
import { writeWhole } from '../write-whole.ts';
import { renderSemgrepJson } from './render-semgrep-json.ts';
import { renderSemgrepSarif } from './render-semgrep-sarif.ts';
import { renderSemgrepText, renderSummary } from './render-semgrep-text.ts';
import { openFindings, type ScanReport } from './scan-report.ts';
import type { SemgrepArguments } from './semgrep-arguments.ts';

/** Semgrep's exit codes beside 0 (done) and 2 (it failed), which are ours too. */
export const SEMGREP_EXIT = { findings: 1, unreadableCode: 3, wrongRule: 7 } as const;

/** Prints a scan in the format asked for, then a summary for people; gives the exit code. `json`: already made. */
export function printReport(report: ScanReport, options: SemgrepArguments, json?: string): number {
  print(render(report, options, json), options.output);
  if (!options.quiet) process.stderr.write(renderSummary(report, { color: hasColors(process.stderr) }));
  return exitCodeOf(report, options);
}

function render(report: ScanReport, options: SemgrepArguments, json: string | undefined): string {
  if (options.json) return `${json ?? renderSemgrepJson(report, version)}\n`;
  if (options.sarif) return `${renderSemgrepSarif(report, version).trimEnd()}\n`;
  const color = options.output === undefined && hasColors(process.stdout);
  return renderSemgrepText(report, { color, width: process.stdout.columns ?? 100 });
}

export function print(text: string, file: string | undefined): void {
  if (file === undefined || file === '-') process.stdout.write(text);
  else writeWhole(file, text);
}

export function hasColors(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && pc.isColorSupported;
}

function exitCodeOf(report: ScanReport, { error, strict }: SemgrepArguments): number {
  if (strict) {
    const types = new Set(report.problems.map(({ type }) => type));
    if (types.has('Rule parse error') || types.has('Pattern parse error')) return SEMGREP_EXIT.wrongRule;
    if (types.has('Syntax error')) return SEMGREP_EXIT.unreadableCode;
    if (types.size > 0) return EXIT.wrongUse;
  }
  return error && openFindings(report).length > 0 ? SEMGREP_EXIT.findings : EXIT.passed;
}
