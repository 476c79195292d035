import { SEVERITIES, type Finding } from '../../findings/finding.ts';
import { compareFindings } from '../../findings/order-findings.ts';
import { openFindings } from '../../verdict/open-findings.ts';
import type { ReviewResult } from '../../review-result.ts';

/** A rule that is only watched: its findings are in the report, and nobody is told of them. */
export type IsWatched = (ruleId: string) => boolean;

/**
 * What a change has to answer for: new and not suppressed; without a base, all that is open. Of a severity, what stands
 * on lines that the change did not touch comes last.
 */
export function findingsToShow(
  { findings, subject }: Pick<ReviewResult, 'findings' | 'subject'>,
  isWatched: IsWatched = () => false,
): Finding[] {
  const open = openFindings(findings).filter((finding) => !isWatched(finding.ruleId));
  const shown = subject.base === undefined ? open : open.filter(({ state }) => state === 'new');
  return shown.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      Number(a.outsideDiff) - Number(b.outsideDiff) ||
      compareFindings(a, b),
  );
}
