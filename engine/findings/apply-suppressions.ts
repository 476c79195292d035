import type { Coverable, Suppression } from './collect-suppressions.ts';
import type { AppliedSuppression, Finding } from './finding.ts';
import type { SuppressionRecord, SuppressionStatus } from './suppression.ts';

/**
 * Marks the findings that a suppression covers, and tells of each suppression what became of it. Where several cover a
 * finding, the one closest to it is named: our own comment, ESLint's, Semgrep's, a command's, then the configuration's,
 * by fingerprint before by rule or path; among equals the first. All of them count it. Fixed findings are not covered:
 * there is nothing to suppress any more.
 *
 * @param given.now the instant up to which dates count, in UTC: an `until` of today still does
 */
export function applySuppressions<F extends Coverable & Partial<Pick<Finding, 'state'>>>(given: {
  readonly findings: readonly F[];
  readonly suppressions: readonly Suppression[];
  readonly now: Date;
}): {
  readonly findings: (F & { readonly suppression?: AppliedSuppression })[];
  readonly records: SuppressionRecord[];
} {
  const effective = given.suppressions.filter((one) => !one.flaw && !isExpired(one, given.now));
  const candidates = createIndex(effective);
  const covered = new Map<Suppression, number>();
  const findings = given.findings.map((finding) => {
    if (finding.state === 'fixed') return finding;
    const covering = candidates(finding).filter((one) => one.coversPlace(finding));
    for (const one of covering) covered.set(one, (covered.get(one) ?? 0) + 1);
    return covering[0] ? { ...finding, suppression: applied(covering[0]) } : finding;
  });
  const records = given.suppressions.map((one) => recordOf(one, { findings: covered.get(one) ?? 0, now: given.now }));
  return { findings, records };
}

function isExpired({ until }: Suppression, now: Date): boolean {
  return until !== undefined && until < now.toISOString().slice(0, 10);
}

function closeness({ source, fingerprint }: Suppression): number {
  switch (source) {
    case 'comment':
      return 0;
    case 'eslint-comment':
      return 1;
    case 'nosemgrep':
      return 2;
    case 'command':
      return 3;
    case 'configuration':
      return fingerprint === undefined ? 5 : 4;
  }
}

/** Those that may cover a finding, by its file and rule, the closest first; so not every pair is looked at. */
function createIndex(suppressions: readonly Suppression[]): (finding: Coverable) => readonly Suppression[] {
  const inFiles = new Map<string, Suppression[]>();
  const everywhere: Suppression[] = [];
  for (const one of [...suppressions].sort((a, b) => closeness(a) - closeness(b))) {
    if (one.source === 'configuration' || one.source === 'command') everywhere.push(one);
    else inFiles.set(one.place.path, [...(inFiles.get(one.place.path) ?? []), one]);
  }
  const known = new Map<string, readonly Suppression[]>();
  return ({ path, ruleId }) => {
    const key = inFiles.has(path) ? `${ruleId}\0${path}` : ruleId;
    const candidates =
      known.get(key) ?? [...(inFiles.get(path) ?? []), ...everywhere].filter((one) => one.namesRule(ruleId));
    known.set(key, candidates);
    return candidates;
  };
}

function applied({ source, reason, until, by, place }: Suppression): AppliedSuppression {
  return { source, reason, ...(until !== undefined && { until }), ...(by !== undefined && { by }), place };
}

function recordOf(one: Suppression, outcome: { readonly findings: number; readonly now: Date }): SuppressionRecord {
  const { flaw, namesRule: _, coversPlace: __, ...written } = one;
  const status: SuppressionStatus =
    flaw ?? (isExpired(one, outcome.now) ? 'expired' : outcome.findings > 0 ? 'applied' : 'unused');
  return { ...written, status, findings: outcome.findings };
}
