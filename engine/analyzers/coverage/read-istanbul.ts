import * as z from 'zod';
import { addBranches, addHits, reportedFile, type CoverageReport, type ReportedFile } from './reported-file.ts';

const position = z.object({ line: z.number() }).partial();
const location = z.object({ start: position }).partial();
const fileCoverage = z.object({
  path: z.string(),
  statementMap: z.record(z.string(), location),
  s: z.record(z.string(), z.number()),
  branchMap: z.record(z.string(), z.object({ loc: location.optional(), line: z.number().optional() })).default({}),
  b: z.record(z.string(), z.array(z.number())).default({}),
});

/** `coverage-final.json`: by file, statements and branches with their places and counts. */
export const istanbulReport = z.record(
  z.string(),
  z.union([fileCoverage, z.object({ data: fileCoverage }).transform(({ data }) => data)]),
);

/** A line was run as often as the statement on it that was run most, as Istanbul's own reports have it. */
export function readIstanbul(report: z.infer<typeof istanbulReport>): CoverageReport {
  const files = Object.values(report).map((coverage): ReportedFile => {
    const file = reportedFile(coverage.path);
    for (const [id, { start }] of Object.entries(coverage.statementMap)) {
      addHits(file, start?.line ?? 0, coverage.s[id] ?? 0);
    }
    for (const [id, { loc, line }] of Object.entries(coverage.branchMap)) {
      const counts = coverage.b[id] ?? [];
      const covered = counts.filter((count) => count > 0).length;
      addBranches(file, line ?? loc?.start?.line ?? 0, { covered, total: counts.length });
    }
    return file;
  });
  return { format: 'istanbul', roots: [], files };
}
