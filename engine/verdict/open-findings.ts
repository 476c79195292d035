import type { Finding } from '../findings/finding.ts';

/** A finding that counts: neither suppressed nor fixed. */
export type OpenFinding = Pick<Finding, 'path' | 'ruleId' | 'severity' | 'quality' | 'minutes' | 'state'>;

/** What measures, ratings and gates count. */
export function openFindings<F extends Pick<Finding, 'state' | 'suppression'>>(findings: readonly F[]): F[] {
  return findings.filter((finding) => finding.state !== 'fixed' && finding.suppression === undefined);
}
