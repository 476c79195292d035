import type { CoverageResult } from '../analyzers/coverage/coverage-result.ts';
import type { DuplicationResult } from '../analyzers/duplication/duplication-result.ts';
import type { FileMetrics } from '../analyzers/metrics/file-metrics.ts';
import { SEVERITIES, type Finding, type Quality, type Severity } from '../findings/finding.ts';
import type { Churn } from '../source/source.ts';
import type { FileMeasures, Measures } from './measures.ts';
import { openFindings } from './open-findings.ts';

/** Minutes that a line of code takes to write, for the debt ratio: SonarQube's default, after SQALE. */
export const MINUTES_PER_LINE = 30;

/** A file that was looked at. */
export interface MeasuredFile {
  readonly path: string;
  /** As shown: "TypeScript". */
  readonly language: string;
  /** Left out of the share of duplicated lines: nobody compared it. */
  readonly test?: boolean;
  /** Absent: no grammar knows it, or the metrics analyzer failed on it. Its lines of code are not counted. */
  readonly metrics?: FileMetrics;
}

export interface MeasureInput {
  readonly files: readonly MeasuredFile[];
  /** Of any state; those that are fixed or suppressed are left out. */
  readonly findings: readonly Finding[];
  readonly duplication?: DuplicationResult;
  readonly coverage?: CoverageResult;
  readonly churn?: Churn;
}

/** Sums over the files, and all open findings: those on the whole repository or on a binary file count too. */
export function measure(input: MeasureInput): Measures {
  const metrics = input.files.flatMap((file) => file.metrics ?? []);
  const open = openFindings(input.findings);
  const codeLines = sum(metrics, (file) => file.lines.code);
  const debtMinutes = sum(open, (finding) => finding.minutes);
  return {
    files: input.files.length,
    lines: sum(metrics, (file) => file.lines.total),
    codeLines,
    commentLines: sum(metrics, (file) => file.lines.comment),
    functions: sum(metrics, (file) => file.functions.length),
    classes: sum(metrics, (file) => file.classes.length),
    cyclomatic: sum(metrics, (file) => file.cyclomatic),
    cognitive: sum(metrics, (file) => file.cognitive),
    ...(codeLines > 0 && {
      maintainabilityIndex: sum(metrics, (file) => file.maintainabilityIndex * file.lines.code) / codeLines,
    }),
    publicFunctions: sum(metrics, (file) => file.publicFunctions),
    documentedPublicFunctions: sum(metrics, (file) => file.documentedPublicFunctions),
    findings: countBySeverity(open),
    findingsByQuality: countByQuality(open),
    debtMinutes,
    debtRatio: debtRatio(debtMinutes, codeLines),
    ...duplicationOf(input),
    ...coverageOf(input),
  };
}

/** Minutes of debt by the minutes that the code took to write; 0 where there is no code. */
export function debtRatio(minutes: number, codeLines: number): number {
  return codeLines === 0 ? 0 : minutes / (codeLines * MINUTES_PER_LINE);
}

/** One entry for each file with metrics, those with the most debt first. */
export function measureFiles(input: MeasureInput): FileMeasures[] {
  const findings = groupByPath(openFindings(input.findings));
  const coverage = new Map(input.coverage?.files.map((file) => [file.path, file.lines]));
  return input.files
    .flatMap(({ path, language, metrics }): FileMeasures[] => {
      if (!metrics) return [];
      const own = findings.get(path) ?? [];
      const covered = coverage.get(path);
      return [
        {
          path,
          language,
          codeLines: metrics.lines.code,
          functions: metrics.functions.length,
          cyclomatic: metrics.cyclomatic,
          cognitive: metrics.cognitive,
          maintainabilityIndex: metrics.maintainabilityIndex,
          findings: own.length,
          debtMinutes: sum(own, (finding) => finding.minutes),
          ...(input.duplication && { duplicatedLines: input.duplication.byFile[path] ?? 0 }),
          ...(covered && covered.total > 0 && { coverageShare: covered.covered / covered.total }),
          ...(input.churn && { changes: input.churn.changesByPath.get(path) ?? 0 }),
        },
      ];
    })
    .sort((a, b) => b.debtMinutes - a.debtMinutes || b.cognitive - a.cognitive || (a.path < b.path ? -1 : 1));
}

function duplicationOf({ files, duplication }: MeasureInput) {
  const compared = files.filter(({ path, test }) => !test || duplication?.byFile[path] !== undefined);
  const codeLines = sum(compared, ({ metrics }) => metrics?.lines.code ?? 0);
  if (!duplication || codeLines === 0) return {};
  const duplicatedLines = sum(compared, (file) => duplication.byFile[file.path] ?? 0);
  return { duplicatedLines, duplicationShare: Math.min(1, duplicatedLines / codeLines) };
}

function coverageOf({ files, coverage }: MeasureInput) {
  const paths = new Set(files.map((file) => file.path));
  const covered = coverage?.files.filter((file) => paths.has(file.path)) ?? [];
  const total = sum(covered, (file) => file.lines.total);
  return total === 0 ? {} : { coverageShare: sum(covered, (file) => file.lines.covered) / total };
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

function countByQuality(findings: readonly Finding[]): Record<Quality, number> {
  const counts: Record<Quality, number> = { reliability: 0, security: 0, maintainability: 0 };
  for (const { quality } of findings) counts[quality]++;
  return counts;
}

function groupByPath(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group) group.push(finding);
    else groups.set(finding.path, [finding]);
  }
  return groups;
}

function sum<T>(items: readonly T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
