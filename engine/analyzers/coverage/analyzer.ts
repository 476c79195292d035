import { extname } from 'node:path/posix';
import type { ExternalFile, NotLookedAt, ProjectAnalyzer, ProjectInput } from '../analyzer.ts';
import { badReport, BadReportError, textOfReport } from '../external-file.ts';
import { changedLines } from './changed-lines.ts';
import type { CoverageCount, CoverageResult, FileCoverage } from './coverage-result.ts';
import { createPathMatcher } from '../match-paths.ts';
import { mergeInto, reportedFile, type CoverageReport, type ReportedFile } from './reported-file.ts';
import { findUncoveredChanges, UNCOVERED_CHANGE } from './uncovered-change.ts';

/** Line and branch coverage out of other tools' reports: of the whole, and of the lines a change added or rewrote. */
export const coverageAnalyzer: ProjectAnalyzer<CoverageResult> = {
  id: 'coverage',
  rules: [UNCOVERED_CHANGE],
  analyze: async (input) => {
    const { reports, notLookedAt } = await readReports(input.options.coverageFiles);
    if (reports.length === 0) return { findings: [], notLookedAt };
    const merged = mergeReports(reports, input, notLookedAt);
    const changed = input.comparison && changedLines(input.comparison.changes);
    const inOrder = [...merged.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const files = inOrder.map((file) => fileCoverage(file, changed && (changed.get(file.path) ?? new Set())));
    if (changed) notLookedAt.push(...changedButNotReported(input, changed, merged));
    const branches = sum(inOrder.flatMap((file) => [...file.branches.values()]));
    const result: CoverageResult = {
      reports: reports.map(({ name, report }) => ({ name, format: report.format })),
      files,
      total: sum(files.map((file) => file.lines)),
      ...(changed ? { changed: sum(files.flatMap((file) => file.changed ?? [])) } : {}),
      ...(branches.total > 0 ? { branches } : {}),
    };
    const findings = changed ? await findUncoveredChanges(input, inOrder, changed) : [];
    return { findings, result, notLookedAt };
  },
};

interface NamedReport {
  readonly name: string;
  readonly report: CoverageReport;
}

/** The readers are loaded on first use: most reviews have no report. */
async function readReports(
  files: readonly ExternalFile[],
): Promise<{ reports: NamedReport[]; notLookedAt: NotLookedAt[] }> {
  const reports: NamedReport[] = [];
  const notLookedAt: NotLookedAt[] = [];
  if (files.length === 0) return { reports, notLookedAt };
  const { readCoverageReport } = await import('./read-report.ts');
  for (const file of files) {
    try {
      reports.push({ name: file.name, report: readCoverageReport(textOfReport(file)) });
    } catch (error) {
      if (!(error instanceof BadReportError)) throw error;
      notLookedAt.push(badReport(file, 'coverage', error));
    }
  }
  return { reports, notLookedAt };
}

/** By the repository's path. What is of no file of the repository, or of several, goes to `notLookedAt`. */
function mergeReports(
  reports: readonly NamedReport[],
  input: ProjectInput,
  notLookedAt: NotLookedAt[],
): ReadonlyMap<string, ReportedFile> {
  const match = createPathMatcher(input.snapshot.files.map((file) => file.path));
  const merged = new Map<string, ReportedFile>();
  for (const { name, report } of reports) {
    const unmatched: Record<'unknown' | 'ambiguous', string[]> = { unknown: [], ambiguous: [] };
    for (const file of report.files) {
      const found = match(file.path, report.roots);
      if ('problem' in found) {
        unmatched[found.problem].push(file.path);
        continue;
      }
      const known = merged.get(found.path) ?? reportedFile(found.path);
      mergeInto(known, file);
      merged.set(found.path, known);
    }
    notLookedAt.push(...notMatched(name, unmatched));
  }
  return merged;
}

function notMatched(name: string, paths: Readonly<Record<'unknown' | 'ambiguous', readonly string[]>>): NotLookedAt[] {
  const entry = (count: number, detail: string): NotLookedAt => ({
    subject: `coverage of ${count} ${count === 1 ? 'file' : 'files'} in ${name}`,
    analyzer: 'coverage',
    reason: 'bad-input',
    detail,
  });
  const { unknown, ambiguous } = paths;
  return [
    ...(unknown.length > 0 ? [entry(unknown.length, `No file of the repository has this path: ${some(unknown)}.`)] : []),
    ...(ambiguous.length > 0
      ? [entry(ambiguous.length, `Several files of the repository fit, so none was taken: ${some(ambiguous)}.`)]
      : []),
  ];
}

/** A file that no test loads is missing from many a report: silence about it is no coverage. */
function changedButNotReported(
  input: ProjectInput,
  changed: ReadonlyMap<string, ReadonlySet<number>>,
  reported: ReadonlyMap<string, ReportedFile>,
): NotLookedAt[] {
  const extensions = new Set([...reported.keys()].map((path) => extname(path)));
  const missing = [...changed].filter(([path, lines]) => {
    const kind = input.classified.get(path);
    const counts = kind?.type === 'code' && !kind.test && kind.leftOut === undefined;
    return counts && lines.size > 0 && extensions.has(extname(path)) && !reported.has(path);
  });
  return missing.map(([path]) => ({
    subject: `coverage of ${path}`,
    path,
    analyzer: 'coverage',
    reason: 'bad-input',
    detail: 'The change touches it and no coverage report names it: let the tool report files that no test loads, too.',
  }));
}

function fileCoverage(file: ReportedFile, changed: ReadonlySet<number> | undefined): FileCoverage {
  const lines = [...file.hits.keys()].sort((a, b) => a - b);
  const uncovered = lines.filter((line) => file.hits.get(line) === 0);
  const coverage = {
    path: file.path,
    lines: { covered: lines.length - uncovered.length, total: lines.length },
    uncovered,
  };
  if (!changed) return coverage;
  const total = lines.filter((line) => changed.has(line)).length;
  const uncoveredChanged = uncovered.filter((line) => changed.has(line));
  return { ...coverage, changed: { covered: total - uncoveredChanged.length, total }, uncoveredChanged };
}

function sum(counts: readonly CoverageCount[]): CoverageCount {
  return counts.reduce(
    (all, one) => ({ covered: all.covered + one.covered, total: all.total + one.total }),
    { covered: 0, total: 0 },
  );
}

function some(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
