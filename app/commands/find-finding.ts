import type { Finding } from '../../engine/findings/finding.ts';

export type FoundFinding =
  | { readonly kind: 'found'; readonly finding: Finding }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly findings: readonly Finding[] };

/**
 * The finding that somebody means by a fingerprint or its beginning. Several with the same one, in copies of a file, count as
 * one: what is said of it holds for all of them.
 */
export function findFinding(findings: readonly Finding[], beginning: string): FoundFinding {
  const meant = findings.filter(({ fingerprint, state }) => state !== 'fixed' && fingerprint.startsWith(beginning));
  const apart = meant.filter((one, at) => meant.findIndex((other) => other.fingerprint === one.fingerprint) === at);
  const [finding, ...others] = apart;
  if (!finding) return { kind: 'none' };
  return others.length === 0 ? { kind: 'found', finding } : { kind: 'several', findings: apart };
}
