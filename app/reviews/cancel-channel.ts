import type { Queryable } from '../../database/connect.ts';
import { notify } from '../../database/notify.ts';

/** Names the review that a worker is to end at once. */
export const CANCEL_CHANNEL = 'plumbline_cancel';

/** Tells whichever worker runs the review; heard once the caller's transaction is committed. */
export function cancelRunning(tx: Queryable, reviewId: string): Promise<void> {
  return notify(tx, CANCEL_CHANNEL, reviewId);
}
