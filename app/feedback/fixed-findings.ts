import { findingsToShow } from '../../engine/report/github/findings-to-show.ts';
import { suggestionFacts } from '../../engine/report/github/review-facts.ts';
import { suggestionKey } from '../../engine/report/github/suggestion-comments.ts';
import type { Finding } from '../../engine/findings/finding.ts';
import type { ReviewResult } from '../../engine/review-result.ts';

type Reviewed = Pick<ReviewResult, 'findings' | 'subject' | 'notLookedAt'>;

/**
 * What a change was told of and has mended: shown in an earlier report of the pull request, and no longer there in the last one.
 * What was suppressed since is there, and what was not looked at is not mended.
 *
 * @param reports of one pull request, the oldest first
 */
export function fixedFindings(reports: readonly Reviewed[]): Finding[] {
  const last = reports.at(-1);
  if (!last) return [];
  const present = new Set(last.findings.filter(({ state }) => state !== 'fixed').map(suggestionKey));
  const { wasLookedAt } = suggestionFacts(last);
  const shown = new Map(
    reports.flatMap((report) => findingsToShow(report).map((finding) => [suggestionKey(finding), finding] as const)),
  );
  return [...shown].filter(([key, { path }]) => !present.has(key) && wasLookedAt(path)).map(([, finding]) => finding);
}
