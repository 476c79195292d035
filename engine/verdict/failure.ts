import type { NotLookedAt, NotLookedAtReason } from '../analyzers/analyzer.ts';

/**
 * Whether something should have been looked at and could not be: it went wrong. The other reasons are decisions (left
 * out as generated, excluded, …) or limits of what Plumbline knows (languages); they are listed and judge nothing.
 */
export function isFailure({ reason, byChange }: Pick<NotLookedAt, 'reason' | 'byChange'>): boolean {
  return byChange === true || FAILURES[reason];
}

const FAILURES: Readonly<Record<NotLookedAtReason, boolean>> = {
  binary: false,
  generated: false,
  vendored: false,
  minified: false,
  'lfs-pointer': false,
  submodule: false,
  symlink: false,
  'not-detectable': false,
  excluded: false,
  language: false,
  'syntax-error': false,
  'too-large': true,
  'time-out': true,
  'out-of-memory': true,
  crashed: true,
  unreadable: true,
  'changed-while-read': true,
  offline: true,
  'service-failed': true,
  'tool-missing': true,
  'bad-input': true,
  limit: true,
  // Billing trouble breaks no gate: `decideVerdict` alone looks at it.
  plan: false,
  'plan-lapsed': false,
};
