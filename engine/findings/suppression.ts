import type { AppliedSuppression, Place } from './finding.ts';

/** A suppression as written, whether or not it counts. */
export interface SuppressionRecord {
  readonly source: AppliedSuppression['source'];
  /** Rule ids or globs it names; empty: every rule. */
  readonly rules: readonly string[];
  readonly fingerprint?: string;
  readonly paths?: readonly string[];
  readonly reason: string;
  readonly until?: string;
  readonly by?: string;
  readonly place: Place;
  readonly status: SuppressionStatus;
  /** How many findings it covers. */
  readonly findings: number;
}

/**
 * `applied`: covers at least one finding. `unused`: none. `expired`: its date has passed. `no-reason`: says none.
 * `not-at-base`: stands in the change and not in the base as it is now: a change cannot exempt itself. `malformed`: it
 * cannot be read.
 */
export type SuppressionStatus = 'applied' | 'unused' | 'expired' | 'no-reason' | 'not-at-base' | 'malformed';
