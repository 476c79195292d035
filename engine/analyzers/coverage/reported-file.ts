import type { CoverageCount } from './coverage-result.ts';

/** What a coverage report says of one file, under the name it has there. */
export interface ReportedFile {
  readonly path: string;
  /** How often each line that can be run was, by 1-based line. */
  readonly hits: Map<number, number>;
  /** By the 1-based line where they branch. */
  readonly branches: Map<number, CoverageCount>;
}

export interface CoverageReport {
  readonly format: CoverageFormat;
  /** Folders that the paths may be relative to. */
  readonly roots: readonly string[];
  readonly files: readonly ReportedFile[];
}

export type CoverageFormat = 'lcov' | 'cobertura' | 'jacoco' | 'clover' | 'istanbul';

export function reportedFile(path: string): ReportedFile {
  return { path, hits: new Map(), branches: new Map() };
}

/** Counts a line again: the highest count stays. What is no line or no count is left out. */
export function addHits(file: ReportedFile, line: number, hits: number): void {
  if (!isLine(line) || Number.isNaN(hits)) return;
  file.hits.set(line, Math.max(file.hits.get(line) ?? 0, hits));
}

/** Counts the branches of one condition. A line may have several. */
export function addBranches(file: ReportedFile, line: number, { covered, total }: CoverageCount): void {
  if (!isLine(line) || !isCount(total) || !isCount(covered) || total === 0 || covered > total) return;
  const before = file.branches.get(line) ?? { covered: 0, total: 0 };
  file.branches.set(line, { covered: before.covered + covered, total: before.total + total });
}

/** Joins what two reports say of a file: what one of them ran was run. */
export function mergeInto(file: ReportedFile, other: ReportedFile): void {
  for (const [line, hits] of other.hits) addHits(file, line, hits);
  for (const [line, count] of other.branches) {
    const before = file.branches.get(line) ?? { covered: 0, total: 0 };
    file.branches.set(line, {
      covered: Math.max(before.covered, count.covered),
      total: Math.max(before.total, count.total),
    });
  }
}

function isLine(line: number): boolean {
  return Number.isSafeInteger(line) && line > 0;
}

function isCount(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0;
}
