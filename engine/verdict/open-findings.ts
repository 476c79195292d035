import type { Finding } from '../findings/finding.ts';

/** A finding that counts: neither suppressed nor fixed, nor of a rule that is only watched. */
export type OpenFinding = Pick<Finding, 'path' | 'ruleId' | 'severity' | 'quality' | 'minutes' | 'state'>;

type Marked = Pick<Finding, 'state' | 'suppression' | 'standing'>;

/** What measures and ratings count, and what is shown. */
export function openFindings<F extends Marked>(findings: readonly F[]): F[] {
  return findings.filter(
    ({ state, suppression, standing }) => state !== 'fixed' && suppression === undefined && standing !== 'watch',
  );
}

/** What gates count: of the open ones, those of rules that may block. */
export function blockingFindings<F extends Marked>(findings: readonly F[]): F[] {
  return openFindings(findings).filter(({ standing }) => standing === undefined);
}
