import { readCoverageReport } from '../engine/analyzers/coverage/read-report.ts';
import type { ReportedFile } from '../engine/analyzers/coverage/reported-file.ts';
import { BadReportError, textOfReport } from '../engine/analyzers/external-file.ts';
import type { ExternalFile } from '../engine/analyzers/analyzer.ts';
import type { ComparedTrees } from './compared-trees.ts';

/** Branches of one line that are told of. Ours: nobody's line has as many. */
const MOST_BRANCHES = 1000;

/**
 * Coverage without what it says of files that are others in the head. A report that names none of those stays as it is; of
 * another, the rest is written as lcov.
 */
export function coverageOfSame(
  reports: readonly ExternalFile[],
  trees: ComparedTrees,
): { readonly files: readonly ExternalFile[]; readonly paths: readonly string[] } {
  const files: ExternalFile[] = [];
  const paths = new Set<string>();
  for (const file of reports) {
    const { kept, others } = split(file, trees);
    for (const path of others) paths.add(path);
    if (others.length === 0) files.push(file);
    else if (kept.length > 0) files.push({ name: file.name, content: Buffer.from(kept.map(lcovOf).join('')) });
  }
  return { files, paths: [...paths].sort() };
}

function split(file: ExternalFile, trees: ComparedTrees): { kept: ReportedFile[]; others: string[] } {
  const kept: ReportedFile[] = [];
  const others: string[] = [];
  const report = readUnlessBad(file);
  for (const one of report?.files ?? []) {
    const meant = trees.fileOf(one.path, report?.roots ?? []);
    if (meant === undefined) kept.push(one);
    // A whole path is found without the roots that the report has. A line break would end it.
    else if (meant.isSame && !/[\r\n]/.test(meant.path)) kept.push({ ...one, path: `/${meant.path}` });
    else others.push(meant.path);
  }
  return { kept, others };
}

/** What is wrong with a report, the review says. */
function readUnlessBad(file: ExternalFile) {
  try {
    return readCoverageReport(textOfReport(file));
  } catch (error) {
    if (error instanceof BadReportError) return undefined;
    throw error;
  }
}

function lcovOf({ path, hits, branches }: ReportedFile): string {
  const lines = [...hits].map(([line, count]) => `DA:${line},${count}`);
  const conditions = [...branches].flatMap(([line, { covered, total }]) =>
    Array.from(
      { length: total > MOST_BRANCHES ? 0 : total },
      (_, at) => `BRDA:${line},0,${at},${at < covered ? 1 : 0}`,
    ),
  );
  return [`SF:${path}`, ...lines, ...conditions, 'end_of_record', ''].join('\n');
}
