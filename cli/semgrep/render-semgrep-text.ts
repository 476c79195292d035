import pc from 'picocolors';
import { visible } from '../../engine/report/visible.ts';
import { openFindings, type FoundInFile, type ScanProblem, type ScanReport } from './scan-report.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** Lines of code shown of one finding. */
const MAX_LINES = 10;
/** Characters shown of one line of code. */
const MAX_COLUMNS = 160;
const MAX_STEPS = 6;

/** The findings for people, by file. `color`: with the terminal's colours; `width`: of the terminal. */
export function renderSemgrepText(report: ScanReport, { color, width }: { color: boolean; width: number }): string {
  const colors = pc.createColors(color);
  const lines: string[] = [];
  let file: string | undefined;
  for (const found of openFindings(report)) {
    if (found.path !== file) lines.push('', ` ${colors.bold(visible(found.path))}`);
    file = found.path;
    lines.push(...findingLines(found, report, { colors, width: Math.min(width, 100) }));
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
}

function findingLines(
  { finding }: FoundInFile,
  { rules }: ScanReport,
  { colors, width }: { colors: Colors; width: number },
): string[] {
  const { severity } = rules.get(finding.ruleId)!;
  const paint = isGrave(severity) ? colors.red : isMild(severity) ? colors.blue : colors.yellow;
  const gutter = String(finding.end.line).length;
  const code = finding.lines.split('\n').slice(0, MAX_LINES);
  const numbered = code.map((line, at) => {
    const number = colors.dim(`${String(finding.start.line + at).padStart(gutter)} │`);
    return `     ${number} ${shorten(visible(line.replace(/\t/g, '  ').trimEnd()))}`;
  });
  const more = finding.end.line - finding.start.line + 1 - code.length;
  return [
    '',
    `   ${paint('●')} ${colors.bold(visible(finding.ruleId))} ${colors.dim(severity.toLowerCase())}`,
    ...wrap(visible(finding.message.replace(/\s+/g, ' ').trim()), width - 5).map((line) => `     ${line}`),
    '',
    ...numbered,
    ...(more > 0 ? [colors.dim(`     ${' '.repeat(gutter)} … ${count(more, 'more line')}`)] : []),
    ...traceLines(finding, colors),
    ...(finding.edit ? ['', `     ${colors.green('fix')} ${shorten(visible(finding.edit.text.trim()))}`] : []),
  ];
}

function traceLines({ trace }: FoundInFile['finding'], colors: Colors): string[] {
  if (!trace) return [];
  const words = { source: 'from', step: ' via', sink: '  to' } as const;
  const shown = trace.length > MAX_STEPS ? [...trace.slice(0, MAX_STEPS - 1), trace.at(-1)!] : trace;
  return [
    '',
    ...shown.map(({ role, start, code }) => {
      const [line] = code.split('\n');
      return `     ${colors.dim(`${words[role]} line ${start.line}`)}  ${shorten(visible(line!.trim()))}`;
    }),
  ];
}

/** One or two sentences on what was done, for standard error; then what could not be. */
export function renderSummary(report: ScanReport, { color }: { color: boolean }): string {
  const colors = pc.createColors(color);
  const findings = openFindings(report);
  const files = new Set(findings.map(({ path }) => path)).size;
  const ignored = report.findings.length - findings.length;
  const looked = `${count(report.rules.size, 'rule')} on ${count(report.scanned.length, 'file')}`;
  const found =
    findings.length === 0 ? 'Nothing found' : `${count(findings.length, 'finding')} in ${count(files, 'file')}`;
  const lines = [
    `${colors.bold(found)} (${looked}${ignored > 0 ? `; ${count(ignored, 'finding')} suppressed by nosemgrep` : ''}).`,
    ...skippedLine(report),
    ...report.problems.map((problem) => problemLine(problem, colors)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Files that no rule was for are nothing to be told of. */
function skippedLine({ skipped }: ScanReport): string[] {
  const reasons = new Map<string, number>();
  for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const words = [...reasons].map(([reason, times]) => `${times} ${SKIPPED[reason] ?? reason}`);
  return words.length === 0 ? [] : [`Not looked at: ${words.join(', ')}.`];
}

const SKIPPED: Readonly<Record<string, string>> = {
  cli_include_flags_do_not_match: 'not named by --include',
  cli_exclude_flags_match: 'named by --exclude',
  semgrepignore_patterns_match: 'left out by .semgrepignore',
  exceeded_size_limit: 'larger than --max-target-bytes',
  insufficient_permissions: 'that cannot be read',
  binary: 'with binary content',
};

export function problemLine({ type, path, line, column, message, ruleId, level }: ScanProblem, colors: Colors): string {
  const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
  const about = ruleId === undefined ? '' : ` (${ruleId})`;
  const word = level === 'error' ? colors.red(type) : colors.yellow(type);
  return `${word} ${visible(place)}${visible(about)}: ${visible(message)}`;
}

function isGrave(severity: string): boolean {
  return ['ERROR', 'HIGH', 'CRITICAL'].includes(severity);
}

function isMild(severity: string): boolean {
  return ['INFO', 'LOW', 'INVENTORY', 'EXPERIMENT'].includes(severity);
}

export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function shorten(text: string): string {
  return text.length > MAX_COLUMNS ? `${text.slice(0, MAX_COLUMNS - 1)}…` : text;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
