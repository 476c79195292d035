import type { Finding, Standing } from './finding.ts';

/** A rule whose findings count for less. By default they block as the gate has it. */
export interface RuleStanding {
  readonly ruleId: string;
  readonly standing: Standing;
  /** Why, in words for people. */
  readonly reason: string;
}

/** A standing that told in this review, and on how many findings that would count without it. */
export interface AppliedStanding extends RuleStanding {
  readonly findings: number;
}

/** Marks the findings of rules that count for less. */
export function markStandings<F extends Pick<Finding, 'ruleId'>>(
  findings: readonly F[],
  standings: readonly RuleStanding[],
): (F & Pick<Finding, 'standing'>)[] {
  const byRule = new Map(standings.map(({ ruleId, standing }) => [ruleId, standing]));
  return findings.map((finding) => {
    const standing = byRule.get(finding.ruleId);
    return standing === undefined ? finding : { ...finding, standing };
  });
}

/** The standings that told, ordered by rule. */
export function appliedStandings(
  findings: readonly Pick<Finding, 'ruleId' | 'state' | 'suppression' | 'standing'>[],
  standings: readonly RuleStanding[],
): AppliedStanding[] {
  const amounts = new Map<string, number>();
  for (const { ruleId, state, suppression, standing } of findings) {
    if (standing === undefined || state === 'fixed' || suppression !== undefined) continue;
    amounts.set(ruleId, (amounts.get(ruleId) ?? 0) + 1);
  }
  return standings
    .flatMap((one) => {
      const amount = amounts.get(one.ruleId);
      return amount === undefined ? [] : [{ ...one, findings: amount }];
    })
    .sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
}

/** Tells the rules that are only watched. */
export function watchedIn(standings: readonly RuleStanding[]): (ruleId: string) => boolean {
  const watched = new Set(standings.filter(({ standing }) => standing === 'watch').map(({ ruleId }) => ruleId));
  return (ruleId) => watched.has(ruleId);
}
