import { SEVERITIES, type Quality, type Severity } from '../findings/finding.ts';
import type { OpenFinding } from './open-findings.ts';
import type { Measures, RatedQuality, Rating, Ratings } from './measures.ts';

/** From best to worst. */
export const RATINGS = ['A', 'B', 'C', 'D', 'E'] as const satisfies readonly Rating[];

/**
 * Reliability and security: the worst open finding decides. As SonarQube rates severities (info, minor, major,
 * critical, blocker): docs/ratings.md.
 */
export const RATING_OF_SEVERITY = {
  info: 'A',
  low: 'B',
  medium: 'C',
  high: 'D',
  critical: 'E',
} as const satisfies Record<Severity, Rating>;

/** Debt ratio up to which each rating reaches; beyond the last: E. SonarQube's default grid, after SQALE. */
export const MAINTAINABILITY_LIMITS = { A: 0.05, B: 0.1, C: 0.2, D: 0.5 } as const;

/** Share of duplicated lines below which each rating lies; from the last on: E. The steps of SonarQube's project list. */
export const DUPLICATION_LIMITS = { A: 0.03, B: 0.05, C: 0.1, D: 0.2 } as const;

/** Share of covered lines from which each rating starts; below the last: E. The steps of SonarQube's project list. */
export const COVERAGE_LIMITS = { A: 0.8, B: 0.7, C: 0.5, D: 0.3 } as const;

export interface RateInput {
  readonly measures: Measures;
  readonly findings: readonly OpenFinding[];
  /** Qualities that something failed to look at: they get no rating. */
  readonly unmeasured?: ReadonlySet<RatedQuality>;
}

/** The ratings of what was measured. What was not has none: no files, no code, no coverage report. */
export function rate({ measures, findings, unmeasured = new Set() }: RateInput): Ratings {
  const { codeLines, debtRatio, duplicationShare, coverageShare } = measures;
  const ratings: Partial<Record<RatedQuality, Rating>> = {};
  if (codeLines > 0) {
    ratings.reliability = rateWorst(findings, 'reliability');
    ratings.maintainability = rateDebtRatio(debtRatio);
  }
  if (measures.files > 0) ratings.security = rateWorst(findings, 'security');
  if (duplicationShare !== undefined) ratings.duplication = rateDuplication(duplicationShare);
  if (coverageShare !== undefined) ratings.coverage = rateCoverage(coverageShare);
  for (const quality of unmeasured) delete ratings[quality];
  return ratings;
}

/** The rating that the worst of a quality's open findings leaves. */
export function rateWorst(findings: readonly OpenFinding[], quality: Quality): Rating {
  const present = new Set(findings.filter((finding) => finding.quality === quality).map(({ severity }) => severity));
  const worst = SEVERITIES.find((severity) => present.has(severity));
  return worst ? RATING_OF_SEVERITY[worst] : 'A';
}

/** @param ratio minutes of debt by minutes of development */
export function rateDebtRatio(ratio: number): Rating {
  return RATINGS.find((rating) => rating !== 'E' && ratio <= MAINTAINABILITY_LIMITS[rating]) ?? 'E';
}

/** @param share 0 to 1 */
export function rateDuplication(share: number): Rating {
  return RATINGS.find((rating) => rating !== 'E' && share < DUPLICATION_LIMITS[rating]) ?? 'E';
}

/** @param share 0 to 1 */
export function rateCoverage(share: number): Rating {
  return RATINGS.find((rating) => rating !== 'E' && share >= COVERAGE_LIMITS[rating]) ?? 'E';
}
