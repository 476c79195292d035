/** Numbers over many files, and the ratings made from them. Definitions and thresholds: docs/ratings.md. */
import type { Quality, Severity } from '../findings/finding.ts';

export type Rating = 'A' | 'B' | 'C' | 'D' | 'E';
export type RatedQuality = Quality | 'duplication' | 'coverage';

/** Absent: not measured, which is never shown as good. */
export type Ratings = Readonly<Partial<Record<RatedQuality, Rating>>>;

export interface Measures {
  readonly files: number;
  readonly lines: number;
  readonly codeLines: number;
  readonly commentLines: number;
  readonly functions: number;
  readonly classes: number;
  readonly cyclomatic: number;
  readonly cognitive: number;
  /** Mean over files, weighted by lines of code; absent where there is no code. */
  readonly maintainabilityIndex?: number;
  readonly publicFunctions: number;
  readonly documentedPublicFunctions: number;
  /** Open findings (suppressed and fixed ones are not counted). */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly findingsByQuality: Readonly<Record<Quality, number>>;
  /** Minutes to mend all open findings. */
  readonly debtMinutes: number;
  /** debtMinutes / (codeLines × minutes a line takes to write), 0 to 1 and beyond. */
  readonly debtRatio: number;
  readonly duplicatedLines?: number;
  readonly duplicationShare?: number;
  readonly coverageShare?: number;
}

export interface FileMeasures {
  readonly path: string;
  readonly language: string;
  readonly codeLines: number;
  readonly functions: number;
  readonly cyclomatic: number;
  readonly cognitive: number;
  readonly maintainabilityIndex: number;
  readonly findings: number;
  readonly debtMinutes: number;
  readonly duplicatedLines?: number;
  readonly coverageShare?: number;
  /** Commits that changed it within the churn window. */
  readonly changes?: number;
}

export interface FolderMeasures {
  readonly path: string;
  readonly files: number;
  readonly codeLines: number;
  readonly cognitive: number;
  readonly findings: number;
  readonly debtMinutes: number;
}

/** A file that is both complex and often changed. */
export interface HotSpot {
  readonly path: string;
  readonly cognitive: number;
  readonly codeLines: number;
  readonly changes: number;
  /** 0 to 1: the product of the file's ranks in complexity and churn. */
  readonly score: number;
}
