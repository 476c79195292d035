import cvss from 'ae-cvss-calculator';
import type { Severity } from '../../findings/finding.ts';
import type { Advisory } from './osv-client.ts';

export interface AdvisorySeverity {
  readonly severity: Severity;
  /** CVSS base score. */
  readonly score?: number;
}

const BY_PREFERENCE = ['CVSS_V4', 'CVSS_V3', 'CVSS_V2'];

const BY_WORD: Readonly<Record<string, Severity>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MODERATE: 'medium',
  MEDIUM: 'medium',
  LOW: 'low',
};

/**
 * By the newest CVSS vector, else by the word the database gives. Without either it is `medium`: what nobody has weighed
 * is neither nothing nor an emergency; but malicious packages (`MAL-`) are `critical`.
 */
export function advisorySeverity(advisory: Advisory, packageName: string): AdvisorySeverity {
  const ofPackage = advisory.affected.filter((one) => one.package?.name === packageName);
  const vectors = [...ofPackage.flatMap((one) => one.severity ?? []), ...(advisory.severity ?? [])];
  for (const type of BY_PREFERENCE) {
    const scores = vectors.filter((one) => one.type === type).flatMap((one) => baseScore(one.score) ?? []);
    if (scores.length > 0) return { severity: severityOfScore(Math.max(...scores)), score: Math.max(...scores) };
  }
  if (advisory.id.startsWith('MAL-')) return { severity: 'critical' };
  return { severity: BY_WORD[advisory.database_specific?.severity?.toUpperCase() ?? ''] ?? 'medium' };
}

/** As much of the library's vectors as is used: its own types end in `any`. */
interface CvssVector {
  isBaseFullyDefined(): boolean;
  calculateScores(): { readonly base?: number; readonly overall?: number };
}

function baseScore(vector: string): number | undefined {
  try {
    const parsed = cvss.fromVector(vector) as CvssVector | null;
    if (!parsed?.isBaseFullyDefined()) return undefined;
    const scores = parsed.calculateScores();
    return scores.base ?? scores.overall;
  } catch {
    return undefined;
  }
}

/** The qualitative scale of CVSS 3.1 (section 5) and 4.0 (section 6). */
function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}
