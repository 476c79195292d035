import type { ReviewRow } from './review-row.ts';

/** By a person, who wants it whatever the configuration says of drafts and labels. */
export function isAskedFor({ trigger }: Pick<ReviewRow, 'trigger'>): boolean {
  return /^(command|check_run|check_suite)\./.test(trigger);
}
