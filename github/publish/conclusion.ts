import type { StatusState } from './set-status.ts';

/** How a check run ends. GitHub knows `stale` and `skipped` besides; we never set them. */
export type CheckConclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'action_required' | 'timed_out';

/** The least grave first. */
export const GRAVITY: readonly CheckConclusion[] = [
  'success',
  'cancelled',
  'neutral',
  'timed_out',
  'action_required',
  'failure',
];

/**
 * The state of a commit status that stands in for a check run. A status has no `neutral`; as "not reviewed" is never green,
 * and a pending one would never end, what came to no verdict is an `error`: the review's, not the code's. A branch rule
 * that waits for such a status does block then, which a neutral check run would not.
 */
export function statusOfConclusion(conclusion: CheckConclusion): Exclude<StatusState, 'pending'> {
  switch (conclusion) {
    case 'success':
      return 'success';
    case 'failure':
    case 'action_required':
      return 'failure';
    case 'neutral':
    case 'cancelled':
    case 'timed_out':
      return 'error';
  }
}
