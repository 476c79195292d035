import { findingsToShow } from '../../engine/report/github/findings-to-show.ts';
import { suggestionFacts } from '../../engine/report/github/review-facts.ts';
import { suggestionKey } from '../../engine/report/github/suggestion-comments.ts';
import type { Finding } from '../../engine/findings/finding.ts';
import type { ReviewResult } from '../../engine/review-result.ts';

/** What is kept of a report while others are read: a report can be large, and has much that nobody asks for here. */
export interface SeenReport {
  readonly findings: readonly SeenFinding[];
  readonly wasLookedAt: (path: string) => boolean;
}

export interface SeenFinding extends Pick<Finding, 'fingerprint' | 'ruleId' | 'path'> {
  /** Its `suggestionKey`. */
  readonly key: string;
  readonly isPresent: boolean;
  /** The change had to answer for it. */
  readonly isShown: boolean;
}

export function seenReport(report: Pick<ReviewResult, 'findings' | 'subject' | 'notLookedAt'>): SeenReport {
  const shown = new Set(findingsToShow(report));
  return {
    findings: report.findings.map((finding) => ({
      key: suggestionKey(finding),
      fingerprint: finding.fingerprint,
      ruleId: finding.ruleId,
      path: finding.path,
      isPresent: finding.state !== 'fixed',
      isShown: shown.has(finding),
    })),
    wasLookedAt: suggestionFacts(report).wasLookedAt,
  };
}

/**
 * What a change was told of and has mended: shown in an earlier report of the pull request, and no longer there in the last one.
 * What was suppressed since is there, and what was not looked at is not mended.
 *
 * @param reports of one pull request, the oldest first
 */
export function fixedFindings(reports: readonly SeenReport[]): SeenFinding[] {
  const last = reports.at(-1);
  if (!last) return [];
  const present = new Set(last.findings.filter(({ isPresent }) => isPresent).map(({ key }) => key));
  const shown = new Map(
    reports.flatMap(({ findings }) =>
      findings.filter(({ isShown }) => isShown).map((finding) => [finding.key, finding] as const),
    ),
  );
  return [...shown.values()].filter(({ key, path }) => !present.has(key) && last.wasLookedAt(path));
}
