import { SEVERITIES, type Finding, type FindingState } from './finding.ts';

/** What a reader should see first: new ones, then what was there before, then what is gone. */
const STATE_ORDER: Readonly<Record<FindingState, number>> = { new: 0, existing: 1, moved: 1, fixed: 2 };

/**
 * The order of findings in every report: open before watched before suppressed before fixed, new before old, then by severity, path
 * (code units, not a locale's alphabet), line, column, rule and fingerprint.
 */
export function orderFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(compareFindings);
}

export function compareFindings(a: Finding, b: Finding): number {
  return (
    rankOf(a) - rankOf(b) ||
    STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.path, b.path) ||
    (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
    (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.fingerprint, b.fingerprint) ||
    compareText(a.message, b.message)
  );
}

/** 0: open. 1: of a rule that is only watched. 2: suppressed. 3: fixed. */
function rankOf({ state, suppression, standing }: Finding): number {
  if (state === 'fixed') return 3;
  if (suppression) return 2;
  return standing === 'watch' ? 1 : 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
